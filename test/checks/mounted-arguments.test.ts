// Argument files that a pod of somebody's YAML mounts, and the variables that name them.
import { detailsOf } from '../support/findings';
import { ARGUMENTS, object, REMOTE_ARGUMENTS } from '../support/member';

const BOTH = { 'vm.args': ARGUMENTS, 'remote.vm.args': REMOTE_ARGUMENTS };
const START = { name: 'RELEASE_VM_ARGS', value: '/etc/erlang/vm.args' };
const REMOTE = { name: 'RELEASE_REMOTE_VM_ARGS', value: '/etc/erlang/remote.vm.args' };
const COOKIE = { name: 'RELEASE_COOKIE', value: 'a' };

interface Given {
  readonly env: object[];
  readonly data?: object;
  readonly mounts?: object[];
  readonly envFrom?: object[];
  readonly source?: object;
}

function found({ env, data = BOTH, mounts = [{ mountPath: '/etc/erlang' }], envFrom, source }: Given) {
  const volumeMounts = mounts.map((mount) => ({ name: 'a', ...mount }));
  const spec = {
    containers: [{ name: 'chat', env: [COOKIE, ...env], envFrom, volumeMounts }],
    volumes: [{ name: 'a', configMap: { name: 'vm', ...source } }],
  };
  return detailsOf('beam/mounted-arguments')(
    object('apps/v1', 'Deployment', 'chat', { spec: { template: { spec } } }),
    object('v1', 'ConfigMap', 'vm', { data }),
    object('v1', 'ConfigMap', 'env', { data: { A: 'a' } }),
  );
}

const finding = (variable: string, value: unknown) => [[`container chat, env ${variable}`, value, ['ConfigMap/vm']]];

test.each<[string, Given]>([
  ['named and mounted', { env: [START, REMOTE] }],
  ['mounted with slashes behind', { env: [START, REMOTE], mounts: [{ mountPath: '/etc/erlang//' }] }],
  ['one of them, and named', { env: [START], data: { 'vm.args': ARGUMENTS } }],
  ['under other names', { env: [], source: { items: [{ key: 'vm.args', path: 'a' }] } }],
  ['named by what is not seen', { env: [START, { ...REMOTE, value: undefined, valueFrom: {} }] }],
  ['named by a Secret', { env: [START], envFrom: [{ secretRef: { name: 'any' } }] }],
])('are read: %s', (_, given) => {
  expect(found(given)).toEqual([]);
});

test.each<[string, Given, string, unknown]>([
  ['not named', { env: [START] }, REMOTE.name, undefined],
  ['named by nothing', { env: [START, { name: REMOTE.name }] }, REMOTE.name, undefined],
  ['named elsewhere', { env: [START, { ...REMOTE, value: '/a' }] }, REMOTE.name, '/a'],
  [
    'named by a ConfigMap that is seen',
    { env: [START], envFrom: [{ configMapRef: { name: 'env' } }] },
    REMOTE.name,
    undefined,
  ],
  ['named and not there', { env: [START, REMOTE], data: { 'vm.args': ARGUMENTS } }, REMOTE.name, REMOTE.value],
  ['the other way round', { env: [REMOTE, { ...START, value: REMOTE.value }] }, START.name, REMOTE.value],
  [
    'mounted by another volume',
    {
      env: [REMOTE, { ...START, value: '/b/vm.args' }],
      mounts: [{ mountPath: '/etc/erlang' }, { name: 'b', mountPath: '/b' }],
    },
    START.name,
    '/b/vm.args',
  ],
  [
    'another file at the path',
    {
      env: [START, REMOTE],
      mounts: [
        { mountPath: START.value, subPath: 'remote.vm.args' },
        { mountPath: REMOTE.value, subPath: 'remote.vm.args' },
        { subPath: 'vm.args' },
        {},
      ],
    },
    START.name,
    START.value,
  ],
])('are not read: %s', (_, given, variable, value) => {
  expect(found(given)).toEqual(finding(variable, value));
});

test('are not asked for where no release runs', () => {
  const spec = { containers: [{ name: 'a' }], volumes: [{ name: 'a', configMap: { name: 'vm' } }] };
  const deployment = object('apps/v1', 'Deployment', 'a', { spec: { template: { spec } } });
  expect(detailsOf('beam/mounted-arguments')(deployment, object('v1', 'ConfigMap', 'vm', { data: BOTH }))).toEqual([]);
});
