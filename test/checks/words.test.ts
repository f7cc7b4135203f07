// Words of findings that depend on what the manifests hold.
import { check } from '../../lib/checks/check';
import { subjectsOf } from '../../lib/inventory/subject';
import { ARGUMENTS, FILES, GOOD, HEADLESS, MEMBER, member, object, POLICY, policy } from '../support/member';

const found = (id: string, documents: object[]) =>
  check(documents.flatMap((document) => subjectsOf(document, { path: 'k8s.yaml' })))
    .filter(({ rule }) => rule.id === id)
    .map(
      ({ why, allowed, fix }) =>
        `${why}; ${allowed}; ${typeof fix === 'string' ? fix : `${fix.construct}; ${fix.yaml}`}`,
    );

const variable = (name: string, value: string) => ({ name, value });
const files = (data: object) => object('v1', 'ConfigMap', 'chat-vm', { data });
const BY_NAME = variable('RELEASE_NODE', 'chat@$(POD_NAME).chat-nodes.chat.svc.cluster.local');
const QUERY = variable('DNS_CLUSTER_QUERY', 'chat-nodes');
const tls = (path: string) => [
  member(),
  ...[HEADLESS, POLICY],
  files({ 'vm.args': `${ARGUMENTS}-proto_dist inet_tls\n-ssl_dist_optfile ${path}\n` }),
];
const job = (labels: object) => object('batch/v1', 'Job', 'a', { spec: { template: { metadata: { labels } } } });
const budget = object('policy/v1', 'PodDisruptionBudget', 'all', { spec: { selector: {} } });
const runner = {
  ...object('v1', 'ConfigMap', 'runners', {
    data: { 'pod.json': JSON.stringify({ metadata: { labels: { a: 'b' } }, spec: { containers: [] } }) },
  }),
  metadata: { name: 'runners', namespace: 'chat', labels: { 'cdk8s-elixir/runner': 'chat' } },
};
const claim = object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes: ['ReadWriteOnce'] } });
const mounting = (kind: string, name: string) => {
  const volumes = [{ name: 'a', persistentVolumeClaim: { claimName: 'data' } }];
  return object('apps/v1', kind, name, { spec: { template: { spec: { volumes } } } });
};
const closed = (direction: string) => policy({ policyTypes: [direction], ingress: [], egress: [] });
const named = (name: string) => {
  const made = member();
  const labels = { ...MEMBER, 'app.kubernetes.io/name': name };
  const template = { ...made.spec.template, metadata: { labels } };
  return { ...made, metadata: { name, namespace: 'chat' }, spec: { ...made.spec, template } };
};
const service = {
  ...object('v1', 'Service', 'chat', { spec: { selector: { app: 'chat' } } }),
  metadata: { name: 'chat', namespace: 'chat', labels: { 'app.kubernetes.io/name': 'chat' } },
};
const RBAC = 'rbac.authorization.k8s.io/v1';
const access = (resource: string, ...accounts: string[]) => [
  member({
    env: [variable('LIBCLUSTER_KUBERNETES_MODE', 'ip')],
    pod: { serviceAccountName: 'chat', automountServiceAccountToken: true },
  }),
  object(RBAC, 'Role', 'chat', { rules: [{ apiGroups: [''], resources: [resource], verbs: ['list'] }] }),
  {
    ...object(RBAC, 'RoleBinding', 'chat', {
      roleRef: { name: 'chat' },
      subjects: accounts.map((name) => ({ kind: 'ServiceAccount', name })),
    }),
    metadata: { name: 'chat', namespace: 'chat', labels: { 'app.kubernetes.io/name': 'chat' } },
  },
];
const VM_ARGS = 'RELEASE_VM_ARGS';

