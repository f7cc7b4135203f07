// Overrides onto fields of which there may be one only, and onto lists that are added to.
import { App, Chart, Duration, Size } from 'cdk8s';
import { ConfigBundle, Exposure, KubernetesTarget, Probe, Tls } from 'cdk8s-elixir';
import type { k8s } from 'cdk8s-plus-27';
import {
  container,
  newChart,
  newCluster,
  newPhoenix,
  newRelease,
  one,
  pod,
  rendered,
  synth,
  workload,
} from '../support/subjects';

const podSpec = (spec: object) => ({ overrides: { workload: { spec: { template: { spec } } } } });
const inContainer = (override: object) => podSpec({ containers: [{ name: 'worker', ...override }] });
const release = (props: object) =>
  rendered((chart) => newRelease(chart, { ports: [{ name: 'http', port: 4000 }], ...props }));
const policy = (networkPolicy: object) =>
  one(
    rendered((chart) => newRelease(chart, { cluster: newCluster(chart), overrides: { networkPolicy } })),
    'NetworkPolicy',
  ).spec;

test.each([
  ['exec', { exec: { command: ['sleep', '9'] } }],
  ['httpGet', { httpGet: { path: '/drain', port: 'http' } }],
  ['tcpSocket', { tcpSocket: { port: 4000 } }],
  ['sleep', { sleep: { seconds: 9 } }],
])('a preStop with %s is the only one, whatever the Kubernetes', (_, preStop) => {
  for (const version of 'sleep' in preStop ? ['1.30', '1.31'] : ['1.27', '1.31']) {
    const app = new App();
    KubernetesTarget.set(app, { version });
    const chart = new Chart(app, 'test', { namespace: 'chat' });
    newRelease(chart, { preStopSleep: Duration.seconds(5), ...inContainer({ lifecycle: { preStop } }) });
    expect(container(synth(chart)).lifecycle).toEqual({ preStop });
  }
});

test('a probe keeps its times and changes its handler', () => {
  const exec = { command: ['/app/bin/healthy'] };
  const override = inContainer({ readinessProbe: { exec, periodSeconds: 30 } });
  const [before, after] = [{}, override].map(
    (props) => container(release({ readinessProbe: Probe.fromTcpSocket(), ...props })).readinessProbe,
  );
  const { tcpSocket, ...times } = before;
  expect(tcpSocket).toEqual({ port: 'http' });
  expect(after).toEqual({ ...times, exec, periodSeconds: 30 });
});

test('a volume has the source of the override', () => {
  const tmp = (source: object) => pod(release(podSpec({ volumes: [{ name: 'tmp', ...source }] }))).volumes[0];
  expect(tmp({ persistentVolumeClaim: { claimName: 'a' } })).toEqual({
    name: 'tmp',
    persistentVolumeClaim: { claimName: 'a' },
  });
  expect(tmp({ emptyDir: { medium: 'Memory' } })).toEqual({
    name: 'tmp',
    emptyDir: { medium: 'Memory', sizeLimit: '64Mi' },
  });
});

test('a variable is a value or comes from elsewhere', () => {
  const env = [
    { name: 'LEVEL', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    { name: 'POD_IP', value: '10.0.0.1' },
  ];
  const { env: after } = container(release({ env: { LEVEL: 'info' }, ...inContainer({ env }) }));
  expect(after).toEqual(expect.arrayContaining(env));
});

test('Recreate and OnDelete have no rolling update', () => {
  expect(
    workload(release({ overrides: { workload: { spec: { strategy: { type: 'Recreate' } } } } })).spec.strategy,
  ).toEqual({ type: 'Recreate' });
  const storage = [{ name: 'data', mountPath: '/data', size: Size.gibibytes(1) }];
  const stateful = (updateStrategy: object) =>
    workload(release({ storage, overrides: { workload: { spec: { updateStrategy } } } })).spec.updateStrategy;
  expect(stateful({ type: 'OnDelete' })).toEqual({ type: 'OnDelete' });
  expect(stateful({ rollingUpdate: { partition: 1 } })).toEqual({
    type: 'RollingUpdate',
    rollingUpdate: { partition: 1 },
  });
});

test('a budget has minAvailable or maxUnavailable', () => {
  const [before, after] = [{}, { overrides: { podDisruptionBudget: { spec: { minAvailable: 1 } } } }].map(
    (props) => one(release(props), 'PodDisruptionBudget').spec,
  );
  const { maxUnavailable, ...rest } = before;
  expect(maxUnavailable).toBe(1);
  expect(after).toEqual({ ...rest, minAvailable: 1 });
});

test('a backend of an Ingress by number has no name', () => {
  const spec = { defaultBackend: { service: { name: 'other', port: { number: 80 } } } };
  const exposures = [Exposure.ingress({ tls: Tls.issuer('a') })];
  const manifests = rendered((chart) =>
    newPhoenix(chart, { exposures, overrides: { exposures: { Ingress: { spec } } } }),
  );
  expect(one(manifests, 'Ingress').spec.defaultBackend).toEqual(spec.defaultBackend);
});

test('rules of a NetworkPolicy are added to those of the library', () => {
  const before = policy({});
  const rule = { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 9568, protocol: 'TCP' }] };
  expect(before.ingress).toHaveLength(1);
  expect(policy({ spec: { ingress: [rule] } }).ingress).toEqual([...before.ingress, rule]);
  expect(policy({ spec: { ingress: [...before.ingress, rule, rule] } }).ingress).toEqual([...before.ingress, rule]);
  const anew = [rule, ...before.ingress];
  expect(policy({ spec: { ingress: [{ $patch: 'replace' }, ...anew] } }).ingress).toEqual(anew);
  const alone = release({ overrides: { networkPolicy: { spec: { ingress: [{ $patch: 'replace' }, rule] } } } });
  expect(one(alone, 'NetworkPolicy').spec.ingress).toEqual([rule]);
});

