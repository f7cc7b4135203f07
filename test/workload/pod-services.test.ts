import { Discovery, type ElixirReleaseProps } from 'cdk8s-elixir';
import { detailsOf } from '../support/findings';
import { newChart, newCluster, newPhoenix, newRelease, one, rendered, synth } from '../support/subjects';

const PORTS = [
  { name: 'mqtt', port: 1883 },
  { name: 'game', port: 7777, protocol: 'UDP' as never },
];
const made = (props: Partial<ElixirReleaseProps> = {}) =>
  rendered((chart) => newRelease(chart, { stableNames: true, podServices: true, ports: PORTS, ...props }));
const names = (manifests: readonly any[]) =>
  manifests
    .filter(({ kind, spec }) => kind === 'Service' && spec.clusterIP === undefined)
    .map((one) => one.metadata.name);

test('each pod has a Service of its name, which chooses it alone and has the ports that are open', () => {
  const manifests = made({ replicas: 3 });
  expect(names(manifests)).toEqual(['worker-0', 'worker-1', 'worker-2']);
  expect(one(manifests, 'Service', 'worker-1').spec).toEqual({
    type: 'ClusterIP',
    selector: { 'app.kubernetes.io/name': 'worker', 'statefulset.kubernetes.io/pod-name': 'worker-1' },
    ports: [
      { name: 'mqtt', port: 1883, targetPort: 'mqtt', protocol: 'TCP' },
      { name: 'game', port: 7777, targetPort: 'game', protocol: 'UDP' },
    ],
  });
});

test('Services follow the first ordinal, and stay while no pods run', () => {
  expect(names(made({ startOrdinal: 5 }))).toEqual(['worker-5', 'worker-6']);
  expect(names(made({ replicas: 2, scaledToZero: true }))).toEqual(['worker-0', 'worker-1']);
  expect(names(made({ singleton: true }))).toEqual(['worker-0']);
});

test('the distribution is on no Service of a pod, and their addresses are of the family of the cluster', () => {
  const manifests = rendered((chart) => {
    const cluster = newCluster(chart, { discovery: Discovery.kubernetesDnsSrv(), ipv6: true });
    newPhoenix(chart, { cluster, stableNames: true, podServices: true });
  });
  const { spec } = one(manifests, 'Service', 'web-0');
  expect(spec.ports).toEqual([{ name: 'http', port: 4000, targetPort: 'http', protocol: 'TCP' }]);
  expect(spec.ipFamilies).toEqual(['IPv6']);
});

test('an override is of each of them, and what follows is checked', () => {
  const chart = newChart();
  const { podServices } = newRelease(chart, {
    stableNames: true,
    podServices: true,
    ports: PORTS,
    overrides: { podServices: { spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' } } },
  });
  expect(podServices.map(({ name }) => name)).toEqual(['worker-0', 'worker-1']);
  const manifests = synth(chart);
  for (const name of ['worker-0', 'worker-1'])
    expect(one(manifests, 'Service', name).spec).toMatchObject({
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
    });
});

test('a Service of one pod in YAML of others is one of its StatefulSet', () => {
  const selected = detailsOf('kubernetes/service-port');
  const service = (selector: object) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web-0' },
    spec: { selector, ports: [{ port: 80, targetPort: 'nobody' }] },
  });
  const containers = [{ name: 'web', ports: [{ name: 'http', containerPort: 80 }] }];
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers } };
  const web = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' }, spec: { template } };
  const POD = { 'statefulset.kubernetes.io/pod-name': 'web-0' };
  expect(selected(web, service({ app: 'web', ...POD }))).toHaveLength(1);
  expect(selected(web, service(POD))).toEqual([]);
});
