// Builds a cluster from its description.
import { type Chart, Duration } from 'cdk8s';
import {
  ApiRead,
  Discovery,
  Distribution,
  DistributionCertificate,
  ErlangCluster,
  ExistingSecret,
  type IDiscovery,
  KubernetesMode,
  KubernetesTarget,
  ServiceMesh,
} from 'cdk8s-elixir';
import type { CertificateKind, ClusterData, Strategy } from './app-description';
import { type Arrange, trim } from './build-options';

const SECRET = ExistingSecret.named('generated');

/** `:hostname` needs a domain that ends in .local. */
export function strategyFor(strategy: Strategy, domain: string | undefined): Strategy {
  return strategy.includes('hostname') && domain === 'k8s.example.com' ? 'kubernetesDnsSrv' : strategy;
}

export function buildCluster(
  chart: Chart,
  data: ClusterData,
  arrange: Arrange,
  { domain, version }: { readonly domain?: string; readonly version?: string },
): ErlangCluster {
  const { name, nodeBasename, distribution, ipv6, meshed } = data;
  const native = Number(version?.slice(2) ?? 0) >= 29;
  return new ErlangCluster(
    chart,
    'cluster',
    arrange({
      name: trim(name, 57),
      nodeBasename,
      cookie: SECRET.key('RELEASE_COOKIE'),
      discovery: buildDiscovery(strategyFor(data.strategy, domain), data.rename, ipv6 ?? false, arrange),
      distribution: distribution && buildDistribution(chart, distribution, arrange),
      ipv6,
      mesh: meshed && native ? ServiceMesh.istio(arrange({ excludedOutboundPorts: [5432] })) : undefined,
    }),
  );
}

type DistributionData = NonNullable<ClusterData['distribution']>;

function buildDistribution(chart: Chart, data: DistributionData, arrange: Arrange): Distribution {
  const ports = buildPorts(data, arrange);
  if (data.certificate === undefined) return ports;
  return Distribution.tls(arrange({ certificate: buildCertificate(chart, data.certificate, arrange), ports }));
}

function buildCertificate(chart: Chart, kind: CertificateKind, arrange: Arrange): DistributionCertificate {
  if (kind === 'issuer') return DistributionCertificate.clusterIssuer('generated');
  if (kind === 'renewed') {
    const times = { duration: Duration.hours(1), renewBefore: Duration.minutes(5) };
    return DistributionCertificate.issuer('generated', arrange(times));
  }
  const hasOwn = kind === 'pod' && KubernetesTarget.of(chart).atLeast('1.37');
  return hasOwn
    ? DistributionCertificate.podCertificates('acme.example/generated')
    : DistributionCertificate.secret('generated');
}

function buildPorts({ epmd, port, count }: DistributionData, arrange: Arrange): Distribution {
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
