import { Chart, Duration, Size } from 'cdk8s';
import { Drain, Egress, NetworkPeer, Waiver } from 'cdk8s-elixir';
import {
  container,
  newChart,
  newCluster,
  newRelease,
  one,
  pod,
  rendered,
  synth,
  variables,
  workload,
} from '../support/subjects';

const HTTP = { name: 'http', port: 4000 };
const release = (props: Parameters<typeof newRelease>[1] = {}) => rendered((chart) => newRelease(chart, props));

test('it is a Deployment that never has fewer pods than it should', () => {
  const { kind, spec } = workload(release());
  expect(kind).toBe('Deployment');
  expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  expect(spec.revisionHistoryLimit).toBe(5);
});

test.each([
  ['storage', { storage: [{ name: 'data', mountPath: '/data', size: Size.gibibytes(2), storageClass: 'fast' }] }],
  ['stable names', { stableNames: true }],
])('with %s it is a StatefulSet whose pods start at once, behind a headless Service', (_, props) => {
  const manifests = release(props);
  const { kind, spec } = workload(manifests);
  expect([kind, spec.podManagementPolicy]).toEqual(['StatefulSet', 'Parallel']);
  expect(one(manifests, 'Service', spec.serviceName).spec).toMatchObject({
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: spec.selector.matchLabels,
  });
});

test('storage is claimed for each pod and mounted', () => {
  const manifests = release({
    storage: [{ name: 'data', mountPath: '/data', size: Size.gibibytes(2), storageClass: 'fast' }],
  });
  expect(workload(manifests).spec.volumeClaimTemplates).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '2Gi' } },
        storageClassName: 'fast',
      },
    },
  ]);
  expect(container(manifests).volumeMounts).toContainEqual({ name: 'data', mountPath: '/data' });
});

test('a member with storage alone keeps its address for a name, and uses the Service of the cluster', () => {
  const storage = [{ name: 'data', mountPath: '/data', size: Size.gibibytes(1) }];
  const manifests = rendered((chart) => newRelease(chart, { cluster: newCluster(chart), storage }));
  expect(workload(manifests).spec.serviceName).toBe('chat-nodes');
  expect(variables(manifests).RELEASE_NODE).toBe('chat@$(POD_IP)');
  expect(manifests.filter(({ kind }) => kind === 'Service')).toHaveLength(1);
});

test('in no cluster, the node is named after loopback, with a cookie where one is given', () => {
  const env = variables(release({ nodeBasename: 'talk' }));
  expect(env.RELEASE_NODE).toBe('talk@127.0.0.1');
  expect(env.RELEASE_DISTRIBUTION).toBe('name');
  expect(env.RELEASE_COOKIE).toBeUndefined();
});

test('what the release writes has a place and a bound, and the rest cannot be written', () => {
  const manifests = release({
    crashDumpSize: Size.kibibytes(512),
    scratch: [{ mountPath: '/work', size: Size.mebibytes(5) }],
  });
  const volume = (name: string) => pod(manifests).volumes.find((each: any) => each.name === name);
  const mount = (path: string) => container(manifests).volumeMounts.find((each: any) => each.mountPath === path);
  expect(container(manifests).securityContext.readOnlyRootFilesystem).toBe(true);
  expect(volume(mount('/tmp').name).emptyDir.sizeLimit).toBe('64Mi');
  expect(volume(mount('/work').name).emptyDir.sizeLimit).toBe('5Mi');
  expect(volume(mount('/var/crash').name).emptyDir.sizeLimit).toBe('1Mi');
  const env = variables(manifests);
  expect(env).toMatchObject({ ERL_CRASH_DUMP_BYTES: '524288', ERL_CRASH_DUMP_SECONDS: '30', RELEASE_TMP: '/tmp' });
  expect(env.ERL_CRASH_DUMP.startsWith(mount('/var/crash').mountPath)).toBe(true);
});

