import type { Contribution } from '../../lib/pod/contribution';
import { mergeContributions } from '../../lib/pod/merge-contributions';
import { errorOf } from '../support/subjects';

const LIBRARY: Contribution = {
  by: 'the release',
  env: [{ name: 'POD_IP', value: '10.0.0.1' }],
  ports: [{ name: 'http', port: 4000 }],
  volumes: [{ name: 'tmp', emptyDir: {} }],
  mounts: [{ name: 'tmp', mountPath: '/tmp' }],
  podLabels: { team: 'chat' },
  podAnnotations: { note: 'a' },
};

const users = (contribution: Omit<Contribution, 'by'>): Contribution => ({
  by: 'theirs',
  property: 'list',
  ...contribution,
});

test('parts stand in the order of their contributors, variables of maps last and by name', () => {
  const parts = mergeContributions([
    LIBRARY,
    users({
      variables: [
        { name: 'Z', value: '$(B)' },
        { name: 'B', value: '$(POD_IP)' },
      ],
    }),
    { by: 'config', property: 'list', variables: [{ name: 'A', value: 'a' }] },
  ]);
  expect(parts.env.map(({ name }) => name)).toEqual(['POD_IP', 'A', 'B', 'Z']);
});

test('egress is not isolated until one contributor gives a list, which may be empty', () => {
  expect(mergeContributions([LIBRARY]).egress).toBeUndefined();
  expect(mergeContributions([LIBRARY, users({ egress: [] })]).egress).toEqual([]);
});

test.each<[string, Omit<Contribution, 'by'>, string]>([
  ['variable', { variables: [{ name: 'POD_IP', value: 'x' }] }, '`theirs.POD_IP` is "POD_IP"'],
  ['name of a variable from a ConfigMap', { envFromNames: ['POD_IP'] }, '`theirs.POD_IP` is "POD_IP"'],
  ['name of a port', { ports: [{ name: 'http', port: 4001 }] }, '`theirs[0]` is "http 4001"'],
  ['number of a port', { ports: [{ name: 'web', port: 4000 }] }, '`theirs[0]` is "web 4000"'],
  ['volume', { volumes: [{ name: 'tmp' }] }, '`theirs[0].name` is "tmp"'],
  ['claim', { claims: [{ metadata: { name: 'tmp' } }] }, '`theirs[0].name` is "tmp"'],
  ['label', { podLabels: { team: 'x' } }, '`theirs["team"]` is "team"'],
  ['annotation', { podAnnotations: { note: 'x' } }, '`theirs["note"]` is "note"'],
])('where two give the same %s the message names both', (_, contribution, property) => {
  const { message } = errorOf(() => mergeContributions([LIBRARY, users(contribution)]));
  expect(message).toContain(property);
  expect(message).toContain('the release gives the pod');
});

test('two properties of the user’s that clash are both named as properties', () => {
  const variables = [{ name: 'A', value: 'a' }];
  const { message } = errorOf(() =>
    mergeContributions([users({ variables }), { by: 'config', property: 'list', variables }]),
  );
  expect(message).toContain('`config.A` is "A"');
  expect(message).toContain('`theirs.A` gives the pod this variable too');
});

test('one number serves TCP and UDP', () => {
  const ports = [
    { name: 'dns', port: 5353 },
    { name: 'dns-udp', port: 5353, protocol: 'UDP' },
  ];
  expect(mergeContributions([users({ ports })]).ports).toEqual(ports);
});

test('a mount of a volume that nobody gives is refused', () => {
  const { message } = errorOf(() =>
    mergeContributions([LIBRARY, users({ mounts: [{ name: 'gone', mountPath: '/x' }] })]),
  );
  expect(message).toContain('`theirs[0].name` is "gone"');
  expect(message).toContain('"tmp"');
});
