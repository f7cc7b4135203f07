// Random apps that the library must accept, as plain data: print one, and build it again from what was printed.
import { App, Chart, Duration, Size } from 'cdk8s';
import {
  ApiRead,
  ConfigBundle,
  Discovery,
  Distribution,
  Drain,
  Egress,
  ElixirRelease,
  type ElixirReleaseProps,
  ErlangCluster,
  ExistingSecret,
  Exposure,
  HealthCheck,
  type IDiscovery,
  KubernetesMode,
  KubernetesTarget,
  NetworkPeer,
  PhoenixService,
  Resources,
  SecretUse,
  VmFlags,
  Waiver,
} from 'cdk8s-elixir';
import { Cpu, EnvValue, k8s } from 'cdk8s-plus-27';
import fc from 'fast-check';

/** The strategies, by the name of the test data. */
export const STRATEGIES = [
  'dnsCluster',
  'kubernetesDns',
  'kubernetesDnsSrv',
  'kubernetes-ip-pods',
  'kubernetes-ip-endpoints',
  'kubernetes-hostname-pods',
  'kubernetes-hostname-endpoints',
  'epmd',
  'postgres',
] as const;

/** One of them. */
export type Strategy = (typeof STRATEGIES)[number];

/** A whole app. */
export interface AppDescription {
  readonly version?: string;
  readonly clusterDomain?: string;
  readonly chartLabels?: { [key: string]: string };
  readonly cluster?: ClusterData;
  readonly bundle?: BundleData;
  readonly releases: readonly ReleaseData[];
}

export interface ClusterData {
  readonly name: string;
  readonly nodeBasename?: string;
  readonly strategy: Strategy;
  readonly rename: boolean;
  readonly ipv6?: boolean;
  /** A port, or the first of a range beside epmd. */
  readonly distribution?: { readonly epmd: boolean; readonly port?: number; readonly count?: number };
}

export interface BundleData {
  readonly name: string;
  readonly values?: { [name: string]: string };
  readonly files?: { [name: string]: string };
  readonly variables?: readonly string[];
  readonly secretEnvironment?: boolean;
  readonly secretFiles?: boolean;
  readonly localOnly?: boolean;
}

export interface ReleaseData {
  readonly name: string;
  readonly phoenix?: PhoenixData;
  readonly member: boolean;
  readonly stableNames: boolean;
  readonly storage?: readonly string[];
  readonly withBundle: boolean;
  readonly image: string;
  readonly replicas?: number;
  readonly ports?: readonly { readonly port: number; readonly guarded: boolean }[];
  /** Each variable refers to some of those before it, and to the pod's own. */
  readonly env?: readonly { readonly kind: 'text' | 'secret' | 'plus'; readonly refersTo: readonly number[] }[];
  readonly cookie?: boolean;
  readonly labels?: { [key: string]: string };
  readonly annotations?: { [key: string]: string };
  readonly resources?: 'small' | 'medium' | 'large' | { readonly millis?: number; readonly mebibytes: number };
  readonly vmFlags?: { readonly schedulers?: number; readonly busyWait?: boolean; readonly maxPorts?: number };
  readonly check?: 'tcp' | 'http' | 'grpc';
  readonly drains?: readonly number[];
  readonly preStop?: number;
  readonly scratch?: readonly string[];
  readonly sidecars?: readonly ('plain' | 'types')[];
  readonly initContainer?: boolean;
  readonly volume?: boolean;
  readonly egress?: boolean;
  readonly scheduling?: boolean;
  readonly user?: number;
  readonly crashDumpKibibytes?: number;
  readonly writableRoot?: boolean;
  readonly open?: boolean;
}

export interface PhoenixData {
  readonly host: string;
  readonly port?: number;
  readonly poolSize?: number;
  readonly database: boolean;
  readonly databaseIpv6?: boolean;
  readonly exposures?: readonly ('gateway' | 'listener' | 'issuer' | 'secret' | 'plain')[];
  readonly paths?: readonly string[];
}

