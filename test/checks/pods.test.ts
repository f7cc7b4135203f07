// Rules about a workload by itself, and about what stands beside it.
import { details, SAFE } from '../support/findings';

const object = (apiVersion: string, kind: string, name: string, more: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'chat' },
  ...more,
});
const container = (more: object = {}) => ({ name: 'web', image: 'acme/web:1.2.3', securityContext: SAFE, ...more });
const pod = (own: object, spec: object = {}) =>
  object('v1', 'Pod', 'web', { spec: { containers: [container(own)], ...spec } });
const LABELS = { app: 'web', tier: 'front' };
const workload = (kind: string, spec: object) =>
  object('apps/v1', kind, 'web', {
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: LABELS }, spec: { containers: [container()] } },
      ...spec,
    },
  });

describe('preStop', () => {
  const shell = (command: string) => ({ exec: { command: ['sh', '-c', command] } });
  const found = (preStop: object, spec: object = {}) =>
    details(pod({ lifecycle: { preStop } }, spec)).map(([property, value]) => [property, value]);
  const takes = (seconds: number) => [['container web, lifecycle.preStop', `${seconds} s`]];

  test.each<[string, object, number]>([
    ['sleep of the API', { sleep: { seconds: 30 } }, 30],
    ['a command', { exec: { command: ['sleep', '30'] } }, 30],
    ['a path', { exec: { command: ['/bin/sleep', '45'] } }, 45],
    ['a fraction', shell('sleep 30.5'), 30.5],
    ['a command behind others', shell('touch /tmp/a; sleep 60'), 60],
    ['a command behind &&', shell('true &&sleep 60; true'), 60],
    ['a command in front of &&', shell('sleep 60&& true'), 60],
    ['several blanks', shell('sleep   60|cat'), 60],
  ])('that takes the whole grace period as %s is a finding', (_, preStop, seconds) => {
    expect(found(preStop)).toEqual(takes(seconds));
  });

  test.each<[string, object]>([
    ['a shorter sleep', { sleep: { seconds: 29 } }],
    ['a shorter command', { exec: { command: ['sleep', '29'] } }],
    ['a word that ends so', shell('nosleep 60')],
    ['a word that starts so', shell('sleeper 60')],
    ['a number with a unit', shell('sleep 60x')],
    ['a variable', shell('sleep $SECONDS')],
    ['no sleep', shell('bin/chat stop')],
    ['another hook', { httpGet: { path: '/', port: 4000 } }],
  ])('as %s is none', (_, preStop) => {
    expect(found(preStop)).toEqual([]);
  });

  test('is compared with the grace period of the pod', () => {
    expect(found({ sleep: { seconds: 60 } }, { terminationGracePeriodSeconds: 61 })).toEqual([]);
    expect(found({ sleep: { seconds: 60 } }, { terminationGracePeriodSeconds: 60 })).toEqual(takes(60));
    expect(found({ sleep: { seconds: 10 } }, { terminationGracePeriodSeconds: 10 })).toEqual(takes(10));
  });
});

test('an image whose tag moves is a finding with its value', () => {
  expect(details(pod({ image: 'acme/web:latest' }))).toEqual([['container web, image', 'acme/web:latest', []]]);
  expect(details(pod({ image: undefined }))).toEqual([]);
});

test('a variable that is set twice is a finding for each time after the first', () => {
  const env = [{ name: 'A', value: '1' }, { name: 'B' }, { name: 'A' }, { name: 'A' }, {}, {}];
  const found = ['container web, env A', 'A', []];
  expect(details(pod({ env }))).toEqual([found, found]);
});

test('a secret in the environment or in a ConfigMap is a finding without its value', () => {
  const env = [
    { name: 'DB_PASSWORD', value: 'x' },
    { name: 'API_TOKEN', value: 5 },
    { value: 'x' },
    { name: 'A', value: 'x' },
  ];
  expect(details(pod({ env }))).toEqual([['container web, env.DB_PASSWORD', undefined, []]]);
  const data = { DB_PASSWORD: 'x', API_TOKEN: 5, LEVEL: 'info' };
  expect(details(object('v1', 'ConfigMap', 'config', { data }))).toEqual([['data.DB_PASSWORD', undefined, []]]);
});

