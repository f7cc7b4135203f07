import { findings } from '../support/findings';
import { FACTS, FILES, GOOD, HEADLESS, MEMBER, MEMBERS_ONLY, member, object, POLICY, policy } from '../support/member';

const node = (value: string) => [...FACTS, { name: 'RELEASE_NODE', value }];

test('a hand-written member with its Service, files and policy has no finding', () => {
  expect(findings(member(), ...GOOD)).toEqual([]);
});

describe('node names', () => {
  const BY_NAME = 'chat@$(POD_NAME).chat-nodes.$(POD_NAMESPACE).svc.cluster.local';
  const query = { name: 'DNS_CLUSTER_QUERY', value: 'chat-nodes.$(POD_NAMESPACE).svc.cluster.local' };

  test('after the pod, under a strategy that looks up addresses', () => {
    const env = [...node(BY_NAME), query];
    expect(findings(member({ kind: 'StatefulSet', env }), ...GOOD)).toEqual(['beam/node-name RELEASE_NODE']);
  });

  test('after the pod of a Deployment', () => {
    expect(findings(member({ env: node(BY_NAME) }), ...GOOD)).toEqual(['beam/node-name RELEASE_NODE']);
  });

  test('a variable that names another Service is no sign of a strategy', () => {
    const redis = { name: 'REDIS_HOST', value: 'chat-nodes.$(POD_NAMESPACE).svc.cluster.local' };
    expect(findings(member({ kind: 'StatefulSet', env: [...node(BY_NAME), redis] }), ...GOOD)).toEqual([]);
  });
});

describe('ports of the distribution are those that the node is told, whatever they are called', () => {
  const service = (port: number) => object('v1', 'Service', 'open', { spec: { selector: MEMBER, ports: [{ port }] } });

  test('an application port called dist-…', () => {
    const ports = [
      { name: 'dist', containerPort: 4370 },
      { name: 'dist-files', containerPort: 8080 },
    ];
    expect(findings(member({ ports }), service(8080), ...GOOD)).toEqual([]);
  });

  test('a distribution port called otherwise', () => {
    const ports = [{ name: 'beam', containerPort: 4370 }];
    const open = object('v1', 'Service', 'open', {
      spec: { selector: MEMBER, ports: [{ port: 80, targetPort: 'beam' }] },
    });
    expect(findings(member({ ports }), open, ...GOOD)).toEqual(['beam/distribution-service Service "open", port']);
  });

  test('a range beside epmd, told in ERL_AFLAGS', () => {
    const value = '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9105';
    const one = member({ env: [{ name: 'ERL_AFLAGS', value }], pod: { volumes: [] }, ports: [] });
    const members = { from: [{ podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'chat' } } }] };
    const open = policy({ ingress: [{ ...members, ports: [{ port: 4369 }, { port: 9100, endPort: 9105 }] }] });
    expect(findings(one, service(9103), HEADLESS, open)).toEqual(['beam/distribution-service Service "open", port']);
    expect(findings(one, service(4369), HEADLESS, open)).toEqual(['beam/distribution-service Service "open", port']);
    expect(findings(one, service(9106), HEADLESS, open)).toEqual([]);
  });

  test('a Service of Knative is none that opens a port', () => {
    const knative = { ...service(4370), apiVersion: 'serving.knative.dev/v1' };
    expect(findings(member(), knative, ...GOOD)).toEqual([]);
  });
});

describe('egress', () => {
  const TO_MEMBERS = {
    to: [{ podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'chat' } } }],
    ports: [{ port: 4370 }],
  };
  const isolated = (egress: object[]) => [
    HEADLESS,
    FILES,
    policy({ ...MEMBERS_ONLY, policyTypes: ['Ingress', 'Egress'], egress: [TO_MEMBERS, ...egress] }),
  ];
  const dns = { name: 'DNS_CLUSTER_QUERY', value: 'chat-nodes.chat.svc.cluster.local' };
  const api = { name: 'LIBCLUSTER_KUBERNETES_MODE', value: 'ip' };
  const DNS = { ports: [{ port: 1053, protocol: 'UDP' }] };
  const API = { ports: [{ port: 6443 }] };

  test.each<[string, object, object[], string[]]>([
    ['without DNS', dns, [API], ['beam/egress-discovery egress']],
    ['with DNS', dns, [DNS], []],
    ['with everything', dns, [{}], []],
    ['without the API server', api, [DNS], ['beam/egress-discovery egress']],
    ['with both', api, [DNS, API], []],
  ])('%s', (_, variable, egress, expected) => {
    expect(findings(member({ env: [variable] }), ...isolated(egress))).toEqual(expected);
  });
});

