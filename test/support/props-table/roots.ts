// Every way by which a user gives values to the public API, with the least that each needs.
import { type Chart, Duration, Size } from 'cdk8s';
import * as library from 'cdk8s-elixir';
import {
  ConfigBundle,
  type ConfigBundleProps,
  DefaultDeny,
  ElixirRelease,
  ErlangCluster,
  Exposure,
  Gateway,
  HttpEndpoint,
  KubernetesTarget,
  ListenerSet,
  Migration,
  NodeHost,
  PhoenixService,
  ReleaseCommand,
  ReleaseCronJob,
  ReleaseJob,
  Tls,
} from 'cdk8s-elixir';
import { Cpu } from 'cdk8s-plus-27';
import { METHODS } from '../../../lib/props/props.generated';
import { membersOf, type Type } from '../../../lib/props/types';
import { IMAGE, newChart, newCluster, newJob, newPhoenix, newRelease, rendered, SECRET } from '../subjects';
import { DELIVERY } from './delivery';
import { GATEWAY } from './gateway';
import { SCALING } from './scaling';
import { SECRET_SOURCES } from './secret-sources';

/** Place where values are given: what it takes, and what comes of them. */
export interface Root {
  readonly name: string;
  readonly type: Type;
  /** Renders what has the value in its place. */
  readonly give: (value: unknown) => unknown;
}

const struct = (name: string): Type => ({ kind: 'struct', name });

const PLATFORM = library.ExistingConfigMap.named('platform');
const RUN = ReleaseCommand.eval('Chat.Release.run()');
const SCRIPT = '/app/bin/chat';

/** The least that each struct needs. */
const LEAST: { readonly [struct: string]: () => { readonly [property: string]: unknown } } = {
  ...GATEWAY.least,
  ...DELIVERY.least,
  ...SECRET_SOURCES.least,
  ...SCALING.least,
  AlbExposureOptions: () => ({ tls: Tls.loadBalancer() }),
  GkeExposureOptions: () => ({ tls: Tls.managedCertificate() }),
  HaproxyExposureOptions: () => ({ tls: Tls.issuer('a') }),
  IngressExposureOptions: () => ({ tls: Tls.issuer('a') }),
  LoadBalancerExposureOptions: () => ({ tls: Tls.loadBalancer() }),
  NginxExposureOptions: () => ({ tls: Tls.issuer('a') }),
  NodePortExposureOptions: () => ({ tls: Tls.loadBalancer() }),
  TraefikExposureOptions: () => ({ tls: Tls.issuer('a') }),
  ServicePortOptions: () => ({ name: 'grpc' }),
  ConfigBundleProps: () => ({ values: { A: 'b' } }),
  CpuResources: () => ({ limit: Cpu.units(1) }),
  ContainerResources: () => ({ memory: { limit: Size.gibibytes(1) } }),
  ElixirReleaseProps: () => ({ image: IMAGE, ports: [{ name: 'http', port: 4000 }] }),
  ErlangClusterProps: () => ({ cookie: SECRET.key('A') }),
  PhoenixServiceProps: () => ({ image: IMAGE, host: 'a.example', secretKeyBase: SECRET.key('A') }),
  MigrationProps: () => ({ image: IMAGE, script: SCRIPT }),
  PodStorage: () => ({ name: 'data', mountPath: '/data', size: Size.gibibytes(1) }),
  PostgresDiscoveryOptions: () => ({ url: SECRET.key('A') }),
  ReleaseCronJobProps: () => ({ image: IMAGE, script: SCRIPT, run: RUN, schedule: '0 3 * * *' }),
  ReleaseJobProps: () => ({ image: IMAGE, script: SCRIPT, run: RUN }),
  TlsDistributionOptions: () => ({ certificate: library.DistributionCertificate.secret('name') }),
  ReleasePort: () => ({ name: 'metrics', port: 9568 }),
  ScratchVolume: () => ({ mountPath: '/scratch', size: Size.mebibytes(1) }),
};

/** The least of a struct; nothing where it needs nothing. */
export const least = (name: string): { readonly [property: string]: unknown } => LEAST[name]?.() ?? {};