/** How an app is built of its description. */
export interface BuildOptions {
  /** @default 'generated' */
  readonly namespace?: string;
  /** What is done to every object of properties before it is given away, for example another order of its keys. */
  readonly arrange?: <T>(properties: T) => T;
}

const optional = <T extends object>(model: { [key in keyof T]: fc.Arbitrary<T[key]> }, required: (keyof T)[] = []) =>
  fc.record(model, { requiredKeys: required as never[], noNullPrototype: true }) as unknown as fc.Arbitrary<T>;

const few = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) => fc.array(arbitrary, { maxLength });
const unique = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) => fc.uniqueArray(arbitrary, { maxLength });
const label = (maxLength: number) =>
  fc
    .stringMatching(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, { maxLength, size: 'max' } as never)
    .map((text) => trim(text, maxLength));
const word = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,12}$/);
const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('true', '10', '', ' ', 'null', '- a', 'ümlaut', 'a: b'),
);
const dictionary = (values: fc.Arbitrary<string>) =>
  fc.dictionary(
    word.map((name) => `V_${name}`),
    values,
    { maxKeys: 3, noNullPrototype: true },
  );
const labels = fc.dictionary(
  fc.constantFrom('team', 'acme.example/tier', 'app.kubernetes.io/component', 'app.kubernetes.io/version', 'A.b_c'),
  fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,20}[A-Za-z0-9])?$/),
  { maxKeys: 2, noNullPrototype: true },
);
const annotations = fc.dictionary(fc.constantFrom('acme.example/note', 'note'), text, {
  maxKeys: 2,
  noNullPrototype: true,
});

const clusters: fc.Arbitrary<ClusterData> = optional<ClusterData>(
  {
    name: label(56).map((name) => `c${name}`),
    nodeBasename: fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
    strategy: fc.constantFrom(...STRATEGIES),
    rename: fc.boolean(),
    ipv6: fc.boolean(),
    distribution: optional(
      {
        epmd: fc.boolean(),
        port: fc.oneof(fc.integer({ min: 9000, max: 9900 }), fc.constantFrom(1024, 4368, 4370, 5432)),
        count: fc.integer({ min: 3, max: 20 }),
      },
      ['epmd'],
    ),
  },
  ['name', 'strategy', 'rename'],
);