test('a secret that is accepted in an annotation is none', () => {
  const key = 'cdk8s-elixir/waiver.plain-value.DB_PASSWORD';
  const config = (reason: string) => ({
    ...object('v1', 'ConfigMap', 'config', { data: { DB_PASSWORD: 'x' } }),
    metadata: { name: 'config', annotations: { [key]: reason } },
  });
  expect(details(config('a demo'))).toEqual([]);
  expect(details(config(' '))).toHaveLength(1);
});

describe('$(VAR)', () => {
  const found = (env: object[], spec: object = {}) => details(pod({ env }, spec));

  test('before its variable is a finding, with the value where that is no secret', () => {
    const env = [
      { name: 'URL', value: '$(HOST)/$(PATH)' },
      { name: 'HOST', value: 'a' },
    ];
    const property = 'container web, env URL';
    expect(found(env)).toEqual([
      [property, '$(HOST)/$(PATH)', []],
      [property, '$(HOST)/$(PATH)', []],
    ]);
    expect(found([{ name: 'DB_PASSWORD', value: 'x$(SALT)' }])).toContainEqual([
      'container web, env DB_PASSWORD',
      undefined,
      [],
    ]);
  });

  test('of the variable itself is one, after its variable none', () => {
    expect(found([{ name: 'A', value: '$(A)' }])).toEqual([['container web, env A', '$(A)', []]]);
    expect(
      found([
        { name: 'A', value: 'a' },
        { name: 'B', value: '$(A)' },
      ]),
    ).toEqual([]);
  });

  test('of a Service is none, unless the kubelet is told to set none', () => {
    const env = [{ name: 'A', value: '$(REDIS_SERVICE_HOST)' }];
    expect(found(env)).toEqual([]);
    expect(found(env, { enableServiceLinks: true })).toEqual([]);
    expect(found(env, { enableServiceLinks: false })).toHaveLength(1);
  });
});

describe('a selector', () => {
  const found = (kind: string, selector: unknown, more: object = {}) =>
    details(workload(kind, { selector, ...more })).filter(([property]) => property === 'spec.selector.matchLabels');
  const OTHER = { matchLabels: { app: 'other' } };

  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout'])('of a %s chooses its pods', (kind) => {
    expect(found(kind, OTHER)).toEqual([['spec.selector.matchLabels', { app: 'other' }, []]]);
    expect(found(kind, { matchLabels: LABELS })).toEqual([]);
    expect(found(kind, {})).toEqual([['spec.selector.matchLabels', undefined, []]]);
  });

  test.each(['Job', 'ReplicationController'])('of a %s is not looked at', (kind) => {
    expect(found(kind, OTHER)).toEqual([]);
  });

  test('may be of expressions alone', () => {
    const expression = (key: string) => ({ matchExpressions: [{ key, operator: 'Exists' }] });
    expect(found('Deployment', expression('app'))).toEqual([]);
    expect(found('Deployment', expression('other'))).toHaveLength(1);
  });

  test('of a Rollout whose template stands elsewhere is not looked at', () => {
    expect(found('Rollout', OTHER, { workloadRef: { name: 'web' } })).toEqual([]);
    expect(found('Deployment', OTHER, { workloadRef: { name: 'web' } })).toHaveLength(1);
  });
});