test('it runs confined, as a user who is a number, without a token', () => {
  const manifests = release({ sidecars: [{ name: 'proxy', image: 'acme/proxy:1' }], user: 1000 });
  expect(pod(manifests).securityContext).toMatchObject({
    runAsNonRoot: true,
    runAsUser: 1000,
    runAsGroup: 1000,
    fsGroup: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  for (const { securityContext } of pod(manifests).containers) {
    expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
  }
  expect(pod(manifests)).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
});

test('a waiver lets the root file system be written', () => {
  const manifests = release({ allow: [Waiver.writableRootFilesystem('it compiles at runtime')] });
  expect(container(manifests).securityContext.readOnlyRootFilesystem).toBe(false);
  expect(workload(manifests).metadata.annotations).toEqual({
    'cdk8s-elixir/waiver.writable-root-filesystem': 'it compiles at runtime',
  });
});

test.each([
  [1, false],
  [2, true],
])('with %d replicas there is a budget: %s', (replicas, there) => {
  const budgets = release({ replicas }).filter(({ kind }) => kind === 'PodDisruptionBudget');
  expect(budgets.map(({ spec }) => [spec.maxUnavailable, spec.unhealthyPodEvictionPolicy])).toEqual(
    there ? [[1, 'AlwaysAllow']] : [],
  );
});

test('pods are spread softly over zones and nodes', () => {
  expect(
    pod(release()).topologySpreadConstraints.map((each: any) => [each.topologyKey, each.whenUnsatisfiable]),
  ).toEqual([
    ['topology.kubernetes.io/zone', 'ScheduleAnyway'],
    ['kubernetes.io/hostname', 'ScheduleAnyway'],
  ]);
});

test.each([
  ['nothing to wait for', { drains: [] }, 30, undefined],
  ['one drain', { drains: [Drain.oban(Duration.seconds(45))] }, 55, undefined],
  ['drains and a wait', { drains: [Drain.sockets(), Drain.requests()], preStopSleep: Duration.seconds(8) }, 63, '8'],
  ['a declared port', { ports: [HTTP] }, 30, '5'],
])('with %s the grace period is the sum with a margin', (_, props, grace, wait) => {
  const manifests = release(props);
  expect(pod(manifests).terminationGracePeriodSeconds).toBe(grace);
  expect(container(manifests).lifecycle?.preStop.exec.command[1]).toBe(wait);
});

/** Members of a cluster, and pods that join it. */
const OF_CLUSTER = [
  { podSelector: { matchLabels: { 'cdk8s-elixir/cluster': 'chat' } } },
  { podSelector: { matchLabels: { 'cdk8s-elixir/joins': 'chat' } } },
];

test('ingress is isolated: declared ports as declared, sidecars’ ports where asked for, and the distribution from members alone', () => {
  const manifests = rendered((chart) =>
    newRelease(chart, {
      cluster: newCluster(chart),
      ports: [HTTP, { name: 'metrics', port: 9568, from: [NetworkPeer.namespaces({ team: 'ops' })] }],
      sidecars: [{ name: 'proxy', image: 'acme/proxy:1', ports: [{ containerPort: 9901 }, { containerPort: 9902 }] }],
      sidecarPorts: [{ name: 'admin', port: 9901 }],
    }),
  );
  const { spec } = one(manifests, 'NetworkPolicy');
  expect(spec.policyTypes).toEqual(['Ingress']);
  expect(spec.ingress).toEqual([
    { ports: [{ port: 4000, protocol: 'TCP' }] },
    { from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }], ports: [{ port: 9568, protocol: 'TCP' }] },
    { ports: [{ port: 9901, protocol: 'TCP' }] },
    { from: OF_CLUSTER, ports: [{ port: 4370, protocol: 'TCP' }] },
  ]);
});

test('egress is isolated where it is asked for, and never from other members', () => {
  const manifests = rendered((chart) =>
    newRelease(chart, { cluster: newCluster(chart), egress: [Egress.dns(), Egress.apiServer('10.0.0.1/32')] }),
  );
  const { policyTypes, egress } = one(manifests, 'NetworkPolicy').spec;
  expect(policyTypes).toEqual(['Ingress', 'Egress']);
  expect(egress[0].to).toEqual(OF_CLUSTER);
  expect(egress[1].ports.map(({ port, protocol }: any) => `${port} ${protocol}`)).toEqual([
    '53 UDP',
    '1053 UDP',
    '5353 UDP',
    '53 TCP',
    '1053 TCP',
    '5353 TCP',
  ]);
  expect(egress[1].to).toEqual([{ namespaceSelector: {} }, { ipBlock: { cidr: '169.254.20.10/32' } }]);
  expect(egress[2]).toEqual({ to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: [{ port: 6443, protocol: 'TCP' }] });
});

