// Rules about members of a cluster: whether their nodes find each other.
import { details, detailsOf } from '../support/findings';
import {
  ARGUMENTS,
  FACTS,
  FILES,
  GOOD,
  HEADLESS,
  MEMBER,
  MEMBERS_ONLY,
  member,
  object,
  POLICY,
  policy,
  REMOTE_ARGUMENTS,
} from '../support/member';

const DNS = { name: 'DNS_CLUSTER_QUERY', value: 'chat-nodes.chat.svc.cluster.local' };
const SRV = { name: 'LIBCLUSTER_KUBERNETES_SERVICE', value: 'chat-nodes' };
const API = { name: 'LIBCLUSTER_KUBERNETES_MODE', value: 'ip' };

describe('the headless Service', () => {
  const missing = [['label cdk8s-elixir/cluster', 'chat', []]];
  const found = (spec: object, labels: object = MEMBER) =>
    details(member(), FILES, POLICY, {
      ...HEADLESS,
      metadata: { ...HEADLESS.metadata, labels },
      spec: { ...HEADLESS.spec, ...spec },
    }).filter(([property]) => property === 'label cdk8s-elixir/cluster');

  test('is there', () => {
    expect(found({})).toEqual([]);
    expect(details(member(), FILES, POLICY)).toEqual(missing);
  });

  test.each<[string, object, object?]>([
    ['has an address', { clusterIP: undefined }],
    ['hides pods that are not ready', { publishNotReadyAddresses: false }],
    ['has no ports', { ports: [] }],
    ['selects by another label', { selector: { app: 'chat' } }],
    ['selects by a label more', { selector: { app: 'chat', 'cdk8s-elixir/cluster': 'chat' } }],
    ['has no label itself', {}, {}],
    ['has the label of another cluster', {}, { 'cdk8s-elixir/cluster': 'other' }],
  ])('%s', (_, spec, labels = MEMBER) => {
    expect(found(spec, labels)).toEqual(missing);
  });
});

describe('one port', () => {
  const NONE = undefined;
  const files = (start?: string, remote?: string) =>
    object('v1', 'ConfigMap', 'chat-vm', { data: { 'vm.args': start, 'remote.vm.args': remote } });
  const found = (start?: string, remote?: string, ports?: object[]) =>
    detailsOf('beam/single-port')(member({ ports }), HEADLESS, POLICY, files(start, remote));
  const finding = (port: number, remote: number | undefined, declared: number[]) => [
    ['distribution port', { 'vm.args': port, 'remote.vm.args': remote, declared }, []],
  ];
  const OTHER = '-start_epmd false\n-erl_epmd_port 5000\n';
  const RANGE = '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9105';

  test('stands in both files and in the container', () => {
    expect(found(ARGUMENTS, ARGUMENTS)).toEqual([]);
    expect(found(ARGUMENTS, OTHER)).toEqual(finding(4370, 5000, [4370]));
    expect(found(ARGUMENTS, NONE)).toEqual(finding(4370, undefined, [4370]));
    expect(found(ARGUMENTS, RANGE)).toEqual(finding(4370, undefined, [4370]));
    expect(found(OTHER, OTHER)).toEqual(finding(5000, 5000, [4370]));
    expect(found(ARGUMENTS, ARGUMENTS, [])).toEqual(finding(4370, 4370, []));
  });

  test('is asked for only where the node listens on one', () => {
    expect(found(RANGE, ARGUMENTS)).toEqual([]);
    expect(found('+S 2:2', ARGUMENTS)).toEqual([]);
    expect(found(NONE, NONE)).toEqual([]);
  });

  test('need not be declared by who is no member', () => {
    const one = member({ ports: [] });
    const labels = { app: 'chat' };
    const spec = { ...one.spec, template: { ...one.spec.template, metadata: { labels } } };
    const alone = { ...one, spec };
    expect(details(alone, files(ARGUMENTS, REMOTE_ARGUMENTS))).toEqual([]);
    expect(details(alone, files(ARGUMENTS, OTHER))).toEqual(finding(4370, 5000, []));
  });
});

