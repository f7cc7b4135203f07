import { Duration, Size } from 'cdk8s';
import {
  Discovery,
  Drain,
  Egress,
  ElixirRelease,
  type ElixirReleaseProps,
  HealthCheck,
  NetworkPeer,
  Resources,
  Waiver,
} from 'cdk8s-elixir';
import { Cpu, k8s } from 'cdk8s-plus-27';
import { IMAGE, newChart, newCluster, newRelease, synth } from '../support/subjects';
import { type BadInput, type Expected, MARKED } from './bad-input';

const PATH = 'test/worker';

/** A release with one wrong property. */
function release(name: string, props: Partial<ElixirReleaseProps>, expects: Omit<Expected, 'path'>): BadInput {
  return { name, build: () => newRelease(newChart(), props), expects: { path: PATH, ...expects } };
}

function image(name: string, reference: string | undefined, value: string, fix: string): BadInput {
  return {
    name,
    build: () => new ElixirRelease(newChart(), 'worker', { image: reference as string }),
    expects: { path: PATH, property: 'image', value, allowed: 'an image with a fixed tag or a digest', fix },
  };
}

function replicas(value: number): BadInput {
  return release(
    `${value} replicas`,
    { replicas: value },
    { property: 'replicas', value: String(value), allowed: 'a whole number from 1', fix: 'kubectl scale --replicas=0' },
  );
}

function name(what: string, value: string, allowed: string, fix: string, more: Partial<ElixirReleaseProps> = {}) {
  return release(
    `a name ${what}`,
    { name: value, ...more },
    { property: 'name', value: value.slice(0, 60), allowed, fix },
  );
}

function command(what: string, words: string[]): BadInput {
  return release(
    `a command ${what}`,
    { command: words },
    { property: 'command', value: JSON.stringify(words), allowed: 'a command that becomes the VM', fix: "'start'" },
  );
}

/** An override that only the whole tree shows to be wrong. */
function override(what: string, workload: object, expects: Omit<Expected, 'path'>, props = {}): BadInput {
  return {
    name: `an override that ${what}`,
    build: () => {
      const chart = newChart();
      newRelease(chart, { cluster: newCluster(chart), overrides: { workload }, ...props });
      synth(chart);
    },
    expects: { path: expects.property.startsWith('overrides.') ? PATH : `${PATH}/workload`, ...expects },
  };
}

const podSpec = (spec: object) => ({ spec: { template: { spec } } });
const RESTRICTED = { allowed: 'what `restricted` allows', fix: "Waiver.podSecurity('why')" };
const http = { name: 'http', port: 4000 };
const storage = { name: 'data', mountPath: '/data', size: Size.gibibytes(1) };

