// Whether members of a cluster reach each other past their policies: each way to admit them, and each that does not.
import { detailsOf } from '../support/findings';
import { FILES, HEADLESS, member, object, policy } from '../support/member';

const NAMED = [
  { name: 'http', containerPort: 4000 },
  { name: 'dist', containerPort: 4370 },
];
const pods = (labels: object) => ({ podSelector: { matchLabels: labels } });
const MEMBERS = pods({ 'cdk8s-elixir/cluster': 'chat' });
const found = (spec: object, files: object = FILES) =>
  detailsOf('beam/member-policy')(member({ ports: NAMED }), HEADLESS, files, policy(spec)).map(
    ([property, value]) => `${property}: ${value}`,
  );
const closed = (direction: string) => [`NetworkPolicy "chat", ${direction}: no rule for members`];

const OPEN: readonly [string, object][] = [
  ['everybody', {}],
  ['everybody, by a list of none', { from: [], to: [] }],
  ['members', { from: [MEMBERS], to: [MEMBERS] }],
  ['every pod of the namespace', { from: [pods({})], to: [pods({})] }],
  ['another pod, and members', { from: [pods({ app: 'x' }), MEMBERS], to: [pods({ app: 'x' }), MEMBERS] }],
  ['addresses', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
  ['namespaces', { from: [{ namespaceSelector: {} }], to: [{ namespaceSelector: {} }] }],
  ['the port', { ports: [{ port: 4370 }] }],
  ['the port by its name', { ports: [{ port: 'dist' }] }],
  ['every port by TCP', { ports: [{ protocol: 'TCP' }] }],
  ['no port that is listed, which is every one', { ports: [] }],
  ['another port, and this one', { ports: [{ port: 4000 }, { port: 4370 }] }],
  ['a range that ends with the port', { ports: [{ port: 4000, endPort: 4370 }] }],
  ['a range that starts with the port', { ports: [{ port: 4370, endPort: 5000 }] }],
];
const CLOSED: readonly [string, object][] = [
  ['other pods', { from: [pods({ app: 'x' })], to: [pods({ app: 'x' })] }],
  ['a peer that is none', { from: [{}], to: [{}] }],
  ['another port', { ports: [{ port: 4000 }] }],
  ['another port by its name', { ports: [{ port: 'http' }] }],
  ['a name that no port has', { ports: [{ port: 'beam' }] }],
  ['the number by UDP', { ports: [{ protocol: 'UDP', port: 4370 }] }],
  ['every port by UDP', { ports: [{ protocol: 'UDP' }] }],
  ['a range that ends before it', { ports: [{ port: 4000, endPort: 4369 }] }],
  ['a range that starts after it', { ports: [{ port: 4371, endPort: 5000 }] }],
  ['what a text for an end says', { ports: [{ port: 4000, endPort: '5000' }] }],
];

test.each(OPEN)('a rule for %s admits them', (_, rule) => {
  expect(found({ ingress: [rule] })).toEqual([]);
  expect(found({ policyTypes: ['Egress'], egress: [rule] })).toEqual([]);
});

test.each(CLOSED)('a rule for %s does not', (_, rule) => {
  expect(found({ ingress: [rule] })).toEqual(closed('ingress'));
  expect(found({ policyTypes: ['Egress'], egress: [rule] })).toEqual(closed('egress'));
});

test('no rule does not, and what the node is not told is not looked at', () => {
  expect(found({ ingress: [] })).toEqual(closed('ingress'));
  expect(found({ policyTypes: ['Ingress', 'Egress'] })).toEqual([...closed('ingress'), ...closed('egress')]);
  expect(found({ ingress: [] }, object('v1', 'ConfigMap', 'chat-vm', { data: {} }))).toEqual([]);
});

test('each port has a rule: epmd, and the first of a range', () => {
  const RANGE = '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9105';
  const files = object('v1', 'ConfigMap', 'chat-vm', { data: { 'vm.args': RANGE } });
  const about = (...ports: number[]) => found({ ingress: ports.map((port) => ({ ports: [{ port }] })) }, files);
  expect(about(4369, 9100)).toEqual([]);
  expect(about(9100)).toEqual(closed('ingress'));
  expect(about(4369, 9101)).toEqual(closed('ingress'));
});