const CONSTRUCTS: readonly Root[] = [
  {
    name: 'new ElixirRelease',
    type: struct('ElixirReleaseProps'),
    give: (props) => rendered((chart) => new ElixirRelease(chart, 'worker', props as never)),
  },
  {
    name: 'new PhoenixService',
    type: struct('PhoenixServiceProps'),
    give: (props) => rendered((chart) => new PhoenixService(chart, 'web', props as never)),
  },
  {
    name: 'new ErlangCluster',
    type: struct('ErlangClusterProps'),
    give: (props) =>
      rendered((chart) => newRelease(chart, { cluster: new ErlangCluster(chart, 'chat', props as never) })),
  },
  {
    name: 'new DefaultDeny',
    type: struct('DefaultDenyProps'),
    give: (props) => rendered((chart) => new DefaultDeny(chart, 'default-deny', props as never)),
  },
  {
    name: 'new ConfigBundle',
    type: struct('ConfigBundleProps'),
    give: (props) => rendered((chart) => newRelease(chart, { config: [new ConfigBundle(chart, 'c', props as never)] })),
  },
  {
    name: 'new HttpEndpoint',
    type: struct('HttpEndpointProps'),
    give: (props) =>
      rendered((chart) => {
        const release = newRelease(chart, { ports: [{ name: 'http', port: 4000 }] });
        const given =
          typeof props === 'object' && props !== null && !Array.isArray(props) ? { release, ...props } : props;
        new HttpEndpoint(chart, 'way-in', given as never);
      }),
  },
  {
    name: 'new ReleaseJob',
    type: struct('ReleaseJobProps'),
    give: (props) => rendered((chart) => new ReleaseJob(chart, 'job', props as never)),
  },
  {
    name: 'new ReleaseCronJob',
    type: struct('ReleaseCronJobProps'),
    give: (props) => rendered((chart) => new ReleaseCronJob(chart, 'job', props as never)),
  },
  {
    name: 'new Migration',
    type: struct('MigrationProps'),
    give: (props) =>
      rendered((chart) => newRelease(chart, { script: SCRIPT, migration: new Migration(chart, 'm', props as never) })),
  },
  {
    name: 'new Gateway',
    type: struct('GatewayProps'),
    give: (props) => rendered((chart) => new Gateway(chart, 'public', props as never)),
  },
  {
    name: 'new ListenerSet',
    type: struct('ListenerSetProps'),
    give: (props) => rendered((chart) => new ListenerSet(chart, 'team', props as never)),
  },
  ...Object.entries({ ...DELIVERY.constructs, ...SECRET_SOURCES.constructs }).map(([name, Made]) => ({
    name: `new ${name}`,
    type: struct(`${name}Props`),
    give: (props: unknown) => rendered((chart) => new Made(chart, 'shop', props as never)),
  })),
  {
    name: 'IDiscovery',
    type: { kind: 'interface', name: 'IDiscovery' },
    give: (discovery) => useOf.IDiscovery(discovery),
  },
  {
    name: 'IExposure',
    type: { kind: 'interface', name: 'IExposure' },
    give: (exposure) => useOf.IExposure(exposure),
  },
  {
    name: 'IScaling',
    type: { kind: 'interface', name: 'IScaling' },
    give: (scaling) => useOf.IScaling(scaling),
  },
  {
    name: 'IMigration',
    type: { kind: 'interface', name: 'IMigration' },
    give: (migration) => useOf.IMigration(migration),
  },
];

/** Objects of the user's own that work. */
const OWN: { readonly [name: string]: () => { readonly [member: string]: unknown } } = {
  ...SCALING.own,
  IDiscovery: () => ({ strategy: 'own', nodeHost: NodeHost.ADDRESS, environment: () => ({ OWN: 'x' }) }),
  IMigration: () => ({ name: 'own', pending: RUN }),
  IExposure: () => ({ kind: 'own', plainHttp: false, manifests: () => [] }),
};

export const own = (name: string): { readonly [member: string]: unknown } => OWN[name]();

/** What a value of a class is for. */
const useOf: { readonly [name: string]: (value: any) => unknown } = {
  ...GATEWAY.use,
  ...DELIVERY.use,
  ...SECRET_SOURCES.use,
  ...SCALING.use,
  CloudLoadBalancer: (cloud) =>
    rendered((chart) => newPhoenix(chart, { exposures: [Exposure.loadBalancer({ cloud, tls: Tls.loadBalancer() })] })),
  Distribution: (distribution) =>
    rendered((chart) => newRelease(chart, { cluster: newCluster(chart, { distribution }) })),
  DistributionCertificate: (certificate) =>
    rendered((chart) => {
      library.KubernetesTarget.set(chart, { version: '1.37' });
      const distribution = library.Distribution.tls({ certificate });
      newRelease(chart, { cluster: newCluster(chart, { distribution }) });
    }),
  Egress: (egress) => rendered((chart) => newRelease(chart, { egress: [egress] })),
  ConfigMapKey: (key) =>
    rendered((chart) => newRelease(chart, { config: [bundleOf(chart, { variables: { A: key } })] })),
  ConfigMapUse: (use) => rendered((chart) => newRelease(chart, { config: [bundleOf(chart, { configMaps: [use] })] })),
  ConfigValue: (value) =>
    rendered((chart) => newRelease(chart, { config: [bundleOf(chart, { values: { A: value } })] })),
  ExistingConfigMap: (configMap) =>
    rendered((chart) => newRelease(chart, { config: [bundleOf(chart, { variables: { A: configMap.key('A') } })] })),
  ExistingSecret: (secret) => rendered((chart) => newRelease(chart, { cookie: secret.key('A') })),
  IDiscovery: (discovery) =>
    rendered((chart) => newRelease(chart, { cluster: newCluster(chart, { discovery }), stableNames: true })),
  IExposure: (exposure) => rendered((chart) => newPhoenix(chart, { exposures: [exposure] })),
  IMigration: (migration) => rendered((chart) => newRelease(chart, { script: SCRIPT, migration })),
  ServiceMesh: (mesh) =>
    rendered((chart) => {
      KubernetesTarget.set(chart, { version: '1.29' });
      newRelease(chart, { mesh });
    }),
  NetworkPeer: (peer) => rendered((chart) => newPhoenix(chart, { httpPeers: [peer] })),
  Probe: (probe) => rendered((chart) => newPhoenix(chart, { startupProbe: probe })),
  Release: (release) => rendered((chart) => newJob(chart, { release })),
  ReleaseCommand: (run) => rendered((chart) => newJob(chart, { run })),
  Resources: (resources) => rendered((chart) => newRelease(chart, { resources })),
  SecretKey: (key) => rendered((chart) => newRelease(chart, { cookie: key })),
  RestartOn: (restartOn) => rendered((chart) => newRelease(chart, { restartOn })),
  SecretUse: (use) => rendered((chart) => newRelease(chart, { config: [bundleOf(chart, { secrets: [use] })] })),
  Tls: (tls) => rendered((chart) => newPhoenix(chart, { exposures: [wayInWith(tls)] })),
  VmFlags: (vmFlags) => rendered((chart) => newRelease(chart, { vmFlags })),
  Waiver: (waiver) => rendered((chart) => newRelease(chart, { allow: [waiver] })),
};