/** What runs, and how. */
export const RELEASE: readonly BadInput[] = [
  image('no image', undefined, 'not given', '"ghcr.io/acme/chat:1.4.2"'),
  image('an image with the tag latest', 'acme/chat:latest', '"acme/chat:latest"', '"acme/chat:1.4.2"'),
  image('an image without tag', 'acme/chat', '"acme/chat"', "Waiver.latestTag('why')"),
  image('an image that is no reference', 'Acme Chat', '"Acme Chat"', '"ghcr.io/acme/chat:1.4.2"'),
  ...[0, -1, 1.5, Number.NaN].map(replicas),
  name('in upper case', 'Worker', 'lower-case letters', 'for example "worker"'),
  name('with an underscore', 'chat_worker', 'lower-case letters', 'for example "chat-worker"'),
  name('that is too long', 'w'.repeat(64), '1 to 63 characters', 'for example'),
  name('that is too long for a StatefulSet', 'w'.repeat(53), '1 to 52 characters', 'for example', {
    stableNames: true,
  }),
  name('that starts with a digit, with pods of its own storage', '1worker', 'starting with a letter', '"worker"', {
    storage: [storage],
  }),
  {
    name: 'memory requested above its limit',
    build: () => Resources.of({ memory: { request: Size.gibibytes(2), limit: Size.gibibytes(1) } }),
    expects: {
      property: 'resources.memory.request',
      value: '2048Mi, with a limit of 1024Mi',
      allowed: 'at most the limit',
      fix: 'lower the request',
    },
  },
  {
    name: 'CPU requested above its limit',
    build: () =>
      Resources.of({
        cpu: { request: Cpu.units(2), limit: Cpu.millis(1500) },
        memory: { limit: Size.gibibytes(1) },
      }),
    expects: {
      property: 'resources.cpu.request',
      value: '2, with a limit of 1.5',
      allowed: 'at most the limit',
      fix: 'raise the limit',
    },
  },
  {
    name: 'disk requested above its limit',
    build: () =>
      Resources.of({ memory: { limit: Size.gibibytes(1) }, ephemeralStorage: { request: Size.gibibytes(3) } }),
    expects: {
      property: 'resources.ephemeralStorage.request',
      value: '3072Mi, with a limit of 1024Mi',
      allowed: 'at most the limit',
      fix: 'raise the limit',
    },
  },
  {
    name: 'no memory limit',
    build: () => Resources.of({ cpu: { limit: Cpu.units(1) } }),
    expects: {
      property: 'resources.memory.limit',
      value: 'not given',
      allowed: 'a size',
      fix: 'Size.mebibytes(512)',
    },
  },
  {
    name: 'no CPU at all',
    build: () => Resources.of({ cpu: { limit: Cpu.millis(0) }, memory: { limit: Size.gibibytes(1) } }),
    expects: { property: 'resources.cpu', value: '"0m"', allowed: 'more than zero', fix: 'Cpu.millis(500)' },
  },
  release(
    'a grace period shorter than the drains',
    { drains: [Drain.oban(Duration.seconds(60))], terminationGrace: Duration.seconds(30) },
    { property: 'terminationGrace', value: '"30 s"', allowed: 'more than 60 s', fix: 'leave it out for 70 s' },
  ),
  release(
    'a grace period shorter than the wait before SIGTERM',
    { preStop: Duration.minutes(2), terminationGrace: Duration.minutes(1) },
    { property: 'terminationGrace', value: '"60 s"', allowed: 'more than 120 s', fix: 'leave it out for 130 s' },
  ),
  {
    name: 'a drain that takes no time',
    build: () => Drain.of('cache', Duration.seconds(0)),
    expects: { property: 'Drain cache', value: '0', allowed: 'whole seconds, 1 or more', fix: 'Duration.seconds(1)' },
  },
  release(
    'a port below 1024',
    { ports: [{ name: 'http', port: 80 }] },
    { property: 'ports[0].port', value: '80', allowed: 'from 1024 to 65535', fix: 'a Service can still offer port 80' },
  ),
  release(
    'a port that is none',
    { ports: [{ name: 'http', port: 70000 }] },
    { property: 'ports[0].port', value: '70000', allowed: 'from 1024 to 65535', fix: 'listen on a port' },
  ),
  release(
    'two ports of one name',
    { ports: [http, { name: 'http', port: 4001 }] },
    { property: 'ports[1]', value: 'http 4001', allowed: 'each name and each number once', fix: 'remove one of them' },
  ),
  release(
    'two ports of one number',
    { ports: [http, { name: 'metrics', port: 4000 }] },
    { property: 'ports[1]', value: 'metrics 4000', allowed: 'each number once', fix: 'remove one of them' },
  ),
  release(
    'a port name of more than 15 characters',
    { ports: [{ name: 'http-for-browsers', port: 4000 }] },
    {
      property: 'ports[0].name',
      value: '"http-for-browsers"',
      allowed: '1 to 15',
      fix: 'for example "http-for-browse"',
    },
  ),
  release(
    'a port that admits from an empty list',
    { ports: [{ ...http, from: [] }] },
    { property: 'ports[0].from', value: '[]', allowed: 'one peer or more', fix: 'leave it out' },
  ),
  {
    name: 'a port of the distribution among the ports',
    build: () => {
      const chart = newChart();
      newRelease(chart, { cluster: newCluster(chart), ports: [{ name: 'erlang', port: 4370 }] });
    },
    expects: {
      path: PATH,
      property: 'ports[0]',
      value: 'erlang 4370',
      allowed: 'any other name and number',
      fix: 'Distribution.singlePort({ port })',
    },
  },
  {
    name: 'a peer of no labels',
    build: () => NetworkPeer.pods({}),
    expects: { property: 'NetworkPeer.pods', value: '{}', allowed: 'one label or more', fix: 'name the labels' },
  },
  {
    name: 'an address range that is none',
    build: () => NetworkPeer.cidr('10.0.0.0'),
    expects: { property: 'NetworkPeer.cidr', value: '"10.0.0.0"', allowed: 'a prefix length', fix: '"10.0.0.0/8"' },
  },
  {
    name: 'egress to a port that is none',
    build: () => Egress.apiServer('10.0.0.1/32', 0),
    expects: { property: 'Egress.to.ports', value: '0', allowed: 'from 1 to 65535', fix: 'choose a port' },
  },
  release(
    'a check of a port that is not declared',
    { ports: [http], readiness: HealthCheck.http('/health', { port: 'admin' }) },
    { property: 'readiness.port', value: '"admin"', allowed: '"http"', fix: 'declare it in `ports`' },
  ),
  release(
    'a check where no port is declared',
    { startup: HealthCheck.tcp() },
    { property: 'startup.port', value: 'not given', allowed: 'there is none', fix: 'declare it in `ports`' },
  ),
  {
    name: 'a path of a check that is none',
    build: () => HealthCheck.http('health'),
    expects: { property: 'HealthCheck.http.path', value: '"health"', allowed: 'starts with `/`', fix: '"/health"' },
  },
  {
    name: 'a check that may never fail',
    build: () => HealthCheck.tcp({ failureThreshold: 0 }),
    expects: {
      property: 'HealthCheck.failureThreshold',
      value: '0',
      allowed: 'a whole number from 1',
      fix: 'leave it out',
    },
  },
  {
    name: 'a check without a moment between two',
    build: () => HealthCheck.tcp({ period: Duration.millis(500) }),
    expects: {
      property: 'HealthCheck.period',
      value: '0.5 s',
      allowed: 'whole seconds, 1 or more',
      fix: 'Duration.seconds(1)',
    },
  },
  command('that leaves the shell in front of the VM', ['sh', '-c', 'bin/chat start; sleep 1']),
  command('that leaves the shell in front of the VM, with more flags', ['/bin/sh', '-ec', 'bin/chat start']),
  command('that goes into the background', ['/app/bin/chat', 'daemon']),
  command('that needs a terminal', ['/app/bin/chat', 'start_iex']),
  command('of no words', []),
  release(
    'root',
    { user: 0 },
    { property: 'user', value: '0', allowed: 'a number from 1', fix: 'leave it out for 65534' },
  ),
  release(
    'a folder that something else is mounted on',
    { scratch: [{ path: '/tmp', size: Size.mebibytes(10) }] },
    {
      property: 'scratch[0].path',
      value: '"/tmp"',
      allowed: 'an absolute path, other than /tmp',
      fix: '"/var/lib/app"',
    },
  ),
  release(
    'a relative folder',
    { storage: [{ ...storage, mountPath: 'data' }] },
    { property: 'storage[0].mountPath', value: '"data"', allowed: 'an absolute path', fix: '"/var/lib/app"' },
  ),
  release(
    'storage that hides a volume of the release',
    { storage: [{ ...storage, name: 'tmp' }] },
    { property: 'storage[0].name', value: '"tmp"', allowed: 'each name once', fix: 'another name' },
  ),
  release(
    'two volumes of one name',
    { volumes: [{ name: 'vm-args', emptyDir: {} }] },
    { property: 'volumes[0].name', value: '"vm-args"', allowed: 'each name once', fix: 'another name' },
  ),
  release(
    'a mount of a volume that there is not',
    { volumeMounts: [{ name: 'uploads', mountPath: '/uploads' }] },
    { property: 'volumeMounts[0].name', value: '"uploads"', allowed: '"tmp"', fix: '`volumes`' },
  ),
  release(
    'a label that selectors are made of',
    { labels: { 'app.kubernetes.io/name': 'chat' } },
    {
      property: 'labels["app.kubernetes.io/name"]',
      value: '"chat"',
      allowed: 'any other label',
      fix: '`name` decides it',
    },
  ),
  release(
    'a label that Kubernetes does not take',
    { labels: { team: 'the chat team' } },
    { property: 'labels["team"]', value: '"the chat team"', allowed: '63', fix: 'choose a name of that form' },
  ),
  release(
    'an annotation key that Kubernetes does not take',
    { annotations: { 'my note': 'x' } },
    { property: 'annotations key', value: '"my note"', allowed: 'DNS prefix', fix: 'choose a name of that form' },
  ),
  release(
    'a pull secret that is no name',
    { imagePullSecrets: ['Registry!'] },
    { property: 'imagePullSecrets', value: '"Registry!"', allowed: 'lower-case', fix: 'choose a name of that form' },
  ),
  release(
    'a sidecar of the name of the release',
    { sidecars: [{ name: 'worker', image: 'acme/proxy:1' }] },
    { property: 'sidecars[0]', value: '"worker"', allowed: 'another name', fix: 'rename the sidecar' },
  ),
  release(
    'a sidecar on a port of the release',
    { ports: [http], sidecars: [{ name: 'proxy', image: 'acme/proxy:1', ports: [{ containerPort: 4000 }] }] },
    { property: 'sidecars[0]', value: '4000', allowed: 'ports that the release does not have', fix: 'another port' },
  ),
  release(
    'two containers of one name',
    {
      sidecars: [{ name: 'proxy', image: 'acme/proxy:1' }],
      initContainers: [{ name: 'proxy', image: 'acme/setup:1' }],
    },
    { property: 'initContainers[0]', value: '"proxy"', allowed: 'another name', fix: 'rename' },
  ),
  {
    name: 'a risk accepted without a reason',
    build: () => Waiver.latestTag(' '),
    expects: { property: 'Waiver latest-tag', value: '" "', allowed: 'a reason in words', fix: 'say why' },
  },
  {
    name: 'a sidecar as root',
    build: () => {
      const chart = newChart();
      const securityContext = { runAsUser: 0, runAsNonRoot: false };
      newRelease(chart, { sidecars: [{ name: 'proxy', image: 'acme/proxy:1', securityContext }] });
      synth(chart);
    },
    expects: {
      path: `${PATH}/workload`,
      property: 'container proxy, runAsUser',
      value: 'as rendered',
      ...RESTRICTED,
    },
  },
  {
    name: 'a volume of the host',
    build: () => {
      const chart = newChart();
      newRelease(chart, { volumes: [{ name: 'docker', hostPath: { path: '/var/run/docker.sock' } }] });
      synth(chart);
    },
    expects: { path: `${PATH}/workload`, property: 'volume docker', value: 'as rendered', ...RESTRICTED },
  },
  {
    name: 'a sidecar whose $(VAR) is declared nowhere',
    build: () => {
      const chart = newChart();
      newRelease(chart, {
        sidecars: [{ name: 'proxy', image: 'acme/proxy:1', env: [{ name: 'TARGET', value: '$(POD_IP):4000' }] }],
      });
      synth(chart);
    },
    expects: {
      path: `${PATH}/workload`,
      property: 'container proxy, env TARGET',
      value: '$(POD_IP):4000',
      allowed: 'earlier in the list',
      fix: 'declare POD_IP before TARGET',
    },
  },
  {
    name: 'a sidecar with a secret written out',
    build: () => {
      const chart = newChart();
      newRelease(chart, {
        sidecars: [{ name: 'proxy', image: 'acme/proxy:1', env: [{ name: 'PROXY_PASSWORD', value: MARKED }] }],
      });
      synth(chart);
    },
    expects: {
      path: `${PATH}/workload`,
      property: 'container proxy, env.PROXY_PASSWORD',
      hidden: MARKED,
      allowed: 'a reference to a key of an existing Secret',
      fix: "Waiver.plainValue('PROXY_PASSWORD', 'why')",
    },
  },
  override('shares the network of the host', podSpec({ hostNetwork: true }), {
    property: 'hostNetwork',
    value: 'as rendered',
    ...RESTRICTED,
  }),
  override(
    'lets the container gain privileges',
    podSpec({ containers: [{ name: 'worker', securityContext: { allowPrivilegeEscalation: true } }] }),
    { property: 'container worker, allowPrivilegeEscalation', value: 'as rendered', ...RESTRICTED },
  ),
  override(
    'opens a port of the host',
    podSpec({ containers: [{ name: 'worker', ports: [{ name: 'dist', hostPort: 4370 }] }] }),
    { property: 'container worker, hostPort', value: 'as rendered', ...RESTRICTED },
  ),
  override(
    'changes the selector',
    { spec: { selector: { matchLabels: { 'app.kubernetes.io/name': 'other' } } } },
    {
      property: 'spec.selector.matchLabels',
      value: 'other',
      allowed: 'labels that the pods have',
      fix: 'remove the override',
    },
  ),
  override(
    'takes the pods out of the cluster',
    { spec: { template: { metadata: { labels: { 'cdk8s-elixir/cluster': 'other' } } } } },
    {
      property: 'label cdk8s-elixir/cluster',
      value: '"other"',
      allowed: 'headless Service',
      fix: 'remove the override',
    },
  ),
  override(
    'makes the pods wait for another Service',
    { spec: { serviceName: 'other' } },
    { property: 'spec.serviceName', value: '"other"', allowed: 'the headless Service', fix: 'remove the override' },
    { storage: [storage] },
  ),
  override(
    'renames the workload to what Kubernetes refuses',
    { metadata: { name: 'Worker' } },
    {
      property: 'overrides.workload.metadata.name',
      value: '"Worker"',
      allowed: 'any other field',
      fix: 'set `name` on the construct',
    },
  ),
  override(
    'takes the port of the distribution from the container',
    podSpec({ containers: [{ name: 'worker', ports: [{ name: 'dist', $patch: 'delete' }] }] }),
    {
      property: 'distribution port',
      value: '"declared":[]',
      allowed: 'one port in vm.args, remote.vm.args and the container',
      fix: 'remove the override',
    },
  ),
  override(
    'sets a variable before the one that it needs',
    podSpec({ containers: [{ name: 'worker', env: [{ name: 'POD_IP', $patch: 'delete' }] }] }),
    {
      property: 'container worker, env RELEASE_NODE',
      value: 'chat@$(POD_IP)',
      allowed: 'earlier in the list',
      fix: 'declare POD_IP before RELEASE_NODE',
    },
  ),
  {
    name: 'an override of vm.args that moves the port of the distribution',
    build: () => {
      const chart = newChart();
      newRelease(chart, {
        cluster: newCluster(chart),
        overrides: { vmArgs: { data: { 'vm.args': '-start_epmd false\n-erl_epmd_port 5000\n' } } },
      });
      synth(chart);
    },
    expects: {
      path: `${PATH}/workload`,
      property: 'distribution port',
      value: '"vm.args":5000,"remote.vm.args":4370',
      allowed: 'one port',
      fix: 'Distribution.singlePort({ port })',
    },
  },
  {
    name: 'a sidecar in the types of cdk8s-plus-27, on a port of the release',
    build: () =>
      newRelease(newChart(), {
        ports: [http],
        sidecars: [
          {
            name: 'proxy',
            image: IMAGE,
            ports: [{ containerPort: 4000 }],
            readinessProbe: { tcpSocket: { port: k8s.IntOrString.fromNumber(4000) } },
          },
        ],
      }),
    expects: { path: PATH, property: 'sidecars[0]', value: '4000', allowed: 'another name', fix: 'another port' },
  },
  override(
    'names the node after its pod under dns_cluster',
    podSpec({
      containers: [{ name: 'worker', env: [{ name: 'RELEASE_NODE', value: 'chat@$(POD_NAME).chat-nodes' }] }],
    }),
    { property: 'RELEASE_NODE', value: 'chat@$(POD_NAME)', allowed: 'BASENAME@$(POD_IP)', fix: 'remove the override' },
  ),
  {
    name: 'an override that takes the token from a strategy that asks the API server',
    build: () => {
      const chart = newChart();
      const cluster = newCluster(chart, { discovery: Discovery.kubernetes() });
      newRelease(chart, { cluster, overrides: { workload: podSpec({ automountServiceAccountToken: false }) } });
      synth(chart);
    },
    expects: {
      path: `${PATH}/workload`,
      property: 'automountServiceAccountToken',
      value: 'false',
      allowed: 'true',
      fix: 'remove the override',
    },
  },
  override(
    'opens the distribution on the host, though Pod Security is waived',
    podSpec({ containers: [{ name: 'worker', ports: [{ name: 'dist', hostPort: 4370 }] }] }),
    {
      property: 'container port dist, hostPort',
      value: '4370',
      allowed: 'on a headless Service',
      fix: 'remove the port',
    },
    { allow: [Waiver.podSecurity('tested')] },
  ),
  override(
    'does nothing wrong beside a sidecar of the tag latest',
    {},
    { property: 'container proxy, image', value: 'acme/proxy:latest', allowed: 'a fixed tag', fix: 'Waiver.latestTag' },
    { sidecars: [{ name: 'proxy', image: 'acme/proxy:latest' }] },
  ),
  release(
    'a preStop of a part of a second',
    { preStop: Duration.millis(500) },
    { property: 'preStop', value: '0.5 s', allowed: 'whole seconds', fix: 'Duration.seconds(1)' },
  ),
  release(
    'scratch space of no size',
    { scratch: [{ path: '/cache', size: Size.mebibytes(0) }] },
    { property: 'scratch[0].size', value: '0 KiB', allowed: 'one or more', fix: 'Size.mebibytes(64)' },
  ),
];
