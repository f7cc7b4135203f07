// A finding of each rule as a whole: where it is, the value, the other manifests that it takes, and how it is mended.
import { check } from '../../lib/checks/check';
import { subjectsOf } from '../../lib/inventory/subject';
import { details, SAFE } from '../support/findings';
import { FILES, GOOD, HEADLESS, MEMBER, member, object, POLICY, policy } from '../support/member';

const NAME = 'app.kubernetes.io/name';
const labelled = (made: ReturnType<typeof object>, labels: object = { [NAME]: 'web' }) => ({
  ...made,
  metadata: { ...made.metadata, labels },
});
const container = { name: 'web', image: 'acme/web:1.2.3', securityContext: SAFE };
const pods = (labels: object, own: object = {}, spec: object = {}) => ({
  template: { metadata: { labels }, spec: { containers: [{ ...container, ...own }], ...spec } },
});
const web = (own: object = {}, more: object = {}, name = 'web') => {
  const labels = { [NAME]: name };
  return object('apps/v1', 'Deployment', name, {
    spec: { selector: { matchLabels: labels }, ...pods(labels, own), ...more },
  });
};
const HTTP = { ports: [{ name: 'http', containerPort: 4000 }] };
const service = (spec: object = {}, name = 'web') =>
  labelled(
    object('v1', 'Service', name, {
      spec: { selector: { [NAME]: 'web' }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
    }),
  );
const ingress = (name: string, to: string, more: object = {}) =>
  object('networking.k8s.io/v1', 'Ingress', name, {
    spec: {
      rules: [
        {
          host: 'a.example',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: to, port: { number: 80 } } } }],
          },
        },
      ],
      ...more,
    },
  });
const PHX = { ...HTTP, env: [{ name: 'PHX_HOST', value: 'b.example' }] };
const GATEWAY = 'gateway.networking.k8s.io/v1';
const gateway = (listener: object = {}) =>
  object(GATEWAY, 'Gateway', 'public', { spec: { listeners: [{ name: 'https', protocol: 'HTTPS', ...listener }] } });
const route = (parent: object = {}, rules: object[] = []) =>
  object(GATEWAY, 'HTTPRoute', 'web', {
    spec: { parentRefs: [{ name: 'public', ...parent }], hostnames: ['a.example'], rules },
  });
const claim = object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes: ['ReadWriteOnce'] } });
const VOLUMES = { volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'data' } }] };
const mounting = web({}, { ...pods({ [NAME]: 'web' }, {}, VOLUMES), replicas: 2 });
const budget = (name: string, spec: object) =>
  object('policy/v1', 'PodDisruptionBudget', name, { spec: { selector: { matchLabels: { [NAME]: 'web' } }, ...spec } });
const quota = (name: string, count: number) =>
  object('v1', 'ResourceQuota', name, { spec: { hard: { pods: count }, scopes: ['Terminating'] } });
const { runAsNonRoot: _, ...ROOT } = SAFE;
const TWO_LABELS = { [NAME]: 'web', team: 'a' };
const theirs = { ...policy({ ingress: [{}] }), metadata: { name: 'theirs', namespace: 'chat' } };

const RBAC = 'rbac.authorization.k8s.io/v1';
const ACCESS = [
  object(RBAC, 'Role', 'chat', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }] }),
  labelled(
    object(RBAC, 'RoleBinding', 'chat', {
      roleRef: { name: 'chat' },
      subjects: [{ kind: 'ServiceAccount', name: 'default' }],
    }),
    { [NAME]: 'chat' },
  ),
];

type Row = [id: string, documents: object[], finding: [property: string, value: unknown, involved: string[]]];

