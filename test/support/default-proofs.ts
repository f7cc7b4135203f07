// How each documented default is proved: build without the property, and with what the documentation says.
import { type ChartProps, Duration, Size } from 'cdk8s';
import {
  ApiRead,
  ConfigBundle,
  type ConfigBundleProps,
  Discovery,
  Distribution,
  Drain,
  Egress,
  ExistingSecret,
  Exposure,
  HealthCheck,
  KubernetesMode,
  KubernetesTarget,
  NetworkPeer,
  NodeHost,
  Resources,
  SecretUse,
  VmFlags,
  Waiver,
} from 'cdk8s-elixir';
import { ImagePullPolicy } from 'cdk8s-plus-27';
import { container, newChart, newCluster, newPhoenix, newRelease, rendered, SECRET, synth } from './subjects';

/** Builds with some properties of a struct, and renders the outcome. */
type Build = (properties: any) => unknown;

/** A proof by comparison. */
export interface Proof {
  readonly build: Build;
  /** What stands for the default where the documentation says it in prose: `[]` for "none". */
  readonly same?: unknown;
  /** A value that makes a difference; without it the comparison would prove nothing. */
  readonly other: unknown;
}

const CHART: ChartProps = { namespace: 'chat' };
const HTTP = [{ name: 'http', port: 4000 }];

/** With two replicas, a declared port and a bundle of its own. */
const release: Build = (props) => rendered((chart) => newRelease(chart, { ports: HTTP, ...props }));
const phoenix: Build = (props) => rendered((chart) => newPhoenix(chart, props));
const member: Build = (props) => rendered((chart) => newRelease(chart, { cluster: newCluster(chart), ...props }));
const cluster: Build = (props) => rendered((chart) => newPhoenix(chart, { cluster: newCluster(chart, props) }));
const bundle: Build = (props: ConfigBundleProps) =>
  rendered((chart) => newRelease(chart, { config: new ConfigBundle(chart, 'config', props) }));
const withFiles: Build = (props) => bundle({ files: { 'app.toml': 'a = 1' }, ...props });
const discovery =
  (make: (options: any) => any, stableNames = false): Build =>
  (options) =>
    rendered((chart) => {
      const joined = newCluster(chart, { discovery: make(options) });
      newRelease(chart, { cluster: joined, stableNames });
    });
const own: Build = (props) =>
  rendered((chart) => {
    const strategy = { strategy: 'own', nodeHost: NodeHost.ADDRESS, environment: () => ({ OWN: 'x' }), ...props };
    newRelease(chart, { cluster: newCluster(chart, { discovery: strategy }) });
  });
const gateway: Build = (options) => phoenix({ exposures: [Exposure.gateway({ gateway: 'public', ...options })] });
const ingress: Build = (options) =>
  phoenix({ exposures: [Exposure.ingress(options)], allow: [Waiver.plainHttp('tested')] });
const check: Build = (options) => release({ startup: HealthCheck.tcp(options) });
const flags: Build = (options) => release({ vmFlags: VmFlags.of(options) });
const target: Build = (props) => {
  const chart = newChart(CHART);
  KubernetesTarget.set(chart, props);
  newPhoenix(chart, { cluster: newCluster(chart) });
  return synth(chart);
};
const port: Build = (props) => release({ ports: [{ ...HTTP[0], ...props }] });
const storage: Build = (props) =>
  release({ storage: [{ name: 'd', mountPath: '/d', size: Size.gibibytes(1), ...props }] });
const scheduling: Build = (props) => release({ scheduling: props });
const override = (build: Build, part: string): [string, Proof] => [
  part,
  { build: (overrides) => build({ overrides }), same: {}, other: { metadata: { annotations: { touched: 'yes' } } } },
];
const overrides = (struct: string, entries: [string, Proof][]) =>
  Object.fromEntries(entries.map(([part, proof]) => [`${struct}.${part}`, proof]));
