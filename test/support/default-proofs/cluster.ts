import { join } from 'node:path';
import { Duration } from 'cdk8s';
import {
  ApiRead,
  ConfigMapUse,
  Discovery,
  Distribution,
  DistributionCertificate,
  ExistingConfigMap,
  ExistingSecret,
  KubernetesMode,
  NodeHost,
  SecretUse,
  Waiver,
} from 'cdk8s-elixir';
import { newCluster, newRelease, rendered, SECRET } from '../subjects';
import { askingCluster, bundle, cluster, discovery, own, refused, withFiles } from './builds';
import { list, map, override, overrides, type Proofs, text } from './proof';

const PLATFORM = ExistingConfigMap.named('platform');
const FOLDER = join(__dirname, '../config-folder');
const OTHER_ENV = join(__dirname, '../other.env');
const ISSUED = DistributionCertificate.issuer('authority');
const issued = (options: any) =>
  cluster({ distribution: Distribution.tls({ certificate: DistributionCertificate.issuer('authority', options) }) });

/** Clusters, discovery, bundles, secrets. */
export const CLUSTER: Proofs = {
  'ConfigBundleProps.allow': {
    build: (allow) => bundle({ values: { A: 'b' }, ...allow }),
    same: [],
    other: [Waiver.plainValue('A', 'x')],
  },
  'ConfigBundleProps.configMaps': list(bundle, ConfigMapUse.environment(PLATFORM)),
  'ConfigBundleProps.files': map(bundle, 'app.toml', 'a = 1'),
  'ConfigBundleProps.filesFolder': text(bundle, undefined, FOLDER),
  'ConfigBundleProps.filesPath': { build: withFiles, other: '/etc/other' },
  'ConfigBundleProps.localOnlyEnvFile': text(
    (props) => bundle({ allow: [Waiver.localOnlySecrets('x')], secrets: [], ...props }),
    undefined,
    OTHER_ENV,
  ),
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
  'IDiscovery.looksUpNames': {
    build: (props) =>
      refused(() =>
        rendered((chart) => {
          const strategy = { strategy: 'own', nodeHost: NodeHost.ADDRESS, environment: () => ({}), ...props };
          newRelease(chart, { cluster: newCluster(chart, { discovery: strategy }), egress: [] });
        }),
      ),
    other: false,
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
  'IssuedDistributionCertificateOptions.duration': text(issued, undefined, Duration.hours(2)),
  'IssuedDistributionCertificateOptions.renewBefore': text(issued, undefined, Duration.minutes(5)),
  'TlsDistributionOptions.ports': {
    build: (options) => cluster({ distribution: Distribution.tls({ certificate: ISSUED, ...options }) }),
    other: Distribution.epmd(),
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
  ...overrides('ErlangClusterOverrides', [
    override(cluster, 'service'),
    override(askingCluster, 'role'),
    override((props) => cluster({ distribution: Distribution.tls({ certificate: ISSUED }), ...props }), 'certificate'),
  ]),
  'ConfigMapEnvironmentOptions.prefix': text(
    (options) => bundle({ configMaps: [ConfigMapUse.environment(PLATFORM, options)] }),
    undefined,
    'A_',
  ),
  'ConfigMapFilesOptions.keys': text(
    (options) => bundle({ configMaps: [ConfigMapUse.files(PLATFORM, '/etc/platform', options)] }),
    undefined,
    ['a.conf'],
  ),
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