describe('a node named', () => {
  const BY_NAME = 'chat@$(POD_NAME).chat-nodes.$(POD_NAMESPACE).svc.cluster.local';
  const found = (kind: string, node: string, ...env: object[]) =>
    details(member({ kind, env: [...FACTS, { name: 'RELEASE_NODE', value: node }, ...env] }), ...GOOD);
  const finding = [['RELEASE_NODE', BY_NAME, []]];

  test('after its pod is found by its name alone', () => {
    expect(found('StatefulSet', BY_NAME)).toEqual([]);
    expect(found('StatefulSet', BY_NAME, SRV)).toEqual([]);
    expect(found('StatefulSet', BY_NAME, DNS)).toEqual(finding);
    expect(found('StatefulSet', BY_NAME, API)).toEqual(finding);
    expect(found('StatefulSet', BY_NAME, { ...API, value: 'hostname' })).toEqual([]);
    expect(found('Deployment', BY_NAME, SRV)).toEqual(finding);
    expect(found('Deployment', BY_NAME)).toEqual(finding);
  });

  test('after its pod, in a namespace that is not known, is found by whatever namespace it says', () => {
    const env = [...FACTS, { name: 'RELEASE_NODE', value: 'chat@$(POD_NAME).chat-nodes.other.svc.cluster.local' }];
    const made = member({ kind: 'StatefulSet', env });
    expect(detailsOf('beam/node-name')(made)).toHaveLength(1);
    expect(detailsOf('beam/node-name')({ ...made, metadata: { name: 'chat' } })).toEqual([]);
  });

  test('after its address is found', () => {
    expect(found('Deployment', 'chat@$(POD_IP)', DNS)).toEqual([]);
    expect(details(member({ env: [DNS] }), ...GOOD)).toEqual([]);
  });
});

describe('the right to ask the API server', () => {
  const role = (...resources: string[]) =>
    object('rbac.authorization.k8s.io/v1', 'Role', 'chat', {
      rules: [{ apiGroups: [''], resources, verbs: ['list'] }],
    });
  const binding = (...names: string[]) => ({
    ...object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'chat', {
      roleRef: { name: 'chat' },
      subjects: names.map((name) => ({ kind: 'ServiceAccount', name })),
    }),
    metadata: { name: 'chat', namespace: 'chat', labels: { 'app.kubernetes.io/name': 'chat' } },
  });
  const found = (pod: object, ...more: object[]) => details(member({ pod, ports: [] }), HEADLESS, POLICY, ...more);
  const GIVEN = { serviceAccountName: 'chat', automountServiceAccountToken: true };

  test.each(['pods', 'endpoints'])('reaches the pods that list %s', (resource) => {
    expect(found(GIVEN, role(resource), binding('other', 'chat'))).toEqual([]);
    expect(found(GIVEN, role('secrets', resource), binding('other'))).toEqual([
      ['serviceAccountName', 'chat', ['RoleBinding/chat']],
    ]);
  });

  test('goes to the default ServiceAccount where none is named', () => {
    const pod = { automountServiceAccountToken: true };
    expect(found(pod, role('pods'), binding('default'))).toEqual([]);
    expect(found(pod, role('pods'), binding('chat'))).toEqual([
      ['serviceAccountName', 'default', ['RoleBinding/chat']],
    ]);
  });

  test.each([false, undefined])('comes without a token where it is %s', (automountServiceAccountToken) => {
    const pod = { ...GIVEN, automountServiceAccountToken };
    const account = object('v1', 'ServiceAccount', 'chat', { automountServiceAccountToken: false });
    expect(found(pod, account, role('pods'), binding('chat'))).toEqual([
      ['automountServiceAccountToken', automountServiceAccountToken, ['RoleBinding/chat']],
    ]);
  });

  test('comes with the token of a ServiceAccount that does not say no, or of a volume', () => {
    const pod = { ...GIVEN, automountServiceAccountToken: undefined };
    const account = object('v1', 'ServiceAccount', 'chat', {});
    expect(found(pod, account, role('pods'), binding('chat'))).toEqual([]);
    expect(found(pod, role('pods'), binding('chat'))).toEqual([]);
    const volumes = [{ name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }];
    const without = { ...GIVEN, automountServiceAccountToken: false, volumes };
    expect(found(without, role('pods'), binding('chat'))).toEqual([]);
  });

  test('to something else is not looked at', () => {
    expect(found({}, role('secrets'), binding('other'))).toEqual([]);
    expect(found({}, binding('other'))).toEqual([]);
    const unlabelled = { ...binding('other'), metadata: { name: 'chat', namespace: 'chat' } };
    expect(found({}, role('pods'), unlabelled)).toEqual([]);
  });

  test('is looked at for a StatefulSet, and for members alone', () => {
    const stateful = member({ kind: 'StatefulSet', ports: [], pod: { ...GIVEN, automountServiceAccountToken: false } });
    expect(details(stateful, HEADLESS, POLICY, role('pods'), binding('chat'))).toHaveLength(1);
    const template = { ...stateful.spec.template, metadata: { labels: { app: 'chat' } } };
    const alone = { ...stateful, kind: 'Deployment', spec: { ...stateful.spec, template } };
    expect(details(alone, role('pods'), binding('other'))).toEqual([]);
  });
});

