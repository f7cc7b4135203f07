import type { Chart } from 'cdk8s';
import {
  Distribution,
  Egress,
  Exposure,
  HttpEndpoint,
  KubernetesTarget,
  NetworkPeer,
  Probe,
  ReleaseCommand,
  Runners,
  ServiceMesh,
  Waiver,
} from 'cdk8s-elixir';
import {
  newChart,
  newCluster,
  newCronJob,
  newJob,
  newPhoenix,
  newRelease,
  one,
  synth,
  workload,
} from '../support/subjects';

/** What a function adds to a chart for a Kubernetes that has native sidecars. */
function built(add: (chart: Chart) => unknown): any[] {
  const chart = newChart();
  KubernetesTarget.set(chart, { version: '1.29' });
  add(chart);
  return synth(chart);
}

const template = (manifests: any[], name?: string) => workload(manifests, name).spec.template.metadata;
const UP = Probe.fromHttpGet('/up');

test('Istio: the pods ask for a native sidecar, and the distribution is left out of it', () => {
  const manifests = built((chart) =>
    newPhoenix(chart, { cluster: newCluster(chart, { mesh: ServiceMesh.istio({ excludedOutboundPorts: [5432] }) }) }),
  );
  const { labels, annotations } = template(manifests);
  expect(labels['sidecar.istio.io/inject']).toBe('true');
  expect(annotations).toEqual({
    'sidecar.istio.io/nativeSidecar': 'true',
    'sidecar.istio.io/rewriteAppHTTPProbers': 'true',
    'traffic.sidecar.istio.io/excludeInboundPorts': '4370',
    'traffic.sidecar.istio.io/excludeOutboundPorts': '4370,5432',
  });
  expect(one(manifests, 'Service', 'chat-nodes').spec.ports[0].appProtocol).toBe('tcp');
  expect(one(manifests, 'Service', 'web').spec.ports[0].appProtocol).toBe('http');
  expect(one(manifests, 'NetworkPolicy').spec.ingress[0].ports).toEqual([{ port: 4000, protocol: 'TCP' }]);
});

test('with epmd each of its ports is left out', () => {
  const manifests = built((chart) =>
    newRelease(chart, {
      cluster: newCluster(chart, {
        mesh: ServiceMesh.istio(),
        distribution: Distribution.epmd({ firstPort: 9100, lastPort: 9102 }),
      }),
    }),
  );
  const ports = '4369,9100,9101,9102';
  expect(template(manifests).annotations['traffic.sidecar.istio.io/excludeInboundPorts']).toBe(ports);
  expect(template(manifests).annotations['traffic.sidecar.istio.io/excludeOutboundPorts']).toBe(ports);
});

test('by choice the distribution goes through the proxies of Istio', () => {
  const manifests = built((chart) =>
    newRelease(chart, { cluster: newCluster(chart, { mesh: ServiceMesh.istio({ proxyDistribution: true }) }) }),
  );
  expect(Object.keys(template(manifests).annotations).join(' ')).not.toContain('exclude');
  expect(one(manifests, 'Service', 'chat-nodes').spec.ports[0].appProtocol).toBe('tcp');
});

test('Linkerd: the distribution is skipped, others come by the port of the proxy, and it leads nobody to the distribution', () => {
  const manifests = built((chart) =>
    newPhoenix(chart, { cluster: newCluster(chart, { mesh: ServiceMesh.linkerd() }), startupProbe: UP }),
  );
  expect(template(manifests).annotations).toEqual({
    'linkerd.io/inject': 'enabled',
    'config.beta.linkerd.io/proxy-enable-native-sidecar': 'true',
    'config.linkerd.io/skip-inbound-ports': '4370',
    'config.linkerd.io/skip-outbound-ports': '4370',
  });
  const { ingress } = one(manifests, 'NetworkPolicy').spec;
  expect(ingress[0].ports.map(({ port }: any) => port)).toEqual([4000, 4143]);
  expect(ingress[1].ports.map(({ port }: any) => port)).toEqual([4370]);
  expect(one(manifests, 'Server')).toMatchObject({
    apiVersion: 'policy.linkerd.io/v1beta3',
    metadata: { name: 'chat-dist' },
    spec: {
      podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'chat' } },
      port: 4370,
      proxyProtocol: 'opaque',
      accessPolicy: 'deny',
    },
  });
});

