import { Size } from 'cdk8s';
import {
  ApiRead,
  Discovery,
  Distribution,
  type ElixirReleaseProps,
  ExistingSecret,
  type IDiscovery,
  KubernetesMode,
} from 'cdk8s-elixir';

/** A strategy, and what the release of the suite has to be told to run the same. */
export interface Strategy {
  readonly name: string;
  readonly discovery: IDiscovery;
  /** The value of the release's own variable DISCOVERY. */
  readonly told: string;
  readonly stableNames: boolean;
}

function kubernetes(mode: KubernetesMode, ipLookupMode: ApiRead): Strategy {
  return {
    name: `kubernetes ${mode}/${ipLookupMode}`,
    discovery: Discovery.kubernetes({ mode, ipLookupMode }),
    told: 'kubernetes',
    stableNames: mode === KubernetesMode.HOSTNAME,
  };
}

/** Every strategy that needs nothing but Kubernetes. */
export const STRATEGIES: readonly Strategy[] = [
  { name: 'dnsCluster', discovery: Discovery.dnsCluster(), told: 'dns_cluster', stableNames: false },
  { name: 'kubernetesDns', discovery: Discovery.kubernetesDns(), told: 'kubernetes_dns', stableNames: false },
  { name: 'kubernetesDnsSrv', discovery: Discovery.kubernetesDnsSrv(), told: 'kubernetes_dns_srv', stableNames: true },
  kubernetes(KubernetesMode.IP, ApiRead.PODS),
  kubernetes(KubernetesMode.IP, ApiRead.ENDPOINTS),
  kubernetes(KubernetesMode.HOSTNAME, ApiRead.PODS),
  kubernetes(KubernetesMode.HOSTNAME, ApiRead.ENDPOINTS),
  { name: 'epmd', discovery: Discovery.epmd(), told: 'epmd', stableNames: true },
];

/** libcluster_postgres, over a database whose URL a Secret of the namespace holds. */
export const POSTGRES: Strategy = {
  name: 'postgres',
  discovery: Discovery.postgres({ url: ExistingSecret.named('database').key('url') }),
  told: 'postgres',
  stableNames: false,
};

/** The strategy of that name. */
export function strategy(name: string): Strategy {
  return STRATEGIES.find((one) => one.name === name) as Strategy;
}

/** Both ways in which nodes listen. */
export const DISTRIBUTIONS: readonly { readonly name: string; readonly distribution: Distribution }[] = [
  { name: 'one port', distribution: Distribution.singlePort() },
  { name: 'epmd', distribution: Distribution.epmd() },
];

/** A kind of workload, and the properties that ask for it. */
export interface Kind {
  readonly name: string;
  readonly props: Partial<ElixirReleaseProps>;
}

const STORAGE = [{ name: 'data', mountPath: '/var/lib/hello', size: Size.mebibytes(16) }];

/** The kinds that a strategy is accepted on. */
export function kinds({ stableNames }: Strategy): readonly Kind[] {
  if (stableNames) return [{ name: 'StatefulSet with stable names', props: { stableNames } }];
  return [
    { name: 'Deployment', props: {} },
    { name: 'StatefulSet with storage', props: { storage: STORAGE } },
  ];
}
