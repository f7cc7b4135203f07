import { type Chart, Duration, Size } from 'cdk8s';
import {
  ConfigBundle,
  Distribution,
  Egress,
  ElixirRelease,
  Exposure,
  HealthCheck,
  KubernetesTarget,
  NetworkPeer,
  PhoenixService,
  Resources,
  SecretUse,
} from 'cdk8s-elixir';
import { Cpu } from 'cdk8s-plus-27';
import { cluster, secret, web, worker } from './hello';

/** A mistake in two forms: as a change of a good manifest, and as properties. */
export interface Mistake {
  readonly what: string;
  /** The kind of the manifest. */
  readonly kind: string;
  /** Where it is changed, and to what. */
  readonly at: string;
  readonly to: unknown;
  /** The same, asked for through properties. */
  readonly build: (chart: Chart) => unknown;
}

/** Everything that the changes below need: good manifests. */
export function good(chart: Chart): void {
  KubernetesTarget.set(chart, { version: '1.30' });
  const all = cluster(chart);
  const config = new ConfigBundle(chart, 'config', {
    values: { GREETING: 'hello' },
    files: { 'motd.txt': 'hello' },
    secrets: [SecretUse.environment(secret, { prefix: 'ALL_' })],
  });
  new PhoenixService(
    chart,
    'web',
    web(all, {
      config,
      ports: [{ name: 'metrics', port: 9568, from: [NetworkPeer.pods({ role: 'prometheus' })] }],
      labels: { team: 'chat' },
      annotations: { note: 'one' },
      podAnnotations: { note: 'one' },
      env: { TEXT: 'text', TOKEN: secret.key('OTHER_COOKIE') },
      sidecars: [{ name: 'proxy', image: 'acme/proxy:1', ports: [{ containerPort: 20001 }] }],
      initContainers: [{ name: 'setup', image: 'acme/setup:1' }],
      volumes: [{ name: 'shared', emptyDir: {} }],
      volumeMounts: [{ name: 'shared', mountPath: '/shared' }],
      egress: [Egress.to(NetworkPeer.cidr('10.0.0.0/8'), [5432])],
      scheduling: { nodeSelector: { disk: 'fast' }, priorityClass: 'high' },
      hostAliases: [{ ip: '10.0.0.9', hostnames: ['db'] }],
      exposures: [Exposure.ingress({ className: 'nginx', clusterIssuer: 'letsencrypt' })],
    }),
  );
  const storage = [{ name: 'data', mountPath: '/data', size: Size.mebibytes(16) }];
  new ElixirRelease(chart, 'state', worker(all, { storage, replicas: 2 }));
}

const phoenix = (props: any) => (chart: Chart) => new PhoenixService(chart, 'web', web(cluster(chart), props));
const release = (props: any) => (chart: Chart) => new ElixirRelease(chart, 'state', worker(cluster(chart), props));
const bundle = (props: any) => (chart: Chart) => new ConfigBundle(chart, 'config', props);
const exposed = (make: () => Exposure) => (chart: Chart) => phoenix({ exposures: [make()] })(chart);
const ingress = (props: any) => exposed(() => Exposure.ingress({ tlsSecret: 'tls', ...props }));
const named = (name: string) => phoenix({ name });
const LONG = 'a'.repeat(64);

const POD = 'spec.template.spec';
const MAIN = `${POD}.containers.0`;

function mistake(what: string, kind: string, at: string, to: unknown, build: Mistake['build']): Mistake {
  return { what, kind, at, to, build };
}

