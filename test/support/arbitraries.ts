// Random apps that the library must accept.
import fc from 'fast-check';
import {
  type AppDescription,
  type BundleData,
  type ClusterData,
  type JobData,
  type PhoenixData,
  type ReleaseData,
  type SharedData,
  STRATEGIES,
  TOOLS,
  type ValueData,
  WAYS_IN,
} from './app-description';
import { scales } from './build-scaling';

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
  fc.string({ maxLength: 20 }).filter((one) => !one.includes('$(')), // a reference, to nothing that there is
  fc.constantFrom('true', '10', '', ' ', 'null', '- a', 'ümlaut', 'a: b'),
);
const dictionary = <T>(values: fc.Arbitrary<T>) =>
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
/** Labels by which the library selects pods: on a chart they go to objects, and to no pod. */
const selecting = fc.dictionary(
  fc.constantFrom('app.kubernetes.io/name', 'cdk8s-elixir/cluster', 'cdk8s-elixir/job'),
  fc.constantFrom('web', 'x'),
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
    meshed: fc.boolean(),
    distribution: optional(
      {
        epmd: fc.boolean(),
        port: fc.oneof(fc.integer({ min: 9000, max: 9900 }), fc.constantFrom(1024, 4368, 4370, 5432)),
        count: fc.integer({ min: 3, max: 20 }),
        certificate: fc.constantFrom('issuer' as const, 'renewed' as const, 'secret' as const, 'pod' as const),
      },
      ['epmd'],
    ),
  },
  ['name', 'strategy', 'rename'],
);

const values: fc.Arbitrary<ValueData> = fc.oneof(
  text.map((one) => ({ kind: 'text', text: one }) as const),
  fc.record({
    kind: fc.constantFrom('integer' as const, 'milliseconds' as const, 'seconds' as const, 'bytes' as const),
    number: fc.integer({ min: 0, max: 2 ** 40 }),
  }),
  fc.record({ kind: fc.constant('boolean' as const), truth: fc.boolean() }),
  fc.record({ kind: fc.constant('url' as const), url: fc.webUrl() }),
);