const bundleOf = (chart: Chart, props: ConfigBundleProps) => new ConfigBundle(chart, 'c', props);

/** A way in that takes a certificate of this kind. */
function wayInWith(tls: Tls) {
  if (tls._place === 'ARN') return Exposure.alb({ tls });
  return tls._place === 'ManagedCertificate' ? Exposure.gke({ tls }) : Exposure.ingress({ tls });
}

/** Arguments that work, by the name of the parameter. */
const ARGUMENTS: { readonly [parameter: string]: () => unknown } = {
  ...GATEWAY.arguments,
  ...SECRET_SOURCES.arguments,
  ...SCALING.arguments,
  arns: () => ['arn:aws:acm:eu-central-1:111122223333:certificate/4bf8d6a2'],
  cidr: () => '10.0.0.0/8',
  command: () => ['/bin/true'],
  delivery: () => library.Delivery.helm(),
  duration: () => Duration.seconds(30),
  expression: () => 'Chat.Release.run()',
  key: () => 'A',
  configMap: () => PLATFORM,
  labels: () => ({ app: 'a' }),
  name: () => 'name',
  namespace: () => 'databases',
  names: () => ['A'],
  path: () => '/health',
  peer: () => library.NetworkPeer.cidr('10.0.0.0/8'),
  port: () => 6443,
  ports: () => [443],
  reason: () => 'tested',
  scope: () => newChart(),
  secret: () => SECRET,
  signerName: () => 'acme.example/distribution',
  version: () => '1.30',
};

/** Object that a method is called on, where it is not static. */
const ON: { readonly [type: string]: () => object } = {
  ...GATEWAY.on,
  ...SECRET_SOURCES.on,
  ConfigBundle: () =>
    bundleOf(newChart(), { localOnlySecrets: { A: 'b' }, allow: [library.Waiver.localOnlySecrets('x')] }),
  ExistingConfigMap: () => PLATFORM,
  ExistingSecret: () => SECRET,
  KubernetesTarget: () => library.KubernetesTarget.of(newChart()),
};

function argument(type: Type, name: string): unknown {
  if (type.kind === 'struct') return least(type.name);
  if (type.kind === 'string' && name === 'port') return 'http';
  if (!(name in ARGUMENTS)) throw new Error(`no argument for ${name}`);
  return ARGUMENTS[name]();
}

/** Parameters of every method, each with the others as they should be. */
const PARAMETERS: readonly Root[] = Object.keys(METHODS).flatMap((method) => {
  const [type, name] = method.split('.');
  const members = [...(membersOf(method)?.values() ?? [])];
  return members.map((parameter, index) => ({
    name: `${method}, ${parameter.name}`,
    type: parameter.type,
    give: (value: unknown) => {
      const given = members.map((other, place) => (place === index ? value : argument(other.type, other.name)));
      const of: any = (library as any)[type];
      const made = name in of ? of[name](...given) : (ON[type]() as any)[name](...given);
      const use = made && Object.keys(useOf).find((one) => made instanceof ((library as any)[one] ?? Function));
      return use ? useOf[use](made) : useOf[`I${type}`]?.(made);
    },
  }));
});

/** Every root. */
export const ROOTS: readonly Root[] = [...CONSTRUCTS, ...PARAMETERS];
