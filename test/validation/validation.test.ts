// What the API server refuses, one fault a line, as test/e2e/overrides.e2e.ts saw it refuse the like.
import { faultIn } from '../../lib/validation';

const container = (more: object) => ['Container', { name: 'a', image: 'a:1', ...more }] as const;
const pod = (more: object) => ['PodSpec', { containers: [{ name: 'a', image: 'a:1' }], ...more }] as const;
const inPod = (more: object) => ['PodSpec', { containers: [{ name: 'a', image: 'a:1', ...more }] }] as const;
const onNode = (...ports: number[]) => ({ ports: ports.map((hostPort) => ({ containerPort: 80, hostPort })) });
const init = (...ports: number[]) => ({ name: 'b', image: 'a:1', ...onNode(...ports) });
const service = (more: object) => ['ServiceSpec', { ports: [{ port: 80 }], ...more }] as const;
const tcpSocket = { port: 80 };
const exec = { command: ['true'] };

type Value = readonly [string, object];

/** What is wrong, and where; each pair differs in what is given alone. */
const FAULTS: readonly (readonly [Value, string, Value])[] = [
  // the schema
  [container({ lifecycel: {} }), 'lifecycel', container({ lifecycle: {} })],
  [container({ tty: 'true' }), 'tty', container({ tty: true })],
  [container({ args: 'a' }), 'args', container({ args: ['a'] })],
  [container({ args: [null] }), 'args.0', container({ args: [''] })],
  [container({ args: [5] }), 'args.0', container({ args: ['5'] })],
  [
    container({ resources: { limits: { cpu: true } } }),
    'resources.limits.cpu',
    container({ resources: { limits: { cpu: 1 } } }),
  ],
  [
    container({ resources: { limits: { cpu: '1 core' } } }),
    'resources.limits.cpu',
    container({ resources: { limits: { cpu: '1' } } }),
  ],
  [container({ imagePullPolicy: 'always' }), 'imagePullPolicy', container({ imagePullPolicy: 'Always' })],
  [['Container', { image: 'a:1' }], 'name', container({})],
  [['DeploymentSpec', { replicas: 1.5, selector: {}, template: { spec: {} } }], 'replicas', ['ExecAction', exec]],
  [pod({ activeDeadlineSeconds: 5 }), 'activeDeadlineSeconds', pod({})],
  [['ObjectMeta', { resourceVersion: '5' }], 'resourceVersion', ['ObjectMeta', { labels: { a: 'b' } }]],
  [['Secret', { data: { a: 'texts' } }], 'data.a', ['Secret', { data: { a: 'dGV4dA==' } }]],
  // names and forms
  [container({ name: 'A_b' }), 'name', container({ name: 'a-b' })],
  [container({ image: ' a:1' }), 'image', container({ image: 'a:2' })],
  [container({ ports: [{ containerPort: 0 }] }), 'ports.0.containerPort', container({ ports: [{ containerPort: 1 }] })],
  [
    container({ ports: [{ containerPort: 1, name: '80' }] }),
    'ports.0.name',
    container({ ports: [{ containerPort: 1, name: 'a80' }] }),
  ],
  [container({ env: [{ name: 'A=B' }] }), 'env.0.name', container({ env: [{ name: 'A.1' }] })],
  [['ObjectMeta', { labels: { 'a b': 'c' } }], 'labels.a b', ['ObjectMeta', { annotations: { 'a/b': 'c d' } }]],
  [['ObjectMeta', { labels: { a: 'b c' } }], 'labels.a', ['ObjectMeta', { labels: { a: '' } }]],
  [['ConfigMap', { data: { 'a/b': '' } }], 'data.a/b', ['ConfigMap', { data: { 'a.b': '' } }]],
  [['IPBlock', { cidr: '10.0.0.1/8' }], 'cidr', ['IPBlock', { cidr: '10.0.0.0/8' }]],
  [
    ['IPBlock', { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] }],
    'except.0',
    ['IPBlock', { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }],
  ],
  [
    ['IPBlock', { cidr: '2001:db8::1/32' }],
    'cidr',
    ['IPBlock', { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] }],
  ],
  [['HostAlias', { ip: '010.0.0.1' }], 'ip', ['HostAlias', { ip: '::1', hostnames: ['a.b'] }]],
  // probes and handlers
  [
    container({ livenessProbe: { tcpSocket, successThreshold: 2 } }),
    'livenessProbe.successThreshold',
    container({ readinessProbe: { tcpSocket, successThreshold: 2 } }),
  ],
  [container({ startupProbe: { periodSeconds: 5 } }), 'startupProbe', container({ startupProbe: { exec } })],
  [container({ livenessProbe: { tcpSocket, exec } }), 'livenessProbe', container({ livenessProbe: { tcpSocket } })],
  [
    container({ livenessProbe: { tcpSocket, periodSeconds: -1 } }),
    'livenessProbe.periodSeconds',
    container({ livenessProbe: { tcpSocket, periodSeconds: 1 } }),
  ],
  [
    container({ readinessProbe: { tcpSocket, terminationGracePeriodSeconds: 5 } }),
    'readinessProbe.terminationGracePeriodSeconds',
    container({ livenessProbe: { tcpSocket, terminationGracePeriodSeconds: 5 } }),
  ],
  // lists with keys
  [
    pod({
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'a', emptyDir: {} },
      ],
    }),
    'volumes.1',
    pod({ volumes: [{ name: 'a', emptyDir: {} }] }),
  ],
  [
    container({
      volumeMounts: [
        { name: 'a', mountPath: '/a' },
        { name: 'b', mountPath: '/a' },
      ],
    }),
    'volumeMounts.1',
    container({
      volumeMounts: [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '/b' },
      ],
    }),
  ],
  [inPod({ volumeMounts: [{ name: 'gone', mountPath: '/a' }] }), 'containers.0.volumeMounts.0.name', inPod({})],
  [
    pod({ initContainers: [{ name: 'a', image: 'a:1' }] }),
    'initContainers.0.name',
    pod({ initContainers: [{ name: 'b', image: 'a:1' }] }),
  ],
  // volumes
  [['Volume', { name: 'a' }], '', ['Volume', { name: 'a', emptyDir: {} }]],
  [
    ['Volume', { name: 'a', emptyDir: {}, secret: { secretName: 'a' } }],
    '',
    ['Volume', { name: 'a', secret: { secretName: 'a' } }],
  ],
  [
    ['Volume', { name: 'a', configMap: { name: 'a', defaultMode: 0o1000 } }],
    'configMap.defaultMode',
    ['Volume', { name: 'a', configMap: { name: 'a', defaultMode: 0o440 } }],
  ],
  [
    ['Volume', { name: 'a', configMap: { name: 'a', items: [{ key: 'a', path: '../a' }] } }],
    'configMap.items.0.path',
    ['Volume', { name: 'a', configMap: { name: 'a', items: [{ key: 'a', path: 'a' }] } }],
  ],
  // pods
  [
    [
      'PodSpec',
      { hostNetwork: true, containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 1, hostPort: 2 }] }] },
    ],
    'containers.0.ports.0.hostPort',
    inPod({ ports: [{ containerPort: 1, hostPort: 2 }] }),
  ],
  [
    pod({ initContainers: [init(1, 1)] }),
    'initContainers.0.ports.1.hostPort',
    pod({ initContainers: [init(1, 2), { ...init(1), name: 'c' }] }),
  ],
  [
    pod({ dnsPolicy: 'None' }),
    'dnsConfig.nameservers',
    pod({ dnsPolicy: 'None', dnsConfig: { nameservers: ['10.0.0.1'] } }),
  ],
  [pod({ tolerations: [{ value: 'a' }] }), 'tolerations.0.operator', pod({ tolerations: [{ operator: 'Exists' }] })],
  [
    pod({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } }),
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
    pod({ affinity: {} }),
  ],
  [
    ['LabelSelectorRequirement', { key: 'a', operator: 'In', values: [] }],
    'values',
    ['LabelSelectorRequirement', { key: 'a', operator: 'Exists' }],
  ],
  [
    ['LabelSelectorRequirement', { key: 'a', operator: 'Is' }],
    'operator',
    ['LabelSelectorRequirement', { key: 'a', operator: 'NotIn', values: ['b'] }],
  ],
  [
    container({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
    'resources.requests.cpu',
    container({ resources: { requests: { cpu: '900m' }, limits: { cpu: 1 } } }),
  ],
  [
    container({ resources: { limits: { gpu: 1 } } }),
    'resources.limits.gpu',
    container({ resources: { limits: { 'nvidia.com/gpu': 1 } } }),
  ],
  [
    container({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
    'securityContext.privileged',
    container({ securityContext: { privileged: true } }),
  ],
  // strategies, budgets, policies
  [
    ['RollingUpdateDeployment', { maxUnavailable: '150%' }],
    'maxUnavailable',
    ['RollingUpdateDeployment', { maxSurge: '150%' }],
  ],
  [
    ['PodDisruptionBudgetSpec', { minAvailable: 1, maxUnavailable: 1 }],
    '',
    ['PodDisruptionBudgetSpec', { minAvailable: 0 }],
  ],
  [['NetworkPolicyPort', { port: 'http', endPort: 90 }], 'endPort', ['NetworkPolicyPort', { port: 80, endPort: 90 }]],
  [['NetworkPolicyPeer', {}], '', ['NetworkPolicyPeer', { podSelector: {} }]],
  // Services, Ingresses and routes
  [
    service({ ports: [{ port: 80 }, { port: 81 }] }),
    'ports.0.name',
    service({
      ports: [
        { port: 80, name: 'a' },
        { port: 81, name: 'b' },
      ],
    }),
  ],
  [
    service({ ports: [{ port: 80, nodePort: 30080 }] }),
    'ports.0.nodePort',
    service({ type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }),
  ],
  [service({ ports: [] }), 'ports', service({ clusterIP: 'None', ports: [] })],
  [service({ type: 'ExternalName' }), 'externalName', service({ type: 'ExternalName', externalName: 'a.b' })],
  [
    service({ loadBalancerSourceRanges: ['10.0.0.0/8'] }),
    'loadBalancerSourceRanges',
    service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] }),
  ],
  [
    ['HTTPIngressPath', { path: 'a', pathType: 'Prefix', backend: { service: { name: 'a', port: { number: 1 } } } }],
    'path',
    ['HTTPIngressPath', { path: '/a', pathType: 'Prefix', backend: { service: { name: 'a', port: { number: 1 } } } }],
  ],
  [
    ['IngressBackend', { service: { name: 'a' } }],
    'service.port',
    ['IngressBackend', { service: { name: 'a', port: { name: 'http' } } }],
  ],
  [['HttpRouteSpec', { hostnames: ['*'] }], 'hostnames.0', ['HttpRouteSpec', { hostnames: ['*.example.com'] }]],
  [
    ['HttpRouteSpecRules', { backendRefs: [{ name: 'a' }] }],
    'backendRefs.0.port',
    ['HttpRouteSpecRules', { backendRefs: [{ name: 'a', port: 80 }] }],
  ],
  [
    ['HttpRouteSpecRules', { filters: [{ type: 'URLRewrite' }] }],
    'filters.0.urlRewrite',
    ['HttpRouteSpecRules', { filters: [{ type: 'URLRewrite', urlRewrite: { hostname: 'a.b' } }] }],
  ],
  [
    ['PolicyRule', { verbs: ['get'], resources: ['pods'] }],
    'apiGroups',
    ['PolicyRule', { verbs: ['get'], resources: ['pods'], apiGroups: [''] }],
  ],
];