const bundles: fc.Arbitrary<BundleData> = optional<BundleData>(
  {
    name: label(45).map((name) => `b${name}`),
    values: dictionary(text),
    files: fc.dictionary(fc.stringMatching(/^[a-z][-._a-zA-Z0-9]{0,10}$/), fc.string({ maxLength: 30 }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    variables: unique(word.map((name) => `S_${name}`)),
    secretEnvironment: fc.boolean(),
    secretFiles: fc.boolean(),
    localOnly: fc.boolean(),
  },
  ['name'],
);

const phoenix: fc.Arbitrary<PhoenixData> = optional<PhoenixData>(
  {
    host: fc.oneof(
      fc.constantFrom('chat.example.com', 'localhost', 'a.b.c.d.example', '1.example.com'),
      fc.domain().map((domain) => domain.toLowerCase()),
    ),
    port: fc.constantFrom(4000, 8080, 20000),
    poolSize: fc.integer({ min: 1, max: 100 }),
    database: fc.boolean(),
    databaseIpv6: fc.boolean(),
    exposures: few(fc.constantFrom('gateway', 'listener', 'issuer', 'secret', 'plain'), 4),
    paths: fc.uniqueArray(fc.constantFrom('/', '/live', '/a/b', "/~!$&'()*+,;=:@", '/%20', '/.well-known/x'), {
      minLength: 1,
      maxLength: 4,
    }),
  },
  ['host', 'database'],
);

const resources = fc.oneof(
  fc.constantFrom('small' as const, 'medium' as const, 'large' as const),
  optional({ millis: fc.integer({ min: 1, max: 9000 }), mebibytes: fc.integer({ min: 128, max: 9000 }) }, [
    'mebibytes',
  ]),
);

const releases: fc.Arbitrary<ReleaseData> = optional<ReleaseData>(
  {
    name: label(62),
    phoenix,
    member: fc.boolean(),
    stableNames: fc.boolean(),
    storage: unique(fc.constantFrom('data', 'mnesia', 'uploads'), 2),
    withBundle: fc.boolean(),
    image: fc.constantFrom(
      'ghcr.io/acme/chat:1.4.2',
      'chat:1',
      'localhost:5000/acme/chat-web:1.0',
      `ghcr.io/acme/chat@sha256:${'0'.repeat(64)}`,
      `chat:1@sha256:${'a'.repeat(64)}`,
    ),
    replicas: fc.integer({ min: 1, max: 9 }),
    ports: unique(fc.integer({ min: 0, max: 9 }), 3).map((ports) =>
      ports.map((port) => ({ port: 30000 + port, guarded: port % 2 === 0 })),
    ),
    env: few(
      optional(
        {
          kind: fc.constantFrom('text' as const, 'secret' as const, 'plus' as const),
          refersTo: fc.array(fc.nat(6), { maxLength: 3 }),
        },
        ['kind', 'refersTo'],
      ),
      6,
    ),
    cookie: fc.boolean(),
    labels,
    annotations,
    resources,
    vmFlags: optional({
      schedulers: fc.integer({ min: 1, max: 64 }),
      busyWait: fc.boolean(),
      maxPorts: fc.integer({ min: 1024, max: 134217727 }),
    }),
    check: fc.constantFrom('tcp' as const, 'http' as const, 'grpc' as const),
    drains: few(fc.integer({ min: 1, max: 90 })),
    preStop: fc.integer({ min: 0, max: 60 }),
    scratch: unique(fc.constantFrom('/app/tmp', '/var/lib/chat', '/home/nobody')),
    sidecars: few(fc.constantFrom('plain' as const, 'types' as const), 2),
    initContainer: fc.boolean(),
    volume: fc.boolean(),
    egress: fc.boolean(),
    scheduling: fc.boolean(),
    user: fc.constantFrom(1, 1000, 65534, 2147483647),
    crashDumpKibibytes: fc.constantFrom(512, 1535, 65536),
    writableRoot: fc.boolean(),
    open: fc.boolean(),
  },
  ['name', 'member', 'stableNames', 'withBundle', 'image'],
);

/** Apps over all constructs that the library must accept, and that an API server must take. */
export function validApp(): fc.Arbitrary<AppDescription> {
  return optional<AppDescription>(
    {
      version: fc.constantFrom('1.27', '1.28', '1.29', '1.30', '1.34'),
      clusterDomain: fc.constantFrom('cluster.local', 'k8s.local', 'k8s.example.com'),
      chartLabels: labels,
      cluster: clusters,
      bundle: bundles,
      releases: fc.array(releases, { minLength: 1, maxLength: 3 }),
    },
    ['releases'],
  );
}

/** Builds an app as it is described. Where parts of a description exclude each other, the cluster decides. */
export function build(description: AppDescription, options: BuildOptions = {}): App {
  const arrange = options.arrange ?? (<T>(properties: T) => properties);
  const app = new App();
  const { version, clusterDomain } = description;
  if (version || clusterDomain) KubernetesTarget.set(app, arrange({ version, clusterDomain }));
  const labels = description.chartLabels;
  const chart = new Chart(app, 'generated', arrange({ namespace: options.namespace ?? 'generated', labels }));
  const cluster = description.cluster && buildCluster(chart, description.cluster, arrange, clusterDomain);
  const bundle = description.bundle && buildBundle(chart, description.bundle, arrange);
  for (const [index, release] of description.releases.entries()) {
    const member = release.member ? cluster : undefined;
    const strategy = description.cluster?.strategy as Strategy;
    const stableNames = member ? findsNames(strategyFor(strategy, clusterDomain)) : release.stableNames;
    const props: ElixirReleaseProps = {
      ...releaseProps(release, index, stableNames, arrange),
      cluster: member,
      config: release.withBundle ? bundle : undefined,
      cookie: release.cookie && !member ? SECRET.key('LONELY_COOKIE') : undefined,
    };
    if (release.phoenix)
      new PhoenixService(chart, `release-${index}`, arrange(phoenixProps(release.phoenix, props, arrange)));
    else new ElixirRelease(chart, `release-${index}`, arrange(props));
  }
  return app;
}

const SECRET = ExistingSecret.named('generated');

type Arrange = <T>(properties: T) => T;

/** Strategies that find names. */
export function findsNames(strategy: Strategy): boolean {
  return /Srv|hostname|epmd/.test(strategy);
}

/** `:hostname` needs a domain that ends in .local. */
function strategyFor(strategy: Strategy, domain: string | undefined): Strategy {
  return strategy.includes('hostname') && domain === 'k8s.example.com' ? 'kubernetesDnsSrv' : strategy;
}

function buildCluster(chart: Chart, data: ClusterData, arrange: Arrange, domain: string | undefined): ErlangCluster {
  const { name, nodeBasename, distribution, ipv6 } = data;
  return new ErlangCluster(
    chart,
    'cluster',
    arrange({
      name: trim(name, 57),
      nodeBasename,
      cookie: SECRET.key('RELEASE_COOKIE'),
      discovery: buildDiscovery(strategyFor(data.strategy, domain), data.rename, ipv6 ?? false, arrange),
      distribution: distribution && buildDistribution(distribution, arrange),
      ipv6,
    }),
  );
}

function buildDistribution({ epmd, port, count }: NonNullable<ClusterData['distribution']>, arrange: Arrange) {
  if (!epmd) return Distribution.singlePort(arrange({ port }));
  const firstPort = port === undefined || port >= 9000 ? port : 10000 + port;
  const lastPort = count === undefined ? undefined : (firstPort ?? 9100) + count - 1;
  return Distribution.epmd(arrange({ firstPort, lastPort }));
}

function buildDiscovery(strategy: Strategy, other: boolean, ipv6: boolean, arrange: Arrange): IDiscovery {
  const rename = (...names: string[]) =>
    other ? arrange(Object.fromEntries(names.map((name) => [name, `MY_${name}`]))) : undefined;
  const kubernetes = (mode: KubernetesMode, ipLookupMode: ApiRead) =>
    Discovery.kubernetes(arrange({ mode, ipLookupMode, rename: rename('LIBCLUSTER_KUBERNETES_SELECTOR') }));
  switch (strategy) {
    case 'dnsCluster':
      return Discovery.dnsCluster(arrange({ rename: rename('DNS_CLUSTER_QUERY') }));
    case 'kubernetesDns':
      return Discovery.kubernetesDns(arrange({ ipv6Resolver: ipv6, rename: rename('LIBCLUSTER_KUBERNETES_SERVICE') }));
    case 'kubernetesDnsSrv':
      return Discovery.kubernetesDnsSrv(arrange({ rename: rename('LIBCLUSTER_KUBERNETES_SERVICE', 'CLUSTER_DOMAIN') }));
    case 'kubernetes-ip-pods':
      return kubernetes(KubernetesMode.IP, ApiRead.PODS);
    case 'kubernetes-ip-endpoints':
      return kubernetes(KubernetesMode.IP, ApiRead.ENDPOINTS);
    case 'kubernetes-hostname-pods':
      return kubernetes(KubernetesMode.HOSTNAME, ApiRead.PODS);
    case 'kubernetes-hostname-endpoints':
      return kubernetes(KubernetesMode.HOSTNAME, ApiRead.ENDPOINTS);
    case 'epmd':
      return Discovery.epmd(arrange({ rename: rename('LIBCLUSTER_EPMD_HOSTS') }));
    case 'postgres':
      return Discovery.postgres(
        arrange({ url: SECRET.key('POSTGRES_URL'), rename: rename('LIBCLUSTER_POSTGRES_URL') }),
      );
  }
}

function buildBundle(chart: Chart, data: BundleData, arrange: Arrange): ConfigBundle {
  const { name, values, files, variables, secretEnvironment, secretFiles, localOnly } = data;
  return new ConfigBundle(
    chart,
    'bundle',
    arrange({
      name: trim(name, 46),
      values,
      files,
      variables: variables && Object.fromEntries(variables.map((variable) => [variable, SECRET.key(variable)])),
      secrets: [
        ...(secretEnvironment ? [SecretUse.environment(SECRET, arrange({ prefix: 'ALL_' }))] : []),
        ...(secretFiles ? [SecretUse.files(SECRET, '/run/secrets/chat', arrange({ keys: ['tls.crt'] }))] : []),
      ],
      localOnlySecrets: localOnly ? { L_TOKEN: 'only here' } : undefined,
      allow: localOnly ? [Waiver.localOnlySecrets('generated')] : undefined,
    }),
  );
}

function releaseProps(data: ReleaseData, index: number, stableNames: boolean, arrange: Arrange): ElixirReleaseProps {
  const storage = (data.storage ?? []).map((name) =>
    arrange({ name, mountPath: `/storage/${name}`, size: Size.gibibytes(1) }),
  );
  const stateful = stableNames || storage.length > 0;
  const { replicas, image, labels, annotations, user, preStop, drains, crashDumpKibibytes } = data;
  const checked = data.phoenix !== undefined || (data.ports?.length ?? 0) > 0;
  const waivers = [
    ...(data.writableRoot ? [Waiver.writableRootFilesystem('generated')] : []),
    ...(data.open ? [Waiver.openDistribution('generated')] : []),
    ...(data.phoenix?.exposures?.includes('plain') ? [Waiver.plainHttp('generated')] : []),
  ];
  return {
    name: trim(`${'rst'[index]}${data.name}`, stateful ? 52 : 63),
    image,
    replicas,
    stableNames,
    storage,
    labels,
    annotations,
    podAnnotations: annotations,
    user,
    ports: data.ports?.map(({ port, guarded }, at) =>
      arrange({ name: `port-${at}`, port, from: guarded ? [NetworkPeer.namespaces({ team: 'chat' })] : undefined }),
    ),
    env: data.env && buildEnv(data.env, arrange),
    resources: data.resources && buildResources(data.resources, arrange),
    vmFlags: data.vmFlags && VmFlags.of(arrange({ ...data.vmFlags, lines: ['+hms 8000'] })),
    readiness: checked && data.check ? buildCheck(data.check, arrange) : undefined,
    drains: drains?.map((seconds, at) => Drain.of(`drain-${at}`, Duration.seconds(seconds))),
    preStop: preStop === undefined ? undefined : Duration.seconds(preStop),
    crashDumpSize: crashDumpKibibytes === undefined ? undefined : Size.kibibytes(crashDumpKibibytes),
    scratch: data.scratch?.map((path) => arrange({ path, size: Size.mebibytes(10) })),
    sidecars: data.sidecars?.map((kind, at) => arrange(sidecar(kind, at))),
    initContainers: data.initContainer ? [arrange({ name: 'setup', image: 'acme/setup:1' })] : undefined,
    volumes: data.volume
      ? [arrange({ name: 'shared', emptyDir: { sizeLimit: k8s.Quantity.fromString('1Gi') } })]
      : undefined,
    volumeMounts: data.volume ? [arrange({ name: 'shared', mountPath: '/shared' })] : undefined,
    egress: data.egress
      ? [Egress.dns(), Egress.apiServer('10.0.0.1/32'), Egress.to(NetworkPeer.pods({ a: 'b' }), [5432])]
      : undefined,
    scheduling: data.scheduling
      ? arrange({
          nodeSelector: { 'kubernetes.io/arch': 'amd64' },
          tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
          affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
        })
      : undefined,
    hostAliases: data.scheduling ? [arrange({ ip: '10.0.0.9', hostnames: ['db'] })] : undefined,
    imagePullSecrets: data.scheduling ? ['registry'] : undefined,
    allow: waivers.length ? waivers : undefined,
  };
}

function phoenixProps(data: PhoenixData, props: ElixirReleaseProps, arrange: Arrange) {
  const { host, port, poolSize, databaseIpv6 } = data;
  const paths = data.paths ? [...data.paths] : undefined;
  const exposure = {
    gateway: () => Exposure.gateway(arrange({ gateway: 'public', paths })),
    listener: () =>
      Exposure.gateway(
        arrange({ gateway: 'public', gatewayNamespace: 'infra', sectionName: 'https', unlimited: false }),
      ),
    issuer: () => Exposure.ingress(arrange({ className: 'nginx', clusterIssuer: 'letsencrypt', paths })),
    secret: () => Exposure.ingress(arrange({ tlsSecret: 'chat-tls', annotations: { 'acme.example/a': 'b' } })),
    plain: () => Exposure.ingress(arrange({ className: 'alb' })),
  };
  return {
    ...props,
    host,
    port,
    poolSize,
    databaseIpv6,
    secretKeyBase: SECRET.key('SECRET_KEY_BASE'),
    databaseUrl: data.database ? SECRET.key('DATABASE_URL') : undefined,
    exposures: data.exposures?.map((kind) => exposure[kind]()),
  };
}

/** Variables that refer to others; in which order they are given must not matter. */
function buildEnv(env: NonNullable<ReleaseData['env']>, arrange: Arrange): ElixirReleaseProps['env'] {
  const name = (index: number) => `${'ZEBRA'[index % 5]}_${index}`;
  const value = (refersTo: readonly number[], index: number) =>
    ['$(POD_IP)', ...refersTo.map((to) => (index === 0 ? '$(POD_NAME)' : `$(${name(to % index)})`))].join('/');
  return arrange(
    Object.fromEntries(
      env.map(({ kind, refersTo }, index) => [
        name(index),
        kind === 'secret'
          ? SECRET.key(`ENV_${index}`)
          : kind === 'plus'
            ? EnvValue.fromValue(value(refersTo, index))
            : value(refersTo, index),
      ]),
    ),
  );
}

function buildResources(data: NonNullable<ReleaseData['resources']>, arrange: Arrange): Resources {
  if (typeof data === 'string') return Resources[data]();
  const cpu = data.millis === undefined ? undefined : { request: Cpu.millis(1), limit: Cpu.millis(data.millis) };
  return Resources.of(arrange({ cpu, memory: { limit: Size.mebibytes(data.mebibytes) } }));
}

function buildCheck(kind: 'tcp' | 'http' | 'grpc', arrange: Arrange): HealthCheck {
  const options = arrange({ period: Duration.seconds(7), failureThreshold: 9 });
  return {
    tcp: HealthCheck.tcp(options),
    http: HealthCheck.http('/up?a=b', options),
    grpc: HealthCheck.grpc('x', options),
  }[kind];
}

function sidecar(kind: 'plain' | 'types', index: number): k8s.Container {
  const port = 20000 + index + 1;
  const base = {
    name: `sidecar-${index}`,
    image: 'acme/proxy:1',
    ports: [{ name: `side-${index}`, containerPort: port }],
  };
  if (kind === 'plain')
    return {
      ...base,
      env: [
        { name: 'A', value: 'b' },
        { name: 'C', value: '$(A)' },
      ],
    };
  return {
    ...base,
    readinessProbe: { tcpSocket: { port: k8s.IntOrString.fromNumber(port) } },
    resources: { limits: { memory: k8s.Quantity.fromString('64Mi') }, requests: { cpu: k8s.Quantity.fromNumber(1) } },
  };
}

function trim(text: string, length: number): string {
  return text.slice(0, length).replace(/-+$/, '') || 'a';
}