describe('the right to ask the API server', () => {
  const binding = (name: string) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'chat', namespace: 'chat', labels: { 'app.kubernetes.io/name': 'chat' } },
    roleRef: { name: 'chat' },
    subjects: [{ kind: 'ServiceAccount', name }],
  });
  const role = object('rbac.authorization.k8s.io/v1', 'Role', 'chat', {
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
  });
  const pod = { serviceAccountName: 'chat', automountServiceAccountToken: true };

  test('reaches the pods', () => {
    expect(findings(member({ pod: { ...pod, volumes: [] } }), role, binding('chat'), HEADLESS, POLICY)).toEqual([]);
  });

  test('goes to another ServiceAccount', () => {
    expect(findings(member({ pod: { ...pod, volumes: [] } }), role, binding('other'), HEADLESS, POLICY)).toEqual([
      'beam/discovery-access serviceAccountName',
    ]);
  });

  test('comes without a token', () => {
    const without = { ...pod, automountServiceAccountToken: false };
    expect(findings(member({ pod: without }), role, binding('chat'), ...GOOD)).toEqual([
      'beam/discovery-access automountServiceAccountToken',
    ]);
  });
});

describe('$(VAR)', () => {
  const env = [{ name: 'URL', value: 'http://$(HOST)' }];
  const config = object('v1', 'ConfigMap', 'config', { data: { HOST: 'a' } });

  test.each<[string, object, string[]]>([
    ['of a ConfigMap that has it', { envFrom: [{ configMapRef: { name: 'config' } }] }, []],
    ['of a ConfigMap that is not here', { envFrom: [{ configMapRef: { name: 'unknown' } }] }, []],
    ['of a Secret', { envFrom: [{ secretRef: { name: 'any' } }] }, []],
    [
      'of a ConfigMap that has it without the prefix',
      { envFrom: [{ prefix: 'DB_', configMapRef: { name: 'config' } }] },
      ['kubernetes/environment-order container chat, env URL'],
    ],
    ['of nothing', {}, ['kubernetes/environment-order container chat, env URL']],
  ])('%s', (_, more, expected) => {
    expect(findings(member({ env, ...more }), config, ...GOOD)).toEqual(expected);
  });

  test('of a Service, which the kubelet sets', () => {
    const api = [{ name: 'API', value: '$(KUBERNETES_SERVICE_HOST)' }];
    const redis = [{ name: 'R', value: '$(REDIS_SERVICE_HOST)' }];
    expect(findings(member({ env: api, pod: { enableServiceLinks: false } }), HEADLESS, POLICY)).toEqual([]);
    expect(findings(member({ env: redis }), ...GOOD)).toEqual([]);
  });
});

test('two Ingresses of one host, class and namespace with two certificates', () => {
  const ingress = (name: string, secretName: string, ingressClassName = 'traefik') =>
    object('networking.k8s.io/v1', 'Ingress', name, {
      spec: { ingressClassName, tls: [{ hosts: ['chat.example.com'], secretName }] },
    });
  const property = 'kubernetes/ingress-certificate tls of host "chat.example.com"';
  expect(findings(ingress('a', 'one'), ingress('b', 'two'))).toEqual([property]);
  expect(findings(ingress('a', 'one'), ingress('b', 'one'))).toEqual([]);
  expect(findings(ingress('a', 'one'), ingress('b', 'two', 'internal'))).toEqual([]);
  expect(findings(ingress('a', 'one'), ingress('b', 'two'), ingress('c', 'one'))).toEqual([property]);
});

test('two Ingresses that have cert-manager make one Secret for other hosts', () => {
  const ingress = (name: string, hosts: string[], annotations: object = { 'cert-manager.io/issuer': 'ours' }) => {
    const made = object('networking.k8s.io/v1', 'Ingress', name, { spec: { tls: [{ hosts, secretName: 'web-tls' }] } });
    return { ...made, metadata: { ...made.metadata, annotations } };
  };
  const property = 'kubernetes/ingress-certificate tls of Ingress "b", secretName';
  expect(findings(ingress('a', ['a.example']), ingress('b', ['b.example']))).toEqual([property]);
  expect(findings(ingress('a', ['a.example', 'b.example']), ingress('b', ['b.example', 'a.example']))).toEqual([]);
  expect(findings(ingress('a', ['a.example'], {}), ingress('b', ['b.example'], {}))).toEqual([]);
  const three = [ingress('a', ['a.example']), ingress('b', ['b.example']), ingress('c', ['a.example'])];
  expect(findings(...three)).toEqual([property]);
  const of = (one: any, change: object) => ({ ...one, spec: { tls: [{ ...one.spec.tls[0], ...change }] } });
  const [a, b] = three;
  expect(findings(of(a, { secretName: undefined }), of(b, { secretName: undefined }))).toEqual([]);
  expect(findings(a, of(b, { secretName: 'other' }))).toEqual([]);
  expect(findings(a, { ...b, metadata: { ...b.metadata, namespace: 'other' } })).toEqual([]);
});