describe('isolated egress', () => {
  const isolated = (egress?: object[], more: object = { policyTypes: ['Ingress', 'Egress'] }) =>
    policy({ ...MEMBERS_ONLY, ...more, egress: egress && [TO_MEMBERS, ...egress] });
  const TO_MEMBERS = {
    to: [{ podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'chat' } } }],
    ports: [{ port: 4370 }],
  };
  const found = (variable: object, one: object) =>
    detailsOf('beam/egress')(member({ env: [variable] }), HEADLESS, FILES, one);
  const finding = [['egress', ['chat'], ['NetworkPolicy/chat']]];
  const UDP = { ports: [{ port: 53, protocol: 'UDP' }] };
  const HTTPS = { ports: [{ port: 443 }] };

  test('lets through what the strategy needs', () => {
    expect(found(DNS, isolated([UDP]))).toEqual([]);
    expect(found(DNS, isolated([HTTPS]))).toEqual(finding);
    expect(found(DNS, isolated())).toEqual(finding);
    expect(found(SRV, isolated([HTTPS]))).toEqual(finding);
    expect(found(API, isolated([UDP, HTTPS]))).toEqual([]);
    expect(found(API, isolated([UDP]))).toEqual(finding);
    expect(found(API, isolated([HTTPS]))).toEqual(finding);
  });

  test('lets through the lookup of stable names, which dial each other by them', () => {
    const node = { name: 'RELEASE_NODE', value: 'chat@$(POD_NAME).chat-nodes.chat.svc.cluster.local' };
    expect(found(node, isolated([HTTPS]))).toEqual(finding);
    expect(found(node, isolated([UDP]))).toEqual([]);
    expect(found({ ...node, value: 'chat@$(POD_IP)' }, isolated([HTTPS]))).toEqual([]);
  });

  test('is isolated by the policy’s types, or by its rules where it has none', () => {
    expect(found(DNS, isolated([HTTPS], {}))).toEqual(finding);
    expect(found(DNS, isolated([HTTPS], { policyTypes: ['Ingress'] }))).toEqual([]);
    expect(found(DNS, isolated(undefined, {}))).toEqual([]);
  });

  test('is not looked at without a strategy', () => {
    expect(found({ name: 'A', value: 'a' }, isolated([]))).toEqual([]);
  });
});

test('a policy that keeps members apart is told with the others, for each direction with its own words', () => {
  const found = detailsOf('beam/member-policy');
  const one = policy({ policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] });
  const other = { ...policy({ ingress: [] }), metadata: { name: 'other', namespace: 'chat' } };
  const about = (direction: string, ...others: string[]) => [
    `NetworkPolicy "chat", ${direction}`,
    'no rule for members',
    [...others, 'Deployment/chat'],
  ];
  const expected = [about('ingress', 'NetworkPolicy/other'), about('egress')];
  expect(found(member(), HEADLESS, FILES, one, other)).toEqual(expected);
});
