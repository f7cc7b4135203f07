import type { Chart } from 'cdk8s';
import { Duration, Size } from 'cdk8s';
import {
  ConfigBundle,
  Discovery,
  Distribution,
  Drain,
  Egress,
  ElixirRelease,
  type ElixirReleaseProps,
  type ErlangClusterProps,
  Exposure,
  Migration,
  type MigrationProps,
  NetworkPeer,
  PhoenixService,
  type PhoenixServiceProps,
  Probe,
  ReleaseCommand,
  ReleaseCronJob,
  type ReleaseCronJobProps,
  ReleaseJob,
  type ReleaseJobProps,
  Resources,
  Tls,
  VmFlags,
} from 'cdk8s-elixir';
import { Cpu } from 'cdk8s-plus-27';
import { cluster, IMAGE, LITTLE, OTHER_IMAGE, secret, web, worker } from './hello';
import { strategy } from './strategies';

/** Two versions of one chart: the second is applied over the first. */
export interface Upgrade {
  readonly what: string;
  readonly before: (chart: Chart) => void;
  readonly after: (chart: Chart) => void;
}

/** No node is called that: objects are stored and updated, and no pod takes room. */
const nowhere = { nodeSelector: { 'kubernetes.io/hostname': 'nowhere' } };
const storage = [{ name: 'data', mountPath: '/data', size: Size.mebibytes(16) }];
const { discovery: kubernetes } = strategy('kubernetes ip/pods');
const { discovery: endpoints } = strategy('kubernetes ip/endpoints');
const { discovery: srv } = strategy('kubernetesDnsSrv');

type ClusterProps = Partial<ErlangClusterProps>;
type ReleaseProps = Partial<ElixirReleaseProps>;
type PhoenixProps = Partial<PhoenixServiceProps>;

function clusters(what: string, before: ClusterProps, after: ClusterProps, release: PhoenixProps = {}): Upgrade {
  const build = (props: ClusterProps) => (chart: Chart) => {
    new PhoenixService(chart, 'web', web(cluster(chart, props), { scheduling: nowhere, ...release }));
  };
  return { what: `ErlangCluster: ${what}`, before: build(before), after: build(after) };
}

function releases(what: string, before: ReleaseProps, after: ReleaseProps): Upgrade {
  const build = (props: ReleaseProps) => (chart: Chart) => {
    new ElixirRelease(chart, 'worker', worker(cluster(chart), { scheduling: nowhere, ...props }));
  };
  return { what: `ElixirRelease: ${what}`, before: build(before), after: build(after) };
}

function services(what: string, before: PhoenixProps, after: PhoenixProps): Upgrade {
  const build = (props: PhoenixProps) => (chart: Chart) => {
    new PhoenixService(chart, 'web', web(cluster(chart), { scheduling: nowhere, ...props }));
  };
  return { what: `PhoenixService: ${what}`, before: build(before), after: build(after) };
}

function bundles(what: string, before: object, after: object): Upgrade {
  const build = (props: object) => (chart: Chart) => {
    const config = new ConfigBundle(chart, 'config', props);
    new ElixirRelease(chart, 'worker', worker(undefined, { scheduling: nowhere, config: [config] }));
  };
  return { what: `ConfigBundle: ${what}`, before: build(before), after: build(after) };
}

const run = ReleaseCommand.eval('IO.puts("done")');
const once = { image: IMAGE, script: '/app/bin/hello', resources: LITTLE, scheduling: nowhere, run };

/** Changes of jobs that run once, one of each in one namespace. */
function jobs(changes: readonly (readonly [Partial<ReleaseJobProps>, Partial<ReleaseJobProps>])[]): Upgrade {
  const build = (side: 0 | 1) => (chart: Chart) => {
    for (const [index, change] of changes.entries())
      new ReleaseJob(chart, `job-${index}`, { ...once, ...change[side] });
  };
  return { what: 'ReleaseJob: one change of each job', before: build(0), after: build(1) };
}

/** Changes of jobs of a schedule, one of each in one namespace. */
function cronJobs(changes: readonly Partial<ReleaseCronJobProps>[]): Upgrade {
  const build = (isAfter: boolean) => (chart: Chart) => {
    for (const [index, change] of changes.entries()) {
      const props = { ...once, schedule: '0 3 * * *', ...(isAfter ? change : {}) };
      new ReleaseCronJob(chart, `job-${index}`, props);
    }
  };
  return { what: 'ReleaseCronJob: one change of each job', before: build(false), after: build(true) };
}

function migrations(what: string, before: Partial<MigrationProps>, after: Partial<MigrationProps>): Upgrade {
  const build = (props: Partial<MigrationProps>) => (chart: Chart) => {
    const migration = new Migration(chart, 'migrate', { ...once, ...props });
    new ElixirRelease(chart, 'worker', worker(undefined, { script: once.script, scheduling: nowhere, migration }));
  };
  return { what: `Migration: ${what}`, before: build(before), after: build(after) };
}

const more = Resources.of({ cpu: { request: Cpu.millis(50) }, memory: { limit: Size.mebibytes(512) } });
const gateway = Exposure.gateway({ gateway: 'public' });
const ingress = Exposure.ingress({ className: 'nginx', tls: Tls.clusterIssuer('letsencrypt') });

