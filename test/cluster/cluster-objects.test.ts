import { ApiRead, Discovery, Distribution, KubernetesMode, NodeHost, Waiver } from 'cdk8s-elixir';
import { newChart, newCluster, newRelease, one, rendered } from '../support/subjects';

const LABELS = {
  'app.kubernetes.io/name': 'chat',
};

test('the whole headless Service', () => {
  expect(
    one(
      rendered((chart) => newCluster(chart)),
      'Service',
    ),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'chat-nodes', namespace: 'chat', labels: { ...LABELS, 'cdk8s-elixir/cluster': 'chat' } },
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: { 'cdk8s-elixir/cluster': 'chat' },
      ports: [{ name: 'dist', port: 4370, targetPort: 4370, protocol: 'TCP' }],
    },
  });
});

test('the headless Service keeps accepted risks, and is of IPv6 alone where that is asked for', () => {
  const allow = [Waiver.openDistribution('the mesh isolates')];
  const service = one(
    rendered((chart) => newCluster(chart, { allow, ipv6: true })),
    'Service',
  );
  expect(service.metadata.annotations).toEqual({ 'cdk8s-elixir/waiver.open-distribution': 'the mesh isolates' });
  expect(service.spec).toMatchObject({ ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv6'] });
});

test.each([
  [ApiRead.PODS, 'pods'],
  [ApiRead.ENDPOINTS, 'endpoints'],
])('the whole Role and RoleBinding for %s', (ipLookupMode, resource) => {
  const manifests = rendered((chart) => {
    newRelease(chart, { cluster: newCluster(chart, { discovery: Discovery.kubernetes({ ipLookupMode }) }) });
  });
  expect(one(manifests, 'Role')).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'chat-discovery', namespace: 'chat', labels: LABELS },
    rules: [{ apiGroups: [''], resources: [resource], verbs: ['list'] }],
  });
  expect(one(manifests, 'RoleBinding')).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: {
      name: 'worker-discovery',
      namespace: 'chat',
      labels: { 'app.kubernetes.io/name': 'worker' },
    },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'chat-discovery' },
    subjects: [{ kind: 'ServiceAccount', name: 'worker', namespace: 'chat' }],
  });
});

test('a strategy that does not ask the API server needs no Role', () => {
  expect(rendered((chart) => newCluster(chart)).map(({ kind }) => kind)).toEqual(['Service']);
});

test('names follow `name`, and the node’s base name `nodeBasename`', () => {
  const manifests = rendered((chart) => {
    const distribution = Distribution.singlePort({ port: 5000 });
    const discovery = Discovery.kubernetes({ mode: KubernetesMode.IP });
    newCluster(chart, { name: 'mesh', nodeBasename: 'app', distribution, discovery });
  });
  expect(manifests.map(({ metadata }) => metadata.name)).toEqual(['mesh-nodes', 'mesh-discovery']);
  expect(manifests[0].spec.ports[0].port).toBe(5000);
});

test('a cluster tells what it was given', () => {
  const discovery = Discovery.kubernetes();
  const cluster = newCluster(newChart(), { discovery, ipv6: true, nodeBasename: 'app' });
  expect(cluster).toMatchObject({ name: 'chat', nodeBasename: 'app', discovery, ipv6: true });
  expect(newCluster(newChart()).discovery.strategy).toBe(Discovery.dnsCluster().strategy);
});

test('a variable of a strategy that has no such name is refused with the strategy', () => {
  const discovery = { strategy: 'own', nodeHost: NodeHost.ADDRESS, environment: () => ({ '1': 'a' }) };
  expect(() => newCluster(newChart(), { discovery })).toThrow('`discovery.environment (own)` is "1"');
});

test.each([
  ['nothing', null],
  ['text', 'A=b'],
  ['a list', ['b']],
  ['a number for a variable', { A: 'b', B: 5 }],
])('a strategy of the user’s that gives %s for the environment is refused', (_, given) => {
  const discovery = { strategy: 'own', nodeHost: NodeHost.ADDRESS, environment: () => given as never };
  expect(() => newCluster(newChart(), { discovery })).toThrow(
    /`discovery\.environment \(own\)` is .*\n(.*\n)? *allowed: an object, each member text/,
  );
});
