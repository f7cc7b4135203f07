import { check } from '../../lib/checks/check';
import { RULES, RULES_OF_PROPS } from '../../lib/checks/rules';
import { subjectsOf } from '../../lib/inventory/subject';
import { detailsOf, SAFE } from '../support/findings';
import { FACTS, FILES, GOOD, HEADLESS, member, object, POLICY, policy } from '../support/member';

test('ids, by which users know rules, and the risks under which findings are accepted', () => {
  expect(RULES.map(({ id, risk }) => (risk ? `${id} ${risk}` : id))).toEqual([
    'kubernetes/duplicate-object',
    'kubernetes/environment-order',
    'kubernetes/environment-twice',
    'kubernetes/nul-character',
    'beam/literal-secret',
    'kubernetes/selector-labels',
    'beam/headless-service',
    'kubernetes/service-name',
    'beam/single-port',
    'beam/mounted-arguments settings-elsewhere',
    'beam/distribution-lines settings-elsewhere',
    'beam/distribution-protocol settings-elsewhere',
    'beam/distribution-tls settings-elsewhere',
    'beam/node-flags settings-elsewhere',
    'beam/epmd-port settings-elsewhere',
    'beam/node-name settings-elsewhere',
    'beam/node-state settings-elsewhere',
    'beam/release-environment settings-elsewhere',
    'beam/cluster-cookie settings-elsewhere',
    'beam/discovery-query settings-elsewhere',
    'beam/dns-policy settings-elsewhere',
    'beam/pod-management ordered-start',
    'beam/discovery-access settings-elsewhere',
    'beam/egress-discovery',
    'beam/egress-closed settings-elsewhere',
    'beam/distribution-host-port',
    'beam/distribution-service',
    'beam/distribution-policy open-distribution',
    'beam/member-policy settings-elsewhere',
    'beam/distribution-route',
    'beam/probe-command exec-probe',
    'kubernetes/probe-port',
    'kubernetes/service-port',
    'kubernetes/route-port',
    'kubernetes/route-twice',
    'kubernetes/route-listener',
    'kubernetes/route-admission',
    'kubernetes/route-tls plain-http',
    'kubernetes/route-weights',
    'beam/phoenix-host other-host',
    'kubernetes/shared-selector',
    'kubernetes/shared-claim',
    'kubernetes/selects-nothing',
    'kubernetes/job-selected',
    'kubernetes/runner-quota',
    'kubernetes/disruption-budget no-disruptions',
    'kubernetes/scaled-replicas',
    'kubernetes/secret-provider-class',
    'beam/database-budget',
    'kubernetes/pod-security pod-security',
    'kubernetes/pre-stop',
    'kubernetes/object-name',
    'kubernetes/image-tag latest-tag',
    'kubernetes/ingress-certificate',
    'kubernetes/ingress-tls plain-http',
  ]);
  for (const { id, severity } of RULES) expect([id, severity]).toEqual([id, 'error']);
});

const found = (...documents: object[]) =>
  check(documents.flatMap((document) => subjectsOf(document, { path: 'k8s.yaml' })));
const BY_NAME = [...FACTS, { name: 'RELEASE_NODE', value: 'chat@$(POD_NAME)' }];
const API = { name: 'LIBCLUSTER_KUBERNETES_MODE', value: 'ip' };
const STATEFUL_FILES = object('v1', 'ConfigMap', 'chat-vm', { data: { 'vm.args': `-ra data_dir '"/data"'` } });
const lifecycle = { preStop: { sleep: { seconds: 60 } } };
const ingress = (name: string, secretName: string) =>
  object('networking.k8s.io/v1', 'Ingress', name, { spec: { tls: [{ hosts: ['a.example'], secretName }] } });
const discovery = [
  object('rbac.authorization.k8s.io/v1', 'Role', 'chat', {
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
  }),
  {
    ...object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'chat', {
      roleRef: { name: 'chat' },
      subjects: [{ name: 'other' }],
    }),
    metadata: { name: 'chat', namespace: 'chat', labels: { 'app.kubernetes.io/name': 'chat' } },
  },
];

test.each<[string, object[]]>([
  ['beam/node-name', [member({ env: BY_NAME }), ...GOOD]],
  ['beam/node-state', [member(), STATEFUL_FILES]],
  ['beam/discovery-access', [member(), ...discovery, ...GOOD]],
  ['beam/egress-discovery', [member({ env: [API] }), HEADLESS, FILES, POLICY, policy({ egress: [] })]],
  ['kubernetes/object-name', [object('v1', 'ConfigMap', 'A', {})]],
  [
    'kubernetes/job-selected',
    [
      object('batch/v1', 'Job', 'a', {
        spec: { template: { metadata: { labels: { 'cdk8s-elixir/job': 'a', a: 'b' } } } },
      }),
      object('v1', 'Service', 'a', { spec: { selector: { a: 'b' }, ports: [{ port: 80 }] } }),
    ],
  ],
  ['kubernetes/object-name', [object('batch/v1', 'CronJob', 'a'.repeat(53), {})]],
  ['kubernetes/object-name', [object('batch/v1', 'Job', 'a'.repeat(64), {})]],
  ['kubernetes/ingress-certificate', [ingress('a', 'one'), ingress('b', 'two')]],
  [
    'kubernetes/pre-stop',
    [object('v1', 'Pod', 'web', { spec: { containers: [{ name: 'web', securityContext: SAFE, lifecycle }] } })],
  ],
])('a finding of %s tells its fix for a construct and for YAML', (id, documents) => {
  const fixes = found(...documents).flatMap(({ rule, fix }) => (rule.id === id ? [fix] : []));
  expect(fixes.length).toBeGreaterThan(0);
  for (const fix of fixes)
    expect(fix).toEqual({ construct: expect.stringMatching(/\w/), yaml: expect.stringMatching(/\w/) });
});