/** What the API server refuses, and the library must refuse when asked for it. */
export const MISTAKES: readonly Mistake[] = [
  mistake('a Service with capitals in its name', 'Service web', 'metadata.name', 'Web', named('Web')),
  mistake('a Service with an underscore in its name', 'Service web', 'metadata.name', 'my_app', named('my_app')),
  mistake('a Service whose name ends in a dash', 'Service web', 'metadata.name', 'web-', named('web-')),
  mistake('a Service whose name is too long', 'Service web', 'metadata.name', LONG, named(LONG)),
  mistake('a Service with a dot in its name', 'Service web', 'metadata.name', 'web.one', named('web.one')),
  mistake('a workload with capitals in its name', 'Deployment', 'metadata.name', 'State', release({ name: 'State' })),
  mistake(
    'a ServiceAccount with a space in its name',
    'ServiceAccount',
    'metadata.name',
    'a b',
    release({ name: 'a b' }),
  ),
  mistake(
    'a ConfigMap with capitals in its name',
    'ConfigMap',
    'metadata.name',
    'Config',
    bundle({ name: 'Config', values: { A: 'b' } }),
  ),
  mistake('a cluster with capitals in its name', 'Service hello-nodes', 'metadata.name', 'Hello-nodes', (chart) =>
    cluster(chart, { name: 'Hello' }),
  ),
  mistake(
    'a cluster whose name leaves no room',
    'Service hello-nodes',
    'metadata.name',
    `${'a'.repeat(58)}-nodes`,
    (chart) => cluster(chart, { name: 'a'.repeat(58) }),
  ),
  mistake('fewer replicas than none', 'Deployment', 'spec.replicas', -1, phoenix({ replicas: -1 })),
  mistake('one and a half replicas', 'Deployment', 'spec.replicas', 1.5, phoenix({ replicas: 1.5 })),
  mistake('replicas as text', 'Deployment', 'spec.replicas', 'three', phoenix({ replicas: 'three' })),
  mistake('no image', 'Deployment', `${MAIN}.image`, '', phoenix({ image: '' })),
  mistake('port 0', 'Deployment', `${MAIN}.ports.0.containerPort`, 0, phoenix({ port: 0 })),
  mistake(
    'port 70000',
    'Deployment',
    `${MAIN}.ports.1.containerPort`,
    70000,
    phoenix({ ports: [{ name: 'metrics', port: 70000 }] }),
  ),
  mistake(
    'a port with capitals in its name',
    'Deployment',
    `${MAIN}.ports.1.name`,
    'METRICS',
    phoenix({ ports: [{ name: 'METRICS', port: 9568 }] }),
  ),
  mistake(
    'a port whose name is too long',
    'Deployment',
    `${MAIN}.ports.1.name`,
    'metrics-for-prometheus',
    phoenix({ ports: [{ name: 'metrics-for-prometheus', port: 9568 }] }),
  ),
  mistake(
    'a port whose name has no letter',
    'Deployment',
    `${MAIN}.ports.1.name`,
    '9568',
    phoenix({ ports: [{ name: '9568', port: 9568 }] }),
  ),
  mistake(
    'a port whose name has two dashes in a row',
    'Deployment',
    `${MAIN}.ports.1.name`,
    'a--b',
    phoenix({ ports: [{ name: 'a--b', port: 9568 }] }),
  ),
  mistake(
    'two ports of one name',
    'Deployment',
    `${MAIN}.ports.1.name`,
    'http',
    phoenix({ ports: [{ name: 'http', port: 9568 }] }),
  ),
  mistake('the distribution on port 70000', 'Service hello-nodes', 'spec.ports.0.port', 70000, (chart) =>
    cluster(chart, { distribution: Distribution.singlePort({ port: 70000 }) }),
  ),
  mistake('the distribution on port 0', 'Service hello-nodes', 'spec.ports.0.port', 0, (chart) =>
    cluster(chart, { distribution: Distribution.singlePort({ port: 0 }) }),
  ),
  mistake(
    'a variable with an equals sign in its name',
    'Deployment',
    `${MAIN}.env.0.name`,
    'A=B',
    phoenix({ env: { 'A=B': 'c' } }),
  ),
  mistake('a variable without a name', 'Deployment', `${MAIN}.env.0.name`, '', phoenix({ env: { '': 'c' } })),
  mistake('a variable that is a number', 'Deployment', `${MAIN}.env.3.value`, 5, phoenix({ env: { TEXT: 5 } })),
  mistake('a key of a Secret with a space', 'Deployment', `${MAIN}.env.4.valueFrom.secretKeyRef.key`, 'a b', () =>
    secret.key('a b'),
  ),
  mistake('a key of a Secret that is empty', 'Deployment', `${MAIN}.env.4.valueFrom.secretKeyRef.key`, '', () =>
    secret.key(''),
  ),
  mistake('a prefix with an equals sign', 'Deployment', `${MAIN}.envFrom.1.prefix`, 'A=', () =>
    SecretUse.environment(secret, { prefix: 'A=' }),
  ),
  mistake('a file with a slash in its name', 'ConfigMap', 'data', { 'a/b': 'c' }, bundle({ files: { 'a/b': 'c' } })),
  mistake('a file called ..', 'ConfigMap', 'data', { '..': 'c' }, bundle({ files: { '..': 'c' } })),
  mistake('a configuration key with a space', 'ConfigMap', 'data', { 'a b': 'c' }, bundle({ values: { 'a b': 'c' } })),
  mistake('a configuration value that is a number', 'ConfigMap', 'data', { A: 5 }, bundle({ values: { A: 5 } })),
  mistake('a label with a space', 'Deployment', 'metadata.labels.team', 'a b', phoenix({ labels: { team: 'a b' } })),
  mistake('a label that is too long', 'Deployment', 'metadata.labels.team', LONG, phoenix({ labels: { team: LONG } })),
  mistake(
    'a label whose key has a space',
    'Deployment',
    'metadata.labels.a b',
    'c',
    phoenix({ labels: { 'a b': 'c' } }),
  ),
  mistake(
    'a label whose prefix has capitals',
    'Deployment',
    'metadata.labels.Acme/a',
    'c',
    phoenix({ labels: { 'Acme/a': 'c' } }),
  ),
  mistake(
    'a label that is a truth value',
    'Deployment',
    'metadata.labels.team',
    true,
    phoenix({ labels: { team: true } }),
  ),
  mistake(
    'an annotation whose key has a space',
    'Deployment',
    'metadata.annotations.a b',
    'c',
    phoenix({ annotations: { 'a b': 'c' } }),
  ),
  mistake(
    'an annotation that is a truth value',
    'Deployment',
    'metadata.annotations.note',
    true,
    phoenix({ annotations: { note: true } }),
  ),
  mistake(
    'an annotation of pods whose key has a space',
    'Deployment',
    'spec.template.metadata.annotations.a b',
    'c',
    phoenix({ podAnnotations: { 'a b': 'c' } }),
  ),
  mistake('more memory requested than allowed', 'Deployment', `${MAIN}.resources.requests.memory`, '1Ti', () =>
    Resources.of({ memory: { request: Size.gibibytes(1024), limit: Size.mebibytes(256) } }),
  ),
  mistake('more CPU requested than allowed', 'Deployment', `${MAIN}.resources.requests.cpu`, '9', () =>
    Resources.of({ cpu: { request: Cpu.units(9), limit: Cpu.units(1) }, memory: { limit: Size.mebibytes(256) } }),
  ),
  mistake('more disk requested than allowed', 'Deployment', `${MAIN}.resources.requests.ephemeral-storage`, '1Ti', () =>
    Resources.of({
      memory: { limit: Size.mebibytes(256) },
      ephemeralStorage: { request: Size.gibibytes(1024), limit: Size.gibibytes(1) },
    }),
  ),
  mistake('less CPU than none', 'Deployment', `${MAIN}.resources.limits.cpu`, '-1', () =>
    Resources.of({ cpu: { limit: Cpu.units(-1) }, memory: { limit: Size.mebibytes(256) } }),
  ),
  mistake('a check that may fail less than never', 'Deployment', `${MAIN}.livenessProbe.failureThreshold`, -1, () =>
    HealthCheck.tcp({ failureThreshold: -1 }),
  ),
  mistake('a user below 0', 'Deployment', `${POD}.securityContext.runAsUser`, -1, phoenix({ user: -1 })),
  mistake(
    'a user that is too high',
    'Deployment',
    `${POD}.securityContext.runAsUser`,
    2 ** 31,
    phoenix({ user: 2 ** 31 }),
  ),
  mistake('a user by name', 'Deployment', `${POD}.securityContext.runAsUser`, 'nobody', phoenix({ user: 'nobody' })),
  mistake(
    'a mount path that is empty',
    'Deployment',
    `${MAIN}.volumeMounts.0.mountPath`,
    '',
    phoenix({ scratch: [{ path: '', size: Size.mebibytes(1) }] }),
  ),
  mistake(
    'two volumes at one path',
    'Deployment',
    `${MAIN}.volumeMounts.0.mountPath`,
    '/shared',
    phoenix({ scratch: [{ path: '/tmp', size: Size.mebibytes(1) }] }),
  ),
  mistake(
    'two volumes of one name',
    'Deployment',
    `${POD}.volumes.0.name`,
    'shared',
    phoenix({ volumes: [{ name: 'tmp', emptyDir: {} }] }),
  ),
  mistake(
    'a mount of no volume',
    'Deployment',
    `${MAIN}.volumeMounts.0.name`,
    'none',
    phoenix({ volumeMounts: [{ name: 'none', mountPath: '/none' }] }),
  ),
  mistake(
    'a volume with capitals in its name',
    'Deployment',
    `${POD}.volumes.3.name`,
    'Shared',
    phoenix({ volumes: [{ name: 'Shared', emptyDir: {} }], volumeMounts: [{ name: 'Shared', mountPath: '/s' }] }),
  ),
  mistake(
    'a sidecar with the name of the release',
    'Deployment',
    `${POD}.initContainers.0.name`,
    'web',
    phoenix({ sidecars: [{ name: 'web', image: 'a:1' }] }),
  ),
  mistake(
    'a sidecar with an underscore in its name',
    'Deployment',
    `${POD}.initContainers.0.name`,
    'a_b',
    phoenix({ sidecars: [{ name: 'a_b', image: 'a:1' }] }),
  ),
  mistake(
    'a sidecar and an init container of one name',
    'Deployment',
    `${POD}.initContainers.0.name`,
    'setup',
    phoenix({ sidecars: [{ name: 'setup', image: 'a:1' }], initContainers: [{ name: 'setup', image: 'a:1' }] }),
  ),
  mistake(
    'a range of addresses without length',
    'NetworkPolicy web',
    'spec.egress.1.to.0.ipBlock.cidr',
    '10.0.0.0',
    () => NetworkPeer.cidr('10.0.0.0'),
  ),
  mistake(
    'a range of addresses that is too narrow',
    'NetworkPolicy web',
    'spec.egress.1.to.0.ipBlock.cidr',
    '10.0.0.0/99',
    () => NetworkPeer.cidr('10.0.0.0/99'),
  ),
  mistake('a range of no addresses', 'NetworkPolicy web', 'spec.egress.1.to.0.ipBlock.cidr', '999.0.0.0/8', () =>
    NetworkPeer.cidr('999.0.0.0/8'),
  ),
  mistake('a connection to port 0', 'NetworkPolicy web', 'spec.egress.1.ports.0.port', 0, () =>
    Egress.to(NetworkPeer.cidr('10.0.0.0/8'), [0]),
  ),
  mistake('a connection to port 70000', 'NetworkPolicy web', 'spec.egress.1.ports.0.port', 70000, () =>
    Egress.to(NetworkPeer.cidr('10.0.0.0/8'), [70000]),
  ),
  mistake(
    'a peer by a label with a space',
    'NetworkPolicy web',
    'spec.ingress.1.from.0.podSelector.matchLabels.role',
    'a b',
    () => NetworkPeer.pods({ role: 'a b' }),
  ),
  mistake(
    'a node by a label whose key has a space',
    'Deployment',
    `${POD}.nodeSelector`,
    { 'a b': 'c' },
    phoenix({ scheduling: { nodeSelector: { 'a b': 'c' } } }),
  ),
  mistake(
    'a priority class with capitals',
    'Deployment',
    `${POD}.priorityClassName`,
    'Very High',
    phoenix({ scheduling: { priorityClass: 'Very High' } }),
  ),
  mistake(
    'an address of /etc/hosts that is none',
    'Deployment',
    `${POD}.hostAliases.0.ip`,
    'db',
    phoenix({ hostAliases: [{ ip: 'db', hostnames: ['db'] }] }),
  ),
  mistake(
    'a host with a scheme',
    'Ingress',
    'spec.rules.0.host',
    'https://chat.example.com',
    phoenix({ host: 'https://chat.example.com' }),
  ),
  mistake('a host that is an address', 'Ingress', 'spec.rules.0.host', '10.0.0.1', phoenix({ host: '10.0.0.1' })),
  mistake(
    'a host with capitals',
    'Ingress',
    'spec.rules.0.host',
    'Chat.example.com',
    phoenix({ host: 'Chat.example.com' }),
  ),
  mistake(
    'a path without its slash',
    'Ingress',
    'spec.rules.0.http.paths.0.path',
    'live',
    ingress({ paths: ['live'] }),
  ),
  mistake(
    'a path with two slashes in a row',
    'Ingress',
    'spec.rules.0.http.paths.0.path',
    '/a//b',
    ingress({ paths: ['/a//b'] }),
  ),
  mistake(
    'a path that goes up',
    'Ingress',
    'spec.rules.0.http.paths.0.path',
    '/a/../b',
    ingress({ paths: ['/a/../b'] }),
  ),
  mistake(
    'a class of Ingress that is no name',
    'Ingress',
    'spec.ingressClassName',
    'Not A Class',
    ingress({ className: 'Not A Class' }),
  ),
  mistake(
    'an annotation of an Ingress whose key has a space',
    'Ingress',
    'metadata.annotations.a b',
    'c',
    ingress({ annotations: { 'a b': 'c' } }),
  ),
  mistake(
    'a volume of no size',
    'StatefulSet',
    'spec.volumeClaimTemplates.0.spec.resources.requests.storage',
    '0',
    release({ storage: [{ name: 'data', mountPath: '/data', size: Size.mebibytes(0) }] }),
  ),
  mistake(
    'pods that the selector does not select',
    'Deployment',
    'spec.template.metadata.labels.app\\.kubernetes\\.io/name',
    'other',
    phoenix({ labels: { 'app.kubernetes.io/name': 'other' } }),
  ),
  mistake(
    'a wait before SIGTERM that is longer than the time until SIGKILL',
    'Deployment',
    `${POD}.terminationGracePeriodSeconds`,
    2,
    phoenix({ terminationGrace: Duration.seconds(2) }),
  ),
];