describe('the serviceName of a StatefulSet', () => {
  const service = (spec: object) => object('v1', 'Service', 'web-nodes', { spec });
  const found = (...services: object[]) => details(workload('StatefulSet', { serviceName: 'web-nodes' }), ...services);
  const missing = [['spec.serviceName', 'web-nodes', []]];

  test('names a headless Service of its pods', () => {
    expect(found(service({ clusterIP: 'None', selector: { app: 'web' } }))).toEqual([]);
    expect(found()).toEqual(missing);
    expect(found(service({ selector: { app: 'web' } }))).toEqual(missing);
    expect(found(service({ clusterIP: 'None', selector: { app: 'other' } }))).toEqual(missing);
    expect(found(service({ clusterIP: 'None' }))).toEqual(missing);
  });

  test('matters to no other kind', () => {
    expect(details(workload('Deployment', { serviceName: 'web-nodes' }))).toEqual([]);
  });
});

describe('metadata.name', () => {
  const finding = (name: string) => [['metadata.name', name, []]];

  test.each<[string, string, boolean]>([
    ['Service', 'web', true],
    ['Service', '1web', false],
    ['Service', 'web.chat', false],
    ['ConfigMap', '1web.chat', true],
    ['ConfigMap', 'Web', false],
    ['StatefulSet', 'a'.repeat(63), false],
    ['Role', 'system:Web', true],
    ['ClusterRole', 'system:Web', true],
    ['RoleBinding', 'system:Web', true],
    ['ClusterRoleBinding', 'system:Web', true],
  ])('of a %s may be %s: %s', (kind, name, fits) => {
    const found = details(object('v1', kind, name)).filter(([property]) => property === 'metadata.name');
    expect(found).toEqual(fits ? [] : finding(name));
  });

  test('may be left to the API server', () => {
    expect(details({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'web-' } })).toEqual([]);
    expect(details({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 5 } })).toHaveLength(1);
    expect(details({ apiVersion: 'v1', kind: 'ConfigMap', metadata: null })).toHaveLength(1);
    expect(details({ apiVersion: 'v1', kind: 'ConfigMap' })).toHaveLength(1);
  });
});

describe('two objects', () => {
  const config = (more: object = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...more } });

  test('of one kind, namespace and name are a finding', () => {
    expect(details(config(), config())).toEqual([['metadata.name', 'a', ['ConfigMap/a']]]);
    expect(details(config(), config(), config())).toEqual([['metadata.name', 'a', ['ConfigMap/a', 'ConfigMap/a']]]);
    expect(details(config({ namespace: 'x' }), config({ namespace: 'x' }))).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['namespaces', config({ namespace: 'x' })],
    ['names', config({ name: 'b' })],
    ['kinds', { ...config(), kind: 'Role' }],
    ['groups', { ...config(), apiVersion: 'example.com/v1' }],
  ])('of two %s are none', (_, other) => {
    expect(details(config(), other)).toEqual([]);
  });

  test('that the API server names are none', () => {
    const generated = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-' } };
    expect(details(generated, generated)).toEqual([]);
  });
});

describe('a certificate', () => {
  const ingress = (name: string, tls: object[], ingressClassName = 'traefik', namespace = 'chat') => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace },
    spec: { ingressClassName, tls },
  });
  const one = ingress('one', [{ hosts: ['a.example', 'b.example'], secretName: 'first' }]);

  test('that two Ingresses bring for a host is a finding of the second', () => {
    expect(details(one, ingress('two', [{ hosts: ['b.example'], secretName: 'second' }]))).toEqual([
      ['tls of host "b.example"', 'second', ['Ingress/one']],
    ]);
  });

  test.each<[string, object]>([
    ['for another host', ingress('two', [{ hosts: ['c.example'], secretName: 'second' }])],
    ['from one Secret', ingress('two', [{ hosts: ['b.example'], secretName: 'first' }])],
    ['for another class', ingress('two', [{ hosts: ['b.example'], secretName: 'second' }], 'internal')],
    ['in another namespace', ingress('two', [{ hosts: ['b.example'], secretName: 'second' }], 'traefik', 'other')],
    ['of no Secret', ingress('two', [{ hosts: ['b.example'] }])],
  ])('%s is none', (_, other) => {
    expect(details(one, other)).toEqual([]);
  });
});