test.each(FAULTS)('%j has a fault at %s, and %j has none', ([type, value], at, [other, right]) => {
  const fault = faultIn(value, type, 37);
  expect(fault?.at.join('.')).toBe(at);
  expect(fault?.allowed).toMatch(/./);
  expect(fault?.fix).toMatch(/./);
  expect(faultIn(right, other, 37)).toBeUndefined();
});

test('fields and values are those of the target', () => {
  const lifecycle = { preStop: { sleep: { seconds: 5 } } };
  const [, value] = container({ lifecycle });
  expect(faultIn(value, 'Container', 29)).toMatchObject({
    at: ['lifecycle', 'preStop', 'sleep'],
    why: expect.stringContaining('from Kubernetes 1.30 on, and the target is 1.29'),
    fix: expect.stringContaining("version: '1.30'"),
  });
  expect(faultIn(value, 'Container', 30)).toBeUndefined();
  const claim = { name: 'a', source: { resourceClaimName: 'a' } };
  expect(faultIn(claim, 'PodResourceClaim', 30)).toBeUndefined();
  expect(faultIn(claim, 'PodResourceClaim', 31)?.why).toContain('up to Kubernetes 1.30');
  const variable = { name: 'a:b', value: '' };
  expect(faultIn(variable, 'EnvVar', 31)?.at).toEqual(['name']);
  expect(faultIn(variable, 'EnvVar', 32)).toBeUndefined();
  const never = { containers: [{ name: 'a', image: 'a:1', restartPolicy: 'Never' }] };
  expect(faultIn(never, 'PodSpec', 34)?.at).toEqual(['containers', 0, 'restartPolicy']);
  expect(faultIn(never, 'PodSpec', 35)).toBeUndefined();
  const sleep = { seconds: 0 };
  expect([32, 33].map((minor) => faultIn(sleep, 'SleepAction', minor) === undefined)).toEqual([false, true]);
  const search = { searches: ['_tcp.local'] };
  expect([32, 33].map((minor) => faultIn(search, 'PodDNSConfig', minor) === undefined)).toEqual([false, true]);
  const backend = { name: '1a', port: { number: 80 } };
  expect([35, 36].map((minor) => faultIn(backend, 'IngressServiceBackend', minor) === undefined)).toEqual([
    false,
    true,
  ]);
  const near = { ports: [{ port: 80 }], trafficDistribution: 'PreferSameZone' };
  expect([33, 34].map((minor) => faultIn(near, 'ServiceSpec', minor) === undefined)).toEqual([false, true]);
  expect(faultIn({ tomorrow: 1 }, 'PodOS', 99, true)).toBeUndefined();
  expect(faultIn({ nam: 'linux' }, 'PodOS', 99, true)?.fix).toBe('did you mean name?');
});

test('what is merged into something needs nothing, and what is only known when it is rendered passes', () => {
  expect(faultIn({ tty: true, env: [{ $patch: 'replace' }], lifecycle: null }, 'Container', 37, true)).toBeUndefined();
  expect(faultIn({ tty: 5 }, 'Container', 37, true)?.at).toEqual(['tty']);
  const lazy = { resolve: () => 'a:1' };
  expect(faultIn({ name: 'a', image: lazy, env: lazy, resources: lazy }, 'Container', 37)).toBeUndefined();
});

test('a text is never shown, an empty one aside', () => {
  for (const [[type, value]] of FAULTS) {
    const { value: shown } = faultIn(value, type, 37) ?? {};
    if (typeof shown === 'string') expect(shown).toMatch(/^(a list of \d+|)$/);
  }
});