/** Every change of properties that goes through in place. */
export const UPGRADES: readonly Upgrade[] = [
  clusters('another strategy', {}, { discovery: Discovery.kubernetesDns() }),
  clusters('a strategy that asks the API server', {}, { discovery: kubernetes }),
  clusters('a strategy that no longer asks it', { discovery: kubernetes }, {}),
  clusters('pods listed instead of endpoints', { discovery: endpoints }, { discovery: kubernetes }),
  clusters('another port', {}, { distribution: Distribution.singlePort({ port: 4371 }) }),
  clusters('epmd', {}, { distribution: Distribution.epmd() }),
  clusters('another cookie', {}, { cookie: secret.key('OTHER_COOKIE') }),
  clusters('another basename', {}, { nodeBasename: 'other' }),
  clusters('another strategy under a StatefulSet', { discovery: Discovery.kubernetesDns() }, {}, { storage }),
  clusters('names found another way', { discovery: srv }, { discovery: Discovery.epmd() }, { stableNames: true }),
  releases('image', {}, { image: OTHER_IMAGE }),
  releases('one replica more, and a budget', { replicas: 1 }, { replicas: 2 }),
  releases('one replica only', { replicas: 2 }, { replicas: 1 }),
  releases('resources', {}, { resources: more }),
  releases('flags of the VM', {}, { vmFlags: VmFlags.of({ maxProcesses: 131072 }) }),
  releases('environment', { env: { A: 'b' } }, { env: { A: 'c', D: secret.key('OTHER_COOKIE') } }),
  releases('ports', {}, { ports: [{ name: 'metrics', port: 9568 }] }),
  releases(
    'peers of a port',
    { ports: [{ name: 'metrics', port: 9568 }] },
    { ports: [{ name: 'metrics', port: 9568, from: [NetworkPeer.pods({ role: 'prometheus' })] }] },
  ),
  releases('checks', {}, { startupProbe: Probe.fromTcpSocket({ period: Duration.seconds(5) }) }),
  releases('drains and waiting', {}, { drains: [Drain.oban()], preStopSleep: Duration.seconds(3) }),
  releases(
    'sidecars and init containers',
    {},
    {
      sidecars: [{ name: 'proxy', image: 'acme/proxy:1' }],
      initContainers: [{ name: 'setup', image: 'acme/setup:1' }],
    },
  ),
  releases(
    'scratch, volumes and crash dumps',
    {},
    {
      scratch: [{ mountPath: '/cache', size: Size.mebibytes(8) }],
      volumes: [{ name: 'shared', emptyDir: {} }],
      crashDumpSize: Size.mebibytes(64),
    },
  ),
  releases(
    'labels and annotations',
    {},
    { labels: { team: 'chat' }, annotations: { note: 'a' }, podAnnotations: { note: 'a' } },
  ),
  releases('egress', {}, { egress: [Egress.dns()] }),
  releases('user', {}, { user: 1000 }),
  releases('leaving its cluster', {}, { cluster: undefined }),
  releases(
    'image, replicas, resources and configuration of a StatefulSet',
    { storage, replicas: 2 },
    { storage, replicas: 3, image: OTHER_IMAGE, resources: more, env: { A: 'b' }, labels: { team: 'chat' } },
  ),
  services('host', {}, { host: 'other.example.com' }),
  services('port', {}, { port: 4001 }),
  services('database and pool', {}, { databaseUrl: secret.key('DATABASE_URL'), poolSize: 5 }),
  services('a Gateway in front', {}, { exposures: [gateway] }),
  services('an Ingress instead of a Gateway', { exposures: [gateway] }, { exposures: [ingress] }),
  services(
    'a second Ingress',
    { exposures: [ingress] },
    { exposures: [ingress, Exposure.ingress({ tls: Tls.secret('tls') })] },
  ),
  bundles('values', { values: { A: 'b' } }, { values: { A: 'c' } }),
  bundles('files', { files: { 'a.txt': 'b' } }, { files: { 'a.txt': 'c' }, filesPath: '/etc/other' }),
  bundles('variables', { values: { A: 'b' } }, { variables: { A: secret.key('OTHER_COOKIE') } }),
  jobs([
    [{}, { image: OTHER_IMAGE }],
    [{}, { run: ReleaseCommand.fromCommand(['/app/bin/migrate']) }],
    [{ env: { A: 'b' } }, { env: { A: 'c' }, labels: { team: 'chat' } }],
    [{}, { resources: more, user: 1000, annotations: { note: 'a' } }],
    [{}, { backoffLimit: 1, activeDeadline: Duration.minutes(5) }],
    [{ activeDeadline: Duration.minutes(5) }, {}],
    [{}, { ttlAfterFinished: Duration.hours(1) }],
    [{ suspend: true }, { suspend: false }],
    [{}, { overrides: { job: { spec: { parallelism: 2 } } } }],
    [{}, { overrides: { job: { spec: { completions: 2 } } } }],
  ]),
  cronJobs([
    { image: OTHER_IMAGE, env: { A: 'b' } },
    { run: ReleaseCommand.fromCommand(['/app/bin/migrate']) },
    { schedule: '@daily', timeZone: 'Europe/Berlin', successfulJobsRetained: 0, failedJobsRetained: 0 },
    { labels: { team: 'chat' }, backoffLimit: 1, suspend: true },
  ]),
  migrations('image, and how long pods wait', {}, { image: OTHER_IMAGE, waitTimeout: Duration.minutes(1) }),
];