const bundles: fc.Arbitrary<BundleData> = optional<BundleData>(
  {
    name: label(45).map((name) => `b${name}`),
    values: dictionary(values),
    paths: fc.dictionary(fc.stringMatching(/^\/(srv|opt)(\/[a-z]{1,6}){1,3}\.conf$/), fc.string({ maxLength: 30 }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    configMapVariables: unique(word.map((name) => `M_${name}`)),
    configMapEnvironment: fc.boolean(),
    configMapFiles: fc.boolean(),
    files: fc.dictionary(fc.stringMatching(/^[a-z][-._a-zA-Z0-9]{0,10}$/), fc.string({ maxLength: 30 }), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    variables: unique(word.map((name) => `S_${name}`)),
    external: unique(word.map((name) => `X_${name}`)),
    sealed: fc.boolean(),
    provider: fc.boolean(),
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
    servicePort: fc.constantFrom(80, 4000, 8443),
    peers: fc.boolean(),
    exposures: few(fc.constantFrom(...WAYS_IN), 4),
    moreHosts: fc.boolean(),
    closed: fc.boolean(),
    sticky: fc.boolean(),
    nearby: fc.boolean(),
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

const image = fc.constantFrom(
  'ghcr.io/acme/chat:1.4.2',
  'chat:1',
  'localhost:5000/acme/chat-web:1.0',
  `ghcr.io/acme/chat@sha256:${'0'.repeat(64)}`,
  `chat:1@sha256:${'a'.repeat(64)}`,
);

const env = few(
  optional(
    {
      kind: fc.constantFrom('text' as const, 'secret' as const, 'plus' as const),
      refersTo: fc.array(fc.nat(6), { maxLength: 3 }),
    },
    ['kind', 'refersTo'],
  ),
  6,
);
const scratch = unique(fc.constantFrom('/app/tmp', '/var/lib/chat', '/home/nobody'));
const user = fc.constantFrom(1, 1000, 65534, 2147483647);

const releases: fc.Arbitrary<ReleaseData> = optional<ReleaseData>(
  {
    name: label(62),
    phoenix,
    member: fc.boolean(),
    stableNames: fc.boolean(),
    storage: unique(fc.constantFrom('data', 'mnesia', 'uploads'), 2),
    withBundle: fc.boolean(),
    image,
    replicas: fc.integer({ min: 1, max: 9 }),
    ports: unique(fc.integer({ min: 0, max: 9 }), 3).map((ports) =>
      ports.map((port) => ({ port: 30000 + port, guarded: port % 2 === 0 })),
    ),
    env,
    cookie: fc.boolean(),
    labels,
    annotations,
    resources,
    vmFlags: optional({
      schedulers: fc.integer({ min: 1, max: 64 }),
      busyWait: fc.boolean(),
      maxPorts: fc.integer({ min: 1024, max: 2 ** 22 }),
    }),
    check: fc.constantFrom('tcp' as const, 'http' as const, 'grpc' as const),
    drains: few(fc.integer({ min: 1, max: 90 })),
    preStop: fc.integer({ min: 0, max: 60 }),
    scratch,
    sidecars: few(fc.constantFrom('plain' as const, 'types' as const), 2),
    initContainer: fc.boolean(),
    volume: fc.boolean(),
    egress: fc.boolean(),
    scheduling: fc.boolean(),
    user,
    crashDumpKibibytes: fc.constantFrom(512, 1535, 65536),
    args: fc.boolean(),
    scaledToZero: fc.boolean(),
    tmpMebibytes: fc.integer({ min: 1, max: 4096 }),
    sidecarPort: fc.boolean(),
    serviceAccount: fc.boolean(),
    writableRoot: fc.boolean(),
    open: fc.boolean(),
    scale: scales,
    runners: fc.constantFrom('alike', 'own'),
    shared: fc.boolean(),
    waits: fc.boolean(),
  },
  ['name', 'member', 'stableNames', 'withBundle', 'image'],
);

const common = {
  env,
  labels,
  annotations,
  resources,
  scratch,
  user,
  tmpMebibytes: fc.integer({ min: 1, max: 4096 }),
  writableRoot: fc.boolean(),
  poolSize: fc.integer({ min: 1, max: 100 }),
  withCluster: fc.boolean(),
  withBundle: fc.boolean(),
};

const shared: fc.Arbitrary<SharedData> = optional<SharedData>({ ...common, image }, ['image']);

const jobs: fc.Arbitrary<JobData> = optional<JobData>(
  {
    ...common,
    name: label(51),
    kind: fc.constantFrom('job' as const, 'cron' as const, 'migration' as const),
    image,
    shared: fc.boolean(),
    command: fc.boolean(),
    rpc: fc.boolean(),
    backoffLimit: fc.integer({ min: 0, max: 9 }),
    activeDeadline: fc.integer({ min: 1, max: 90_000 }),
    ttl: fc.integer({ min: 0, max: 90_000 }),
    suspend: fc.boolean(),
    schedule: fc.constantFrom('0 3 * * *', '@daily', '*/15 8-18 * * mon-fri', '0 0 1,15 jan,jul ?', '@every 1h30m'),
    timeZone: fc.constantFrom('Etc/UTC', 'Europe/Berlin', 'US/Pacific', 'America/Argentina/Buenos_Aires'),
    sidecars: few(fc.constantFrom('plain' as const, 'types' as const), 2),
    volume: fc.boolean(),
    egress: fc.boolean(),
  },
  ['name', 'kind'],
);

/** Apps over all constructs that the library must accept, and that an API server must take. */
export function validApp(): fc.Arbitrary<AppDescription> {
  return optional<AppDescription>(
    {
      version: fc.integer({ min: 27, max: 36 }).map((minor) => `1.${minor}`),
      clusterDomain: fc.constantFrom('cluster.local', 'k8s.local', 'k8s.example.com'),
      chartLabels: fc.tuple(labels, selecting).map(([harmless, others]) => ({ ...harmless, ...others })),
      cluster: clusters,
      bundle: bundles,
      shared,
      delivery: fc.constantFrom(...TOOLS),
      jobs: few(jobs, 3),
      denied: fc.boolean(),
      releases: fc.array(releases, { minLength: 1, maxLength: 3 }),
    },
    ['releases'],
  );
}

function trim(text: string, length: number): string {
  return text.slice(0, length).replace(/-+$/, '') || 'a';
}