test.each<[string, string, object[]]>([
  ['beam/distribution-tls', 'the volume "vm-args" that is mounted there holds no such file', tls('/etc/erlang/a')],
  ['beam/distribution-tls', 'no volume is mounted there', tls('/opt/a')],
  ['beam/distribution-tls', 'override of `vmArgs`, of the volume or of the mount', tls('/opt/a')],
  ['beam/node-name', 'the pods of a Deployment have no names in DNS', [member({ env: [BY_NAME] }), ...GOOD]],
  [
    'beam/node-name',
    'DNS_CLUSTER_QUERY says that discovery looks up addresses',
    [member({ kind: 'StatefulSet', env: [BY_NAME, QUERY] }), ...GOOD],
  ],
  [
    'beam/node-name',
    "with the cluster's domain: BASENAME@$(POD_NAME).SERVICE.$(POD_NAMESPACE).svc.cluster.local",
    [member({ kind: 'StatefulSet', env: [variable('RELEASE_NODE', 'chat@$(POD_NAME)')] }), ...GOOD],
  ],
  [
    'beam/mounted-arguments',
    'holds vm.args, and the release does not read it',
    [member({ env: [variable(VM_ARGS, '/a')] }), ...GOOD],
  ],
  ['beam/mounted-arguments', '; /etc/erlang/vm.args; ', [member({ env: [variable(VM_ARGS, '/a')] }), ...GOOD]],
  [
    'beam/mounted-arguments',
    '"chat-vm" holds no remote.vm.args',
    [member(), HEADLESS, POLICY, files({ 'vm.args': ARGUMENTS })],
  ],
  ['beam/member-policy', 'each other on 4370;', [member(), HEADLESS, FILES, closed('Ingress')]],
  ['beam/member-policy', 'or keep the rule for members in it', [member(), HEADLESS, FILES, closed('Ingress')]],
  ['beam/member-policy', 'name the connections of the release', [member(), HEADLESS, FILES, closed('Egress')]],
  ['beam/discovery-access', 'gives the right to a, b;', access('pods', 'a', 'b')],
  ['beam/discovery-access', "resources: ['pods or endpoints']", access('secrets', 'chat')],
  ['kubernetes/job-selected', 'selects the pods of the Job "a"', [job({ 'cdk8s-elixir/job': 'a' }), budget]],
  ['kubernetes/job-selected', 'pods that run once have no number', [job({ 'cdk8s-elixir/job': 'a' }), budget]],
  ['kubernetes/job-selected', 'sends requests to pods that serve nothing', [job(MEMBER), member(), HEADLESS]],
  ['kubernetes/job-selected', 'are counted and measured together', [job(MEMBER), member()]],
  ['kubernetes/shared-selector', 'and sends requests to other too', [named('chat'), named('other'), service]],
  ['kubernetes/job-selected', 'labels that no pod of a Job has', [job({ 'cdk8s-elixir/job': 'a' }), budget]],
  ['kubernetes/job-selected', 'of the labels of the job;', [job({ 'cdk8s-elixir/job': 'a' }), budget]],
  ['kubernetes/job-selected', 'selects runners of the ConfigMap "runners"', [member(), runner, budget]],
  ['kubernetes/job-selected', 'labels that no runner has', [member(), runner, budget]],
  ['kubernetes/job-selected', 'of the labels of the runners;', [member(), runner, budget]],
  [
    'kubernetes/shared-claim',
    'a (1 + 1) + b 1: 3 pods',
    [claim, mounting('Deployment', 'a'), mounting('StatefulSet', 'b')],
  ],
])('of %s: %s', (id, words, documents) => {
  expect(found(id, documents).join('\n')).toContain(words);
});

describe('what is allowed', () => {
  const query = (name: string, value: string) =>
    found('beam/discovery-query', [member({ env: [BY_NAME, variable(name, value)] }), ...GOOD])[0];

  test.each<[string, string, string]>([
    ['DNS_CLUSTER_QUERY', 'a', 'the headless Service chat-nodes'],
    ['LIBCLUSTER_KUBERNETES_SERVICE', 'a', 'the headless Service chat-nodes'],
    ['LIBCLUSTER_KUBERNETES_NAMESPACE', 'a', '$(POD_NAMESPACE)'],
    ['LIBCLUSTER_KUBERNETES_SELECTOR', 'a=b', `labels that it has: ${JSON.stringify(MEMBER)}`],
    ['LIBCLUSTER_KUBERNETES_NODE_BASENAME', 'a', 'the basename in RELEASE_NODE'],
  ])('in %s', (name, value, allowed) => {
    expect(query(name, value)).toContain(`; ${allowed}; `);
  });

  test('of two headless Services', () => {
    const second = { ...HEADLESS, metadata: { ...HEADLESS.metadata, name: 'second' } };
    const one = member({ env: [QUERY, variable('LIBCLUSTER_KUBERNETES_SERVICE', 'a')] });
    expect(found('beam/discovery-query', [one, second, ...GOOD])).toEqual([
      expect.stringContaining('; the headless Service second or chat-nodes; '),
    ]);
  });
});