test('rules of egress come with the type Egress', () => {
  expect(() => policy({ spec: { egress: [{}] } })).toThrow(
    /`overrides\.networkPolicy\.spec\.egress` is \[\{\}\].*set `egress`/s,
  );
  expect(policy({ spec: { policyTypes: ['Ingress', 'Egress'], egress: [{}] } }).egress).toEqual([{}]);
});

test('further sources of variables leave the bundle where it is', () => {
  const envFrom = [{ secretRef: { name: 'more' } }];
  const manifests = rendered((chart) => {
    const config = new ConfigBundle(chart, 'config', { values: { A: 'b' } });
    newRelease(chart, { config: [config], ...inContainer({ envFrom }) });
  });
  const [bundle, more, ...rest] = container(manifests).envFrom;
  expect(bundle.configMapRef.name).toMatch(/^config-/);
  expect([more, ...rest]).toEqual(envFrom);
});

test('a constraint of spread that must hold stands beside the soft ones, and a soft one is changed', () => {
  const zone = 'topology.kubernetes.io/zone';
  const spread = (constraint: object) =>
    pod(release(podSpec({ topologySpreadConstraints: [{ topologyKey: zone, ...constraint }] })))
      .topologySpreadConstraints;
  expect(spread({ maxSkew: 2 })).toMatchObject([{ topologyKey: zone, maxSkew: 2 }, { maxSkew: 1 }]);
  expect(spread({ maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' })).toHaveLength(3);
});

test('overrides in the words of cdk8s-plus-27 arrive in those of the API', () => {
  const volume: k8s.Volume = {
    name: 'about',
    downwardApi: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] },
  };
  const ports: k8s.ContainerPort[] = [{ name: 'http', containerPort: 4000, hostIp: '127.0.0.1' }];
  const spec: k8s.PodSpec = { setHostnameAsFqdn: true, volumes: [volume], containers: [{ name: 'worker', ports }] };
  const after = pod(release(podSpec(spec)));
  expect(after.setHostnameAsFQDN).toBe(true);
  expect(after.volumes.at(-1)).toEqual({ name: 'about', downwardAPI: volume.downwardApi });
  expect(after.containers[0].ports[0]).toMatchObject({ containerPort: 4000, hostIP: '127.0.0.1' });
  const labels = { hostIp: 'a', clusterIp: 'b' };
  const manifests = release({ overrides: { workload: { metadata: { labels } } } });
  expect(workload(manifests).metadata.labels).toMatchObject(labels);
});

test('raw parts in the words of cdk8s-plus-27 too', () => {
  const sources: k8s.VolumeProjection[] = [
    { downwardApi: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
  ];
  const chart = newChart();
  newRelease(chart, {
    volumes: [{ name: 'about', projected: { sources } }],
    volumeMounts: [{ name: 'about', mountPath: '/about' }],
    sidecars: [{ name: 'proxy', image: 'acme/proxy:1', ports: [{ containerPort: 9000, hostIp: '127.0.0.1' }] }],
  });
  const { volumes, containers } = pod(synth(chart));
  expect(volumes.find(({ name }: any) => name === 'about').projected).toEqual({
    sources: [{ downwardAPI: sources[0].downwardApi }],
  });
  expect(containers[1].ports).toEqual([{ containerPort: 9000, hostIP: '127.0.0.1' }]);
});
