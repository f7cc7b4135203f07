import { Duration, Size } from 'cdk8s';
import { Egress, type ElixirReleaseProps, NetworkPeer, Probe } from 'cdk8s-elixir';
import { k8s } from 'cdk8s-plus-27';
import { IMAGE, newChart, newCluster, newRelease, synth } from '../support/subjects';
import { type BadInput, type Expected, MARKED } from './bad-input';

const PATH = 'test/worker';

/** A release with one wrong property. */
function release(name: string, props: Partial<ElixirReleaseProps>, expects: Omit<Expected, 'path'>): BadInput {
  return { name, build: () => newRelease(newChart(), props), expects: { path: PATH, ...expects } };
}

const RESTRICTED = { allowed: 'what `restricted` allows', fix: "Waiver.podSecurity('why')" };

const http = { name: 'http', port: 4000 };

const storage = { name: 'data', mountPath: '/data', size: Size.gibibytes(1) };

/** Pods: ports, probes, containers, volumes. */
export const POD: readonly BadInput[] = [
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
    expects: { property: 'Egress.apiServer.port', value: '0', allowed: 'from 1 to 65535', fix: 'choose a port' },
  },
  release(
    'a check of a port that is not declared',
    { ports: [http], readinessProbe: Probe.fromHttpGet('/health', { port: 'admin' }) },
    { property: 'readinessProbe.port', value: '"admin"', allowed: '"http"', fix: 'declare it in `ports`' },
  ),
  release(
    'a check where no port is declared',
    { startupProbe: Probe.fromTcpSocket() },
    { property: 'startupProbe.port', value: 'not given', allowed: 'there is none', fix: 'declare it in `ports`' },
  ),
  {
    name: 'a path of a check that is none',
    build: () => Probe.fromHttpGet('health'),
    expects: { property: 'Probe.fromHttpGet.path', value: '"health"', allowed: 'starts with `/`', fix: '"/health"' },
  },
  {
    name: 'a check that may never fail',
    build: () => Probe.fromTcpSocket({ failureThreshold: 0 }),
    expects: {
      property: 'Probe.failureThreshold',
      value: '0',
      allowed: 'a whole number from 1',
      fix: 'leave it out',
    },
  },
  {
    name: 'a check without a moment between two',
    build: () => Probe.fromTcpSocket({ period: Duration.millis(500) }),
    expects: {
      property: 'Probe.period',
      value: '0.5 s',
      allowed: 'whole seconds, 1 or more',
      fix: 'Duration.seconds(1)',
    },
  },
  release(
    'a folder that something else is mounted on',
    { scratch: [{ mountPath: '/tmp', size: Size.mebibytes(10) }] },
    {
      property: 'scratch[0].mountPath',
      value: '"/tmp"',
      allowed: '/tmp',
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
    { property: 'storage[0].name', value: '"tmp"', allowed: 'each volume once', fix: 'another name' },
  ),
  release(
    'two volumes of one name',
    { volumes: [{ name: 'vm-args', emptyDir: {} }] },
    { property: 'volumes[0].name', value: '"vm-args"', allowed: 'each volume once', fix: 'another name' },
  ),
  release(
    'a mount of a volume that there is not',
    { volumeMounts: [{ name: 'uploads', mountPath: '/uploads' }] },
    { property: 'volumeMounts[0].name', value: '"uploads"', allowed: '"tmp"', fix: '`volumes`' },
  ),
  release(
    'a sidecar of the name of the release',
    { sidecars: [{ name: 'worker', image: 'acme/proxy:1' }] },
    { property: 'sidecars[0].name', value: '"worker"', allowed: 'another name', fix: 'rename the container' },
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
    { property: 'initContainers[0].name', value: '"proxy"', allowed: 'each container once', fix: 'another name' },
  ),
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
    expects: { path: `${PATH}/workload`, property: 'volume docker', ...RESTRICTED },
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
    expects: {
      path: PATH,
      property: 'sidecars[0]',
      value: '4000',
      allowed: 'ports that the release does not have',
      fix: 'another port',
    },
  },
  release(
    'scratch space of no size',
    { scratch: [{ mountPath: '/cache', size: Size.mebibytes(0) }] },
    { property: 'scratch[0].size', value: '0 KiB', allowed: 'one or more', fix: 'Size.mebibytes(64)' },
  ),
];