test('through the proxies of Linkerd the distribution is opaque, on the pods and on the Service, and the risk is accepted', () => {
  const mesh = ServiceMesh.linkerd({ proxyDistribution: true, excludedOutboundPorts: [5432] });
  const allow = [Waiver.openDistribution('AuthorizationPolicies of the mesh')];
  const none = { startupProbe: Probe.none(), readinessProbe: Probe.none(), livenessProbe: Probe.none() };
  const manifests = built((chart) => newRelease(chart, { cluster: newCluster(chart, { mesh, allow }), ...none }));
  expect(template(manifests).annotations).toMatchObject({
    'config.linkerd.io/opaque-ports': '4370',
    'config.linkerd.io/skip-outbound-ports': '5432',
  });
  expect(one(manifests, 'Service', 'chat-nodes').metadata.annotations['config.linkerd.io/opaque-ports']).toBe('4370');
  expect(manifests.some(({ kind }) => ['Server', 'NetworkPolicy'].includes(kind))).toBe(false);
  expect(() => built((chart) => newRelease(chart, { cluster: newCluster(chart, { mesh, allow }) }))).toThrow(
    'TCP on dist 4370',
  );
});

test('whose egress is isolated reaches the control plane, and of Linkerd the proxies of its peers', () => {
  const egress = [
    Egress.dns(),
    Egress.to(NetworkPeer.pods({ app: 'a' }), [80]),
    Egress.to(NetworkPeer.cidr('10.0.0.0/8'), [5432]),
  ];
  const rules = (mesh: ServiceMesh) =>
    one(
      built((chart) => newRelease(chart, { mesh, egress })),
      'NetworkPolicy',
    ).spec.egress.map(({ ports }: any) => ports.map(({ port, protocol }: any) => `${port}/${protocol}`).join(' '));
  const DNS = '53/UDP 1053/UDP 5353/UDP 53/TCP 1053/TCP 5353/TCP';
  expect(rules(ServiceMesh.istio())).toEqual(['15012/TCP', DNS, '80/TCP', '5432/TCP']);
  expect(rules(ServiceMesh.linkerd())).toEqual([
    '8080/TCP 8086/TCP 8090/TCP 4143/TCP',
    DNS,
    '80/TCP 4143/TCP',
    '5432/TCP',
  ]);
});

test('jobs are in the mesh of their release, and leave it to dial members alone', () => {
  const manifests = built((chart) => {
    const cluster = newCluster(chart, { mesh: ServiceMesh.istio() });
    newRelease(chart, { cluster });
    newJob(chart, { cluster }, 'seed');
    newCronJob(chart, { cluster, run: ReleaseCommand.rpc('Chat.prune()') }, 'prune');
  });
  const job = manifests.find(({ kind }) => kind === 'Job').spec.template.metadata;
  expect(job.labels['sidecar.istio.io/inject']).toBe('true');
  expect(job.annotations).toEqual({
    'sidecar.istio.io/nativeSidecar': 'true',
    'sidecar.istio.io/rewriteAppHTTPProbers': 'true',
  });
  const { annotations } = one(manifests, 'CronJob').spec.jobTemplate.spec.template.metadata;
  expect(annotations['traffic.sidecar.istio.io/excludeOutboundPorts']).toBe('4370');
});

test('a release in no cluster has a mesh of its own, and its endpoints name the protocol that ways in do not ask for', () => {
  const protocols = (mesh?: ServiceMesh) =>
    built((chart) => {
      const worker = newRelease(chart, { mesh, ports: [{ name: 'api', port: 4001 }] });
      new HttpEndpoint(chart, 'api', { release: worker, name: 'api' });
      newPhoenix(chart, { mesh, exposures: [Exposure.gateway({ gateway: 'public' })] });
    }).flatMap(({ kind, spec }) => (kind === 'Service' ? [spec.ports[0].appProtocol] : []));
  expect(protocols(ServiceMesh.istio())).toEqual(['http', 'kubernetes.io/ws']);
  expect(protocols()).toEqual([undefined, 'kubernetes.io/ws']);
});

test('a gRPC or HTTP probe asks the application behind the proxy of Linkerd', () => {
  for (const startupProbe of [UP, Probe.fromGrpc({})]) {
    expect(() => built((chart) => newPhoenix(chart, { mesh: ServiceMesh.linkerd(), startupProbe }))).not.toThrow();
  }
  expect(() => built((chart) => newRelease(chart, { mesh: ServiceMesh.linkerd() }))).not.toThrow();
});

test('runners are in the mesh of their release, and dial members past the proxies', () => {
  const egress = [Egress.dns(), Egress.apiServer('10.0.0.1/32')];
  const manifests = built((chart) => {
    const cluster = newCluster(chart, { mesh: ServiceMesh.linkerd() });
    newRelease(chart, { cluster, egress, runners: Runners.flame({ max: 2 }) });
  });
  const templates = manifests.flatMap(({ kind, data = {} }) =>
    kind === 'ConfigMap' ? Object.values<string>(data).filter((text) => text.includes('linkerd.io/inject')) : [],
  );
  expect(templates).toHaveLength(1);
  expect(templates[0]).toContain('config.linkerd.io/skip-outbound-ports');
  const [policy] = manifests.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name !== 'worker');
  const ports = policy.spec.egress.flatMap((rule: any) => rule.ports.map(({ port }: any) => port));
  expect(ports).toEqual(expect.arrayContaining([4370, 8086, 4143]));
});