const list = (build: Build, one: unknown): Proof => ({ build, same: [], other: [one] });
const map = (build: Build, name: string, value: unknown): Proof => ({ build, same: {}, other: { [name]: value } });
const text = (build: Build, same: unknown, other: unknown): Proof => ({ build, same, other });

/** Without cluster, ports and everything else that has a headless Service or a right of its own. */
const lonely: Build = (props) => rendered((chart) => newRelease(chart, { stableNames: true, ...props }));
const asking: Build = (props) =>
  rendered((chart) =>
    newRelease(chart, { cluster: newCluster(chart, { discovery: Discovery.kubernetes() }), ...props }),
  );
const askingCluster: Build = (props) => cluster({ discovery: Discovery.kubernetes(), ...props });

/** Every optional property of the public API, by struct and name. */
export const PROOFS: { readonly [property: string]: Proof } = {
  'ConfigBundleProps.allow': {
    build: (allow) => bundle({ values: { A: 'b' }, ...allow }),
    same: [],
    other: [Waiver.plainValue('A', 'x')],
  },
  'ConfigBundleProps.files': map(bundle, 'app.toml', 'a = 1'),
  'ConfigBundleProps.filesPath': { build: withFiles, other: '/etc/other' },
  'ConfigBundleProps.localOnlySecrets': {
    build: (props) => bundle({ allow: [Waiver.localOnlySecrets('x')], ...props }),
    same: undefined,
    other: { TOKEN: 'x' },
  },
  'ConfigBundleProps.name': text(withFiles, 'config', 'other'),
  'ConfigBundleProps.overrides': {
    build: withFiles,
    same: {},
    other: { filesConfigMap: { metadata: { annotations: { a: 'b' } } } },
  },
  'ConfigBundleProps.secrets': list(bundle, SecretUse.environment(SECRET)),
  'ConfigBundleProps.values': map(bundle, 'POOL_SIZE', '10'),
  'ConfigBundleProps.variables': map(bundle, 'TOKEN', SECRET.key('TOKEN')),
  ...overrides('ConfigBundleOverrides', [
    override((props) => bundle({ values: { A: 'b' }, ...props }), 'configMap'),
    override(withFiles, 'filesConfigMap'),
    override(
      (props) => bundle({ localOnlySecrets: { A: 'b' }, allow: [Waiver.localOnlySecrets('x')], ...props }),
      'secret',
    ),
  ]),

  'DiscoveryOptions.rename': map(discovery(Discovery.dnsCluster), 'DNS_CLUSTER_QUERY', 'QUERY'),
  'KubernetesDiscoveryOptions.ipLookupMode': { build: discovery(Discovery.kubernetes), other: ApiRead.ENDPOINTS },
  'KubernetesDiscoveryOptions.mode': {
    build: (options) => discovery(Discovery.kubernetes, options?.mode === KubernetesMode.HOSTNAME)(options),
    other: KubernetesMode.HOSTNAME,
  },
  'KubernetesDnsOptions.ipv6Resolver': {
    build: (options) => refused(() => cluster({ ipv6: true, discovery: Discovery.kubernetesDns(options) })),
    other: true,
  },
  'IDiscovery.nodeListVariable': text(own, undefined, 'NODES'),
  'IDiscovery.reads': text(own, undefined, ApiRead.PODS),
  'IDiscovery.secrets': map(own, 'TOKEN', SECRET.key('TOKEN')),

  'SinglePortOptions.port': {
    build: (options) => cluster({ distribution: Distribution.singlePort(options) }),
    other: 5000,
  },
  'EpmdOptions.firstPort': { build: (options) => cluster({ distribution: Distribution.epmd(options) }), other: 9200 },
  'EpmdOptions.lastPort': {
    build: (options) => cluster({ distribution: Distribution.epmd({ firstPort: 9300, ...options }) }),
    same: 9305,
    other: 9306,
  },
  'ErlangClusterProps.allow': list(cluster, Waiver.openDistribution('x')),
  'ErlangClusterProps.discovery': { build: cluster, other: Discovery.kubernetes() },
  'ErlangClusterProps.distribution': { build: cluster, other: Distribution.epmd() },
  'ErlangClusterProps.ipv6': { build: cluster, other: true },
  'ErlangClusterProps.name': text(cluster, 'chat', 'other'),
  'ErlangClusterProps.nodeBasename': text((props) => cluster({ name: 'talk', ...props }), 'talk', 'other'),
  'ErlangClusterProps.overrides': {
    build: cluster,
    same: {},
    other: { service: { metadata: { annotations: { a: 'b' } } } },
  },
  ...overrides('ErlangClusterOverrides', [override(cluster, 'service'), override(askingCluster, 'role')]),

  'ElixirReleaseProps.allow': list(release, Waiver.writableRootFilesystem('x')),
  'ElixirReleaseProps.annotations': map(release, 'note', 'x'),
  'ElixirReleaseProps.cluster': {
    build: (props) => rendered((chart) => newRelease(chart, props.cluster ? { cluster: newCluster(chart) } : props)),
    same: undefined,
    other: true,
  },
  'ElixirReleaseProps.command': text(release, undefined, ['/app/bin/chat', 'start']),
  'ElixirReleaseProps.config': {
    build: ({ config }) =>
      rendered((chart) => newRelease(chart, { config: config && new ConfigBundle(chart, 'c', config) })),
    same: undefined,
    other: { values: { A: 'b' } },
  },
  'ElixirReleaseProps.cookie': text(release, undefined, SECRET.key('COOKIE')),
  'ElixirReleaseProps.crashDumpSize': { build: release, other: Size.mebibytes(64) },
  'ElixirReleaseProps.drains': {
    build: (props) => [release(props.drains ? { drains: [Drain.oban(), ...props.drains] } : props), phoenix(props)],
    other: [Drain.of('more', Duration.seconds(90))],
  },
  'ElixirReleaseProps.egress': text(release, undefined, []),
  'ElixirReleaseProps.env': map(release, 'LOG_LEVEL', 'info'),
  'ElixirReleaseProps.hostAliases': text(release, undefined, [{ ip: '10.0.0.1', hostnames: ['db'] }]),
  'ElixirReleaseProps.imagePullPolicy': text(release, ImagePullPolicy.IF_NOT_PRESENT, ImagePullPolicy.ALWAYS),
  'ElixirReleaseProps.imagePullSecrets': text(release, undefined, ['registry']),
  'ElixirReleaseProps.initContainers': list(release, { name: 'setup', image: 'acme/setup:1' }),
  'ElixirReleaseProps.labels': map(release, 'team', 'chat'),
  'ElixirReleaseProps.liveness': {
    build: (props) => release({ startup: HealthCheck.http('/up'), ...props }),
    same: HealthCheck.http('/up'),
    other: HealthCheck.http('/live'),
  },
  'ElixirReleaseProps.name': text(release, 'worker', 'other'),
  'ElixirReleaseProps.nodeBasename': text(release, 'worker', 'other'),
  'ElixirReleaseProps.overrides': {
    build: release,
    same: {},
    other: { vmArgs: { metadata: { annotations: { a: 'b' } } } },
  },
  'ElixirReleaseProps.podAnnotations': map(release, 'note', 'x'),
  'ElixirReleaseProps.ports': list(lonely, HTTP[0]),
  'ElixirReleaseProps.preStop': {
    build: (props) => [release(props), props.preStop?.toSeconds() === 5 ? member({}) : member(props)],
    same: Duration.seconds(5),
    other: Duration.seconds(9),
  },
  'ElixirReleaseProps.readiness': {
    build: (props) => release({ startup: HealthCheck.http('/up'), ...props }),
    same: HealthCheck.http('/up'),
    other: HealthCheck.http('/ready'),
  },
  'ElixirReleaseProps.replicas': { build: release, other: 3 },
  'ElixirReleaseProps.resources': { build: release, other: Resources.large() },
  'ElixirReleaseProps.scheduling': { build: release, same: {}, other: { priorityClass: 'high' } },
  'ElixirReleaseProps.scratch': list(release, { path: '/scratch', size: Size.mebibytes(10) }),
  'ElixirReleaseProps.sidecars': list(release, { name: 'proxy', image: 'acme/proxy:1' }),
  'ElixirReleaseProps.stableNames': { build: release, other: true },
  'ElixirReleaseProps.startup': {
    build: (props) => [release(props), props.startup ? member({ startup: props.startup }) : member({})],
    same: HealthCheck.tcp(),
    other: HealthCheck.http('/up'),
  },
  'ElixirReleaseProps.storage': list(release, { name: 'data', mountPath: '/data', size: Size.gibibytes(1) }),
  'ElixirReleaseProps.terminationGrace': {
    build: (props) => release({ drains: [Drain.oban(Duration.seconds(45))], preStop: Duration.seconds(5), ...props }),
    same: Duration.seconds(60),
    other: Duration.seconds(70),
  },
  'ElixirReleaseProps.user': { build: release, other: 1000 },
  'ElixirReleaseProps.vmFlags': { build: release, other: VmFlags.of({ maxPorts: 1024 }) },
  'ElixirReleaseProps.volumeMounts': {
    build: (props) => release({ volumes: [{ name: 'a', emptyDir: {} }], ...props }),
    same: [],
    other: [{ name: 'a', mountPath: '/a' }],
  },
  'ElixirReleaseProps.volumes': list(release, { name: 'a', emptyDir: {} }),
  ...overrides('ElixirReleaseOverrides', [
    override(lonely, 'headlessService'),
    override((props) => phoenix({ exposures: [Exposure.ingress({ issuer: 'a' })], ...props }), 'ingress'),
    override(release, 'networkPolicy'),
    override(release, 'podDisruptionBudget'),
    override(asking, 'roleBinding'),
    override((props) => phoenix({ exposures: [Exposure.gateway({ gateway: 'a' })], ...props }), 'route'),
    override(phoenix, 'service'),
    override(release, 'serviceAccount'),
    override(release, 'vmArgs'),
    override(release, 'workload'),
  ]),
  'Scheduling.affinity': text(scheduling, undefined, { nodeAffinity: {} }),
  'Scheduling.nodeSelector': text(scheduling, undefined, { disk: 'ssd' }),
  'Scheduling.priorityClass': text(scheduling, undefined, 'high'),
  'Scheduling.tolerations': text(scheduling, undefined, [{ operator: 'Exists' }]),
  'HealthCheckOptions.failureThreshold': {
    build: (options) => probes('failureThreshold', options, [60, 3, 6]),
    same: 'each its own',
    other: 9,
  },
  'HealthCheckOptions.period': {
    build: (options) => probes('periodSeconds', options, [2, 5, 10]),
    same: 'each its own',
    other: Duration.seconds(7),
  },
  'HealthCheckOptions.port': {
    build: (options) => release({ ports: [...HTTP, { name: 'admin', port: 4001 }], startup: HealthCheck.tcp(options) }),
    same: 'http',
    other: 'admin',
  },
  'HealthCheckOptions.timeout': { build: check, other: Duration.seconds(1) },
  'PodStorage.storageClass': text(storage, undefined, 'fast'),
  'ReleasePort.from': text(port, undefined, [NetworkPeer.pods({ a: 'b' })]),
  'VmFlagsOptions.busyWait': { build: flags, other: true },
  'VmFlagsOptions.distributionBufferLimit': text(flags, undefined, Size.mebibytes(8)),
  'VmFlagsOptions.lines': list(flags, '+hms 8000'),
  'VmFlagsOptions.maxHeapSize': text(flags, undefined, Size.mebibytes(100)),
  'VmFlagsOptions.maxPorts': { build: flags, other: 1024 },
  'VmFlagsOptions.maxProcesses': text(flags, undefined, 5000),
  'VmFlagsOptions.remoteLines': list(flags, '+hms 8000'),
  'VmFlagsOptions.schedulers': {
    build: (options) => release({ resources: Resources.medium(), vmFlags: VmFlags.of(options) }),
    same: 2,
    other: 3,
  },

  'KubernetesTargetProps.clusterDomain': { build: target, other: 'k8s.example.com' },
  'KubernetesTargetProps.version': { build: target, other: '1.30' },

  'PhoenixServiceProps.databaseIpv6': {
    build: (props) => [
      phoenix(props),
      rendered((chart) => {
        const same = props.databaseIpv6 === false ? {} : props;
        newPhoenix(chart, { cluster: newCluster(chart, { ipv6: true }), ...same });
      }),
    ],
    same: false,
    other: true,
  },
  'PhoenixServiceProps.databaseUrl': text(phoenix, undefined, SECRET.key('DATABASE_URL')),
  'PhoenixServiceProps.exposures': list(phoenix, Exposure.gateway({ gateway: 'a' })),
  'PhoenixServiceProps.poolSize': text(phoenix, undefined, 10),
  'PhoenixServiceProps.port': { build: phoenix, other: 4001 },
  'GatewayExposureOptions.gatewayNamespace': text(gateway, undefined, 'infra'),
  'GatewayExposureOptions.paths': { build: gateway, other: ['/live'] },
  'GatewayExposureOptions.sectionName': text(gateway, undefined, 'https'),
  'GatewayExposureOptions.unlimited': { build: gateway, other: false },
  'IngressExposureOptions.annotations': text((options) => ingress({ className: 'nginx', ...options }), {}, { a: 'b' }),
  'IngressExposureOptions.className': text(ingress, undefined, 'nginx'),
  'IngressExposureOptions.clusterIssuer': text(ingress, undefined, 'letsencrypt'),
  'IngressExposureOptions.issuer': text(ingress, undefined, 'ours'),
  'IngressExposureOptions.paths': { build: ingress, other: ['/live'] },
  'IngressExposureOptions.tlsSecret': {
    build: (options) => [
      ingress({ issuer: 'ours', ...options }),
      options.tlsSecret === 'web-tls' ? ingress({}) : ingress(options),
    ],
    same: 'web-tls',
    other: 'mine',
  },

  'SecretEnvironmentOptions.prefix': text(
    (options) => bundle({ secrets: [SecretUse.environment(ExistingSecret.named('a'), options)] }),
    undefined,
    'A_',
  ),
  'SecretFilesOptions.keys': text(
    (options) => bundle({ secrets: [SecretUse.files(ExistingSecret.named('a'), '/run/a', options)] }),
    undefined,
    ['tls.crt'],
  ),
};

/** What documented defaults are written with. */
export const SCOPE = {
  ApiRead,
  Discovery,
  Distribution,
  Drain,
  Duration,
  Egress,
  KubernetesMode,
  Resources,
  Size,
  VmFlags,
};

/** The outcome, or that there was none. */
function refused(body: () => unknown): unknown {
  try {
    return body();
  } catch (error) {
    return (error as Error).message;
  }
}

/** One member of the three probes; what is said in prose is compared with numbers rather than with another build. */
function probes(member: string, options: object, expected: number[]): unknown {
  if (Object.values(options).includes('each its own')) return expected;
  const { startupProbe, readinessProbe, livenessProbe } = container(
    release({ startup: HealthCheck.tcp(options) }) as any[],
  );
  return [startupProbe, readinessProbe, livenessProbe].map((probe) => probe[member]);
}