test('what isolated egress lacks is named, with a fix for each', () => {
  const of = (variable: object, ...egress: object[]) =>
    found(member({ env: [variable] }), HEADLESS, FILES, { ...POLICY, spec: { ...POLICY_SPEC, egress } })
      .filter(({ rule }) => rule.id === 'beam/egress-discovery')
      .map(({ why, fix }) => ({ why, fix }))[0];
  const about = (...egress: object[]) => of(API, ...egress);
  const DNS = { ports: [{ port: 53, protocol: 'UDP' }] };
  const HTTPS = { ports: [{ port: 443 }] };
  expect(about().why).toContain('LIBCLUSTER_KUBERNETES_MODE shows a strategy that needs DNS and the API server,');
  const byName = { name: 'RELEASE_NODE', value: 'chat@$(POD_NAME).chat-nodes.chat.svc.cluster.local' };
  expect(of(byName, HTTPS).why).toContain('RELEASE_NODE shows a strategy that needs DNS,');
  expect(about().fix).toMatchObject({ construct: "add Egress.dns() and add Egress.apiServer('ADDRESS/32')" });
  expect(about(HTTPS).fix).toMatchObject({ construct: 'add Egress.dns()' });
  expect(about(DNS).fix).toMatchObject({ construct: "add Egress.apiServer('ADDRESS/32')" });
});

const POLICY_SPEC = {
  podSelector: {},
  policyTypes: ['Ingress', 'Egress'],
  ingress: [{ from: [{ podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'chat' } } }] }],
};

test('two objects of one name are told with their namespace', () => {
  const config = (namespace?: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace } });
  expect(found(config(), config())[0].why).toContain('ConfigMap "a" in the namespace of the apply:');
  expect(found(config('x'), config('x'))[0].why).toContain('ConfigMap "a" in namespace "x":');
});

test('a policy opens one port of a range beside epmd', () => {
  const env = [{ name: 'ERL_AFLAGS', value: '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9105' }];
  const opened = (port: object) => {
    const theirs = { ...policy({ ingress: [{ ports: [port] }] }), metadata: { name: 'theirs', namespace: 'chat' } };
    return detailsOf('beam/distribution-policy')(
      member({ env, ports: [], pod: { volumes: [] } }),
      HEADLESS,
      POLICY,
      theirs,
    ).length;
  };
  expect([{ port: 9105, endPort: 9200 }, { port: 9000, endPort: 9100 }, { port: 4369 }].map(opened)).toEqual([1, 1, 1]);
  expect([{ port: 9106, endPort: 9200 }, { port: 9000, endPort: 9099 }, { port: 9099 }].map(opened)).toEqual([0, 0, 0]);
});

test('a cookie is never shown, and one that is not there is told as such', () => {
  const members = (...cookies: (object | undefined)[]) =>
    found(
      ...cookies.map((cookie, index) => ({
        ...member({ env: cookie ? [{ name: 'RELEASE_COOKIE', ...cookie }] : [] }),
        metadata: { name: `chat-${index}`, namespace: 'chat' },
      })),
      ...GOOD,
    ).filter(({ rule }) => rule.id === 'beam/cluster-cookie');
  const shown = (...cookies: (object | undefined)[]) => members(...cookies).map((finding) => 'value' in finding);
  expect(shown({ value: 'one' }, { value: 'two' })).toEqual([false]);
  expect(shown({ value: 'one' }, undefined)).toEqual([true]);
  expect(shown({ value: null }, { value: null })).toEqual([]);
});

test('a cluster is a text: members under a label that is none share no cookie', () => {
  const env = (value: string) => [{ name: 'RELEASE_COOKIE', value }];
  const numbered = (name: string) => {
    const made = member({ env: env(name) });
    const template = { ...made.spec.template, metadata: { labels: { 'cdk8s-elixir/cluster': 5 } } };
    return { ...made, metadata: { name, namespace: 'chat' }, spec: { ...made.spec, template } };
  };
  expect(detailsOf('beam/cluster-cookie')(numbered('a'), numbered('b'))).toEqual([]);
});

test('rules that properties can break: they are run on objects as the library makes them', () => {
  expect(RULES_OF_PROPS.map(({ id }) => id)).toEqual([
    'kubernetes/duplicate-object',
    'kubernetes/environment-order',
    'kubernetes/environment-twice',
    'kubernetes/nul-character',
    'beam/literal-secret',
    'beam/distribution-host-port',
    'beam/probe-command',
    'kubernetes/probe-port',
    'kubernetes/route-twice',
    'kubernetes/route-listener',
    'kubernetes/route-admission',
    'kubernetes/route-tls',
    'kubernetes/shared-claim',
    'kubernetes/runner-quota',
    'kubernetes/secret-provider-class',
    'beam/database-budget',
    'kubernetes/pod-security',
    'kubernetes/pre-stop',
    'kubernetes/object-name',
    'kubernetes/image-tag',
    'kubernetes/ingress-certificate',
  ]);
});