test('without NetworkPolicy only with the reason for it', () => {
  const manifests = release({ allow: [Waiver.openDistribution('the mesh isolates')] });
  expect(manifests.some(({ kind }) => kind === 'NetworkPolicy')).toBe(false);
  expect(workload(manifests).metadata.annotations).toEqual({
    'cdk8s-elixir/waiver.open-distribution': 'the mesh isolates',
  });
});

test('labels of the chart and of the release reach the pods, and selectors are made of neither', () => {
  const manifests = rendered((chart) => newRelease(chart, { labels: { tier: 'back' } }), {
    namespace: 'chat',
    labels: { team: 'chat' },
  });
  const { metadata, spec } = workload(manifests);
  expect(metadata.labels).toMatchObject({ team: 'chat', tier: 'back' });
  expect(spec.template.metadata.labels).toMatchObject({ team: 'chat', tier: 'back' });
  expect(spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/name': 'worker' });
});

test('labels of the chart cannot make a release a member, or another release', () => {
  const chart = newChart({ namespace: 'chat', labels: { 'app.kubernetes.io/name': 'x' } });
  newRelease(chart);
  expect(workload(synth(chart)).spec.template.metadata.labels['app.kubernetes.io/name']).toBe('worker');
});

test('variables of the user’s can refer to each other, to the pod’s and to Secrets, in any order', () => {
  const manifests = release({ env: { A: '$(B)', B: '$(POD_NAME)-$(C)', C: 'c' } });
  const names = container(manifests).env.map(({ name }: any) => name);
  expect(names.slice(-3)).toEqual(['C', 'B', 'A']);
});

test('every part is a member of the construct', () => {
  const chart = newChart();
  const parts = newRelease(chart, { cluster: newCluster(chart) });
  const { workload, serviceAccount, vmArgs, podDisruptionBudget, networkPolicy } = parts;
  const kinds = [workload, serviceAccount, vmArgs, podDisruptionBudget, networkPolicy].map((part) => part?.kind);
  expect(kinds).toEqual(['Deployment', 'ServiceAccount', 'ConfigMap', 'PodDisruptionBudget', 'NetworkPolicy']);
  expect([parts.roleBinding, parts.headlessService]).toEqual([undefined, undefined]);
  expect(parts.node.defaultChild).toBe(workload);
});

test('commands that become the VM are taken', () => {
  const commands = [
    ['/app/bin/chat', 'start'],
    ['/app/bin/rpc-server', 'start'],
    ['/bin/sh', '-c', 'ulimit -n 65536\nexec /app/bin/chat start'],
    ['/bin/sh', '/app/run.sh'],
  ];
  for (const command of commands) expect(container(release({ command })).command).toEqual(command);
});

test('a bundle of another namespace is refused', async () => {
  const { ConfigBundle } = await import('cdk8s-elixir');
  const chart = newChart();
  const other = new Chart(chart.node.root, 'other', { namespace: 'other' });
  const config = new ConfigBundle(other, 'config', { values: { A: 'b' } });
  expect(() => newRelease(chart, { config: [config] })).toThrow('put both into one chart');
});

test('pods of a Deployment are spread by revision, so that a rolling restart does not bunch them; those of a StatefulSet are not', () => {
  const keys = (stableNames: boolean) =>
    pod(rendered((chart) => newRelease(chart, { stableNames }))).topologySpreadConstraints.map(
      (one: any) => one.matchLabelKeys,
    );
  expect(keys(false)).toEqual([['pod-template-hash'], ['pod-template-hash']]);
  expect(keys(true)).toEqual([undefined, undefined]);
});