const ROWS: readonly Row[] = [
  [
    'kubernetes/probe-port',
    [web({ ...HTTP, livenessProbe: { tcpSocket: { port: 'no' } } })],
    ['container web, livenessProbe', 'no', []],
  ],
  [
    'kubernetes/service-port',
    [web(HTTP), service({ ports: [{ port: 80 }] })],
    ['Service "web", targetPort', 80, ['Deployment/web']],
  ],
  [
    'kubernetes/selects-nothing',
    [web(HTTP), service({ selector: TWO_LABELS })],
    ['Service "web", selector', TWO_LABELS, ['Deployment/web']],
  ],
  [
    'kubernetes/selects-nothing',
    [web(HTTP), labelled(budget('web', { maxUnavailable: 1, selector: { matchLabels: TWO_LABELS } }))],
    ['PodDisruptionBudget "web", selector', TWO_LABELS, ['Deployment/web']],
  ],
  [
    'beam/phoenix-host',
    [web(PHX), service(), ingress('a', 'web')],
    ['Ingress "a", host', ['a.example'], ['Deployment/web']],
  ],
  [
    'kubernetes/ingress-tls',
    [web(HTTP), service(), ingress('a', 'web', { tls: [{ hosts: ['c.example'] }] })],
    ['Ingress "a", tls', ['c.example'], ['Deployment/web']],
  ],
  [
    'kubernetes/ingress-certificate',
    ['a', 'b'].map((name) => ({
      ...object('networking.k8s.io/v1', 'Ingress', name, { spec: { tls: [{ hosts: [name], secretName: 'one' }] } }),
      metadata: { name, namespace: 'chat', annotations: { 'cert-manager.io/issuer': 'ours' } },
    })),
    ['tls of Ingress "b", secretName', 'one', ['Ingress/a']],
  ],
  ['kubernetes/shared-claim', [claim, mounting], ['spec.accessModes', ['ReadWriteOnce'], ['Deployment/web']]],
  [
    'kubernetes/route-listener',
    [gateway(), route({ sectionName: 'no' })],
    ['parentRefs: Gateway "public", section "no"', 'no listener', ['Gateway/public']],
  ],
  [
    'kubernetes/route-listener',
    [gateway({ hostname: 'b.example' }), route()],
    ['HTTPRoute "web", hostnames', ['a.example'], ['Gateway/public']],
  ],
  [
    'kubernetes/route-admission',
    [gateway(), { ...route({ namespace: 'chat' }), metadata: { name: 'web', namespace: 'other' } }],
    ['parentRefs: Gateway "public"', 'a route of namespace "other"', ['Gateway/public']],
  ],
  [
    'kubernetes/route-tls',
    [gateway({ protocol: 'HTTP' }), web(HTTP), service(), route({}, [{ backendRefs: [{ name: 'web', port: 80 }] }])],
    ['parentRefs: Gateway "public"', 'the listener "https" of plain HTTP', ['Gateway/public', 'Deployment/web']],
  ],
  [
    'kubernetes/route-weights',
    [route({}, [{ backendRefs: [{ name: 'a', port: 80, weight: 0 }] }])],
    ['HTTPRoute "web", weights', ['a: 0'], []],
  ],
  [
    'beam/egress-closed',
    [web({ env: [{ name: 'RELEASE_COOKIE' }] }), policy({ policyTypes: ['Egress'] })],
    ['egress', 'not given', ['NetworkPolicy/chat']],
  ],
  [
    'beam/discovery-access',
    [member({ pod: { automountServiceAccountToken: false } }), ...ACCESS],
    ['automountServiceAccountToken', false, ['RoleBinding/chat']],
  ],
  [
    'kubernetes/secret-provider-class',
    [
      object('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', 'vault', {
        spec: { secretObjects: [{ secretName: 'shop' }] },
      }),
      web({ envFrom: [{ secretRef: { name: 'shop' } }] }),
    ],
    ['volumes', undefined, ['SecretProviderClass/vault']],
  ],
  ['kubernetes/runner-quota', [quota('a', 1), quota('b', 2)], ['ResourceQuota "b", pods', 2, ['ResourceQuota/a']]],
  [
    'kubernetes/route-twice',
    [ingress('a', 'one'), ingress('b', 'two')],
    ['Ingress "b", a.example, Prefix /', [{ name: 'two', port: 80 }], ['Ingress/a']],
  ],
  [
    'kubernetes/shared-selector',
    [
      web(),
      object('apps/v1', 'StatefulSet', 'db', {
        spec: { selector: { matchLabels: { [NAME]: 'web' } }, ...pods({ [NAME]: 'db' }) },
      }),
    ],
    ['spec.selector', { matchLabels: { [NAME]: 'web' } }, ['Deployment/web']],
  ],
  [
    'kubernetes/shared-selector',
    [
      web({}, pods({ [NAME]: 'web', team: 'a' })),
      web({}, pods({ [NAME]: 'db', team: 'a' }), 'db'),
      service({ selector: { team: 'a' } }),
    ],
    ['Service "web", selector', { team: 'a' }, ['Deployment/web', 'Deployment/db']],
  ],
  [
    'kubernetes/disruption-budget',
    [web(), budget('web', { maxUnavailable: 0 })],
    ['PodDisruptionBudget "web", maxUnavailable', 0, ['Deployment/web']],
  ],
  [
    'kubernetes/disruption-budget',
    [web(), budget('web', { minAvailable: '100%' })],
    ['PodDisruptionBudget "web", minAvailable', '100%', ['Deployment/web']],
  ],
  [
    'kubernetes/disruption-budget',
    [web(), budget('a', { maxUnavailable: 1 }), budget('b', { maxUnavailable: 1 })],
    [
      'PodDisruptionBudget "a", selector',
      { matchLabels: { [NAME]: 'web' } },
      ['PodDisruptionBudget/b', 'Deployment/web'],
    ],
  ],
  [
    'beam/literal-secret',
    [object('v1', 'ConfigMap', 'a', { data: { DB_PASSWORD: 'x' } })],
    ['data.DB_PASSWORD', undefined, []],
  ],
  ['kubernetes/pod-security', [web({ securityContext: ROOT })], ['container web, runAsNonRoot', undefined, []]],
  ['beam/distribution-policy', [member(), theirs, ...GOOD], ['NetworkPolicy "theirs", rule', {}, ['Deployment/chat']]],
  ['beam/distribution-policy', [member(), HEADLESS, FILES], ['NetworkPolicy', [], []]],
  [
    'beam/node-name',
    [member({ kind: 'StatefulSet', env: [{ name: 'RELEASE_NODE', value: 'chat@$(POD_NAME)' }] }), ...GOOD],
    ['RELEASE_NODE', 'chat@$(POD_NAME)', []],
  ],
  [
    'beam/node-name',
    [
      member({
        env: [
          { name: 'RELEASE_NODE', value: 'chat@$(POD_IP)' },
          { name: 'LIBCLUSTER_KUBERNETES_MODE', value: 'hostname' },
        ],
      }),
      ...GOOD,
    ],
    ['RELEASE_NODE', 'chat@$(POD_IP)', []],
  ],
  [
    'beam/member-policy',
    [member(), HEADLESS, FILES, policy({ ingress: [] })],
    ['NetworkPolicy "chat", ingress', 'no rule for members', ['Deployment/chat']],
  ],
  [
    'beam/distribution-lines',
    [member(), HEADLESS, POLICY, object('v1', 'ConfigMap', 'chat-vm', { data: { 'vm.args': '+S 1:1' } })],
    ['vm.args', 'without a port of the distribution', ['Deployment/chat']],
  ],
  [
    'beam/mounted-arguments',
    [member({ env: [{ name: 'RELEASE_VM_ARGS', value: '/a' }] }), ...GOOD],
    ['container chat, env RELEASE_VM_ARGS', '/a', ['ConfigMap/chat-vm']],
  ],
  [
    'beam/cluster-cookie',
    [
      member({ env: [{ name: 'RELEASE_COOKIE', value: 'a' }] }),
      { ...member(), metadata: { name: 'other', namespace: 'chat' } },
      ...GOOD,
    ],
    ['RELEASE_COOKIE', undefined, ['Deployment/chat']],
  ],
  [
    'kubernetes/job-selected',
    [object('batch/v1', 'Job', 'a', { spec: pods({ ...MEMBER, 'cdk8s-elixir/job': 'a' }) }), HEADLESS],
    ['Service "chat-nodes", selector', { 'cdk8s-elixir/cluster': 'chat' }, ['Job/a']],
  ],
];

test.each(ROWS)('%s', (id, documents, finding) => {
  const all = check(documents.flatMap((document) => subjectsOf(document, { path: 'k8s.yaml' })));
  const index = all.findIndex(({ rule }) => rule.id === id);
  expect(details(...documents)[index]).toEqual(finding);
  const { fix } = all[index];
  const both = { construct: expect.stringMatching(/\w/), yaml: expect.stringMatching(/\w/) };
  expect(typeof fix === 'string' ? { construct: fix, yaml: fix } : fix).toEqual(both);
});
