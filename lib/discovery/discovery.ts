import type { SecretValue } from 'cdk8s-plus-27';
import { NodeHost } from '../beam/node-name';
import { Refusal } from '../errors/refusal';
import { publicClass } from '../props/public-class';
import { SecretKey } from '../secrets/existing-secret';
import { buildStrategy } from './build-strategy';
import { ApiRead, type DiscoveryTarget, type IDiscovery } from './i-discovery';

/** Options of every strategy. */
export interface DiscoveryOptions {
  /**
   * Other names for environment variables, from the default name to yours, where an image reads other ones:
   * `{ LIBCLUSTER_KUBERNETES_SELECTOR: 'K8S_SELECTOR' }`.
   *
   * @default - the names in the strategy's own documentation
   */
  readonly rename?: { [name: string]: string };
}

/**
 * Form of node names that libcluster's Kubernetes strategy makes: its option `mode`. Its `:dns` is not among them,
 * because it looks for nodes like `chat@10-1-2-3.ns.pod.cluster.local`, and no manifest can turn the dots of an
 * address into dashes; `:ip` finds the same pods.
 */
export enum KubernetesMode {
  /** `:ip`: `chat@10.1.2.3`. */
  IP = 'ip',

  /** `:hostname`: `chat@web-0.chat-nodes.ns.svc.cluster.local`; needs stable names. */
  HOSTNAME = 'hostname',
}

/** Options for `Discovery.kubernetes`. */
export interface KubernetesDiscoveryOptions extends DiscoveryOptions {
  /**
   * libcluster's `mode`.
   *
   * @default KubernetesMode.IP
   */
  readonly mode?: KubernetesMode;

  /**
   * libcluster's `kubernetes_ip_lookup_mode`: what is listed.
   *
   * @default ApiRead.PODS
   */
  readonly ipLookupMode?: ApiRead;
}

/** Options for `Discovery.kubernetesDns`. */
export interface KubernetesDnsOptions extends DiscoveryOptions {
  /**
   * Says that the image sets libcluster's `resolver:` to one that asks for AAAA records, which IPv6 needs.
   *
   * @default false
   */
  readonly ipv6Resolver?: boolean;
}

/** Options for `Discovery.postgres`. */
export interface PostgresDiscoveryOptions extends DiscoveryOptions {
  /** Database's URL: a key of an existing Secret. */
  readonly url: SecretKey | SecretValue;
}

/**
 * Strategies by which nodes find each other. The application runs the matching one: each method shows its
 * configuration. That of libcluster belongs into `config/runtime.exs`, under `config_env() == :prod`, because it
 * reads the environment of the pod; and the application starts the supervisor that acts on it, before the endpoint:
 *
 * ```elixir
 * # lib/my_app/application.ex
 * topologies = Application.get_env(:libcluster, :topologies, [])
 * children = [
 *   {Cluster.Supervisor, [topologies, [name: MyApp.ClusterSupervisor]]},
 *   …
 * ```
 *
 * libcluster's Gossip is not among them: it needs UDP multicast, which no common network plugin of Kubernetes
 * carries, so the nodes never meet.
 *
 * Sources: dns_cluster 0.2, libcluster 3.5, libcluster_postgres 0.2. Every strategy was seen to form a cluster on
 * Kubernetes: that of libcluster_postgres in the test suite's own code, which does what the library does.
 */
export class Discovery {
  /**
   * dns_cluster, which every new Phoenix application brings: looks up the headless Service, never disconnects.
   *
   * ```elixir
   * # lib/my_app/application.ex, as generated
   * {DNSCluster, query: Application.get_env(:my_app, :dns_cluster_query) || :ignore}
   * # config/runtime.exs, as generated
   * config :my_app, :dns_cluster_query, System.get_env("DNS_CLUSTER_QUERY")
   * ```
   *
   * @param options other variable names
   * @throws where another name for a variable is none
   */
  public static dnsCluster(options: DiscoveryOptions = {}): IDiscovery {
    return buildStrategy('dns_cluster', options.rename, {
      nodeHost: NodeHost.ADDRESS,
      environment: (target) => ({ DNS_CLUSTER_QUERY: fullName(target) }),
    });
  }

  /**
   * libcluster's `Cluster.Strategy.Kubernetes.DNS`: the same look-up; a failed one disconnects everybody until the
   * next.
   *
   * ```elixir
   * # config/runtime.exs, in `if config_env() == :prod do`; with Cluster.Supervisor in application.ex, see above
   * config :libcluster, topologies: [k8s: [
   *   strategy: Cluster.Strategy.Kubernetes.DNS,
   *   config: [
   *     service: System.fetch_env!("LIBCLUSTER_KUBERNETES_SERVICE"),
   *     application_name: System.fetch_env!("LIBCLUSTER_KUBERNETES_NODE_BASENAME")]]]
   * ```
   *
   * @param options other variable names; for IPv6 that the image has a resolver for it
   * @throws where another name for a variable is none
   */
  public static kubernetesDns(options: KubernetesDnsOptions = {}): IDiscovery {
    return buildStrategy('libcluster Kubernetes.DNS', options.rename, {
      nodeHost: NodeHost.ADDRESS,
      environment: (target) => {
        if (target.ipv6 && !options.ipv6Resolver) throw onlyIpv4();
        return {
          LIBCLUSTER_KUBERNETES_SERVICE: fullName(target),
          LIBCLUSTER_KUBERNETES_NODE_BASENAME: target.nodeBasename,
        };
      },
    });
  }

  /**
   * libcluster's `Cluster.Strategy.Kubernetes.DNSSRV`: stable names from the SRV records of the headless Service.
   * Members need `stableNames`.
   *
   * ```elixir
   * # config/runtime.exs, in `if config_env() == :prod do`; with Cluster.Supervisor in application.ex, see above
   * config :libcluster, topologies: [k8s: [
   *   strategy: Cluster.Strategy.Kubernetes.DNSSRV,
   *   config: [
   *     service: System.fetch_env!("LIBCLUSTER_KUBERNETES_SERVICE"),
   *     namespace: System.fetch_env!("LIBCLUSTER_KUBERNETES_NAMESPACE"),
   *     application_name: System.fetch_env!("LIBCLUSTER_KUBERNETES_NODE_BASENAME")]]]
   * ```
   *
   * libcluster itself reads `CLUSTER_DOMAIN`, which is set too.
   *
   * @param options other variable names
   * @throws where another name for a variable is none
   */
  public static kubernetesDnsSrv(options: DiscoveryOptions = {}): IDiscovery {
    return buildStrategy('libcluster Kubernetes.DNSSRV', options.rename, {
      nodeHost: NodeHost.FQDN,
      environment: (target) => ({
        LIBCLUSTER_KUBERNETES_SERVICE: target.serviceName,
        LIBCLUSTER_KUBERNETES_NAMESPACE: target.namespace,
        LIBCLUSTER_KUBERNETES_NODE_BASENAME: target.nodeBasename,
        CLUSTER_DOMAIN: `${target.clusterDomain}.`,
      }),
    });
  }

  /**
   * libcluster's `Cluster.Strategy.Kubernetes`: asks the API server. Members get a token and may list pods (or
   * endpoints) of their namespace, nothing else. `:hostname` needs `stableNames`.
   *
   * ```elixir
   * # config/runtime.exs, in `if config_env() == :prod do`; with Cluster.Supervisor in application.ex, see above
   * config :libcluster, topologies: [k8s: [
   *   strategy: Cluster.Strategy.Kubernetes,
   *   config: [
   *     mode: :ip, # or :hostname, and then
   *     # kubernetes_service_name: System.fetch_env!("LIBCLUSTER_KUBERNETES_SERVICE"),
   *     # cluster_name: System.fetch_env!("LIBCLUSTER_KUBERNETES_CLUSTER_NAME"),
   *     kubernetes_ip_lookup_mode: :pods,
   *     kubernetes_selector: System.fetch_env!("LIBCLUSTER_KUBERNETES_SELECTOR"),
   *     kubernetes_namespace: System.fetch_env!("LIBCLUSTER_KUBERNETES_NAMESPACE"),
   *     kubernetes_node_basename: System.fetch_env!("LIBCLUSTER_KUBERNETES_NODE_BASENAME")]]]
   * ```
   *
   * @param options mode, look-up and other variable names
   * @throws where another name for a variable is none
   */
  public static kubernetes(options: KubernetesDiscoveryOptions = {}): IDiscovery {
    const mode = options.mode ?? KubernetesMode.IP;
    const lookup = options.ipLookupMode ?? ApiRead.PODS;
    const hostname = mode === KubernetesMode.HOSTNAME;
    return buildStrategy(`libcluster Kubernetes with mode :${mode}`, options.rename, {
      nodeHost: hostname ? NodeHost.FQDN : NodeHost.ADDRESS,
      reads: lookup,
      environment: (target) => ({
        LIBCLUSTER_KUBERNETES_MODE: mode,
        LIBCLUSTER_KUBERNETES_IP_LOOKUP_MODE: lookup,
        LIBCLUSTER_KUBERNETES_SELECTOR: target.selector,
        LIBCLUSTER_KUBERNETES_NAMESPACE: target.namespace,
        LIBCLUSTER_KUBERNETES_NODE_BASENAME: target.nodeBasename,
        // libcluster reads it itself, to find kubernetes.default.svc.DOMAIN.
        CLUSTER_DOMAIN: target.clusterDomain,
        ...(hostname ? hostnameVariables(target) : {}),
      }),
    });
  }

  /**
   * libcluster's `Cluster.Strategy.Epmd`: a fixed list of nodes, made from the replicas of every member. Members need
   * `stableNames`; a changed number of replicas rolls them all. `timeout` makes it dial again: without it a connection
   * that is lost once is never made again, and with OTP 25 or newer all nodes stand alone for good though every pod is
   * Ready. With 5 seconds three nodes were whole again after 0.6 seconds.
   *
   * ```elixir
   * # config/runtime.exs, in `if config_env() == :prod do`; with Cluster.Supervisor in application.ex, see above
   * config :libcluster, topologies: [k8s: [
   *   strategy: Cluster.Strategy.Epmd,
   *   config: [
   *     timeout: 5_000,
   *     hosts: "LIBCLUSTER_EPMD_HOSTS" |> System.fetch_env!() |> String.split(",") |> Enum.map(&String.to_atom/1)]]]
   * ```
   *
   * @param options other variable names
   * @throws where another name for a variable is none
   */
  public static epmd(options: DiscoveryOptions = {}): IDiscovery {
    return buildStrategy('libcluster Epmd', options.rename, {
      nodeHost: NodeHost.FQDN,
      nodeListVariable: 'LIBCLUSTER_EPMD_HOSTS',
      environment: () => ({}),
    });
  }

  /**
   * libcluster_postgres: nodes announce themselves through the database, on a channel that is called by the cluster's
   * name: `chat_nodes`. Clusters of one name that share a database, in two namespaces, would hear each other: name them
   * apart.
   *
   * ```elixir
   * # config/runtime.exs, in `if config_env() == :prod do`; with Cluster.Supervisor in application.ex, see above
   * config :libcluster, topologies: [postgres: [
   *   strategy: LibclusterPostgres.Strategy,
   *   config: "LIBCLUSTER_POSTGRES_URL" |> System.fetch_env!() |> Ecto.Repo.Supervisor.parse_url()
   *           |> Keyword.put(:channel_name, System.fetch_env!("LIBCLUSTER_POSTGRES_CHANNEL"))]]
   * ```
   *
   * @param options the database, and other variable names
   * @throws where the URL is no reference to a Secret, or another name for a variable is none
   */
  public static postgres(options: PostgresDiscoveryOptions): IDiscovery {
    return buildStrategy('libcluster_postgres', options.rename, {
      nodeHost: NodeHost.ADDRESS,
      secrets: { LIBCLUSTER_POSTGRES_URL: SecretKey._from('Discovery.postgres.url', options.url) },
      environment: ({ clusterName }) => ({ LIBCLUSTER_POSTGRES_CHANNEL: channelOf(clusterName) }),
    });
  }

  private constructor() {}
}

publicClass(Discovery, 'Discovery');

function fullName(target: DiscoveryTarget): string {
  return `${target.serviceName}.${target.namespace}.svc.${target.clusterDomain}`;
}

/** libcluster's `:hostname` puts `.local` behind `cluster_name` itself. */
function hostnameVariables(target: DiscoveryTarget): { [name: string]: string } {
  const name = /^(.+)\.local$/.exec(target.clusterDomain)?.[1];
  if (name === undefined) {
    throw new Refusal({
      property: 'discovery',
      value: `Discovery.kubernetes({ mode: KubernetesMode.HOSTNAME }) with the cluster domain "${target.clusterDomain}"`,
      why: 'libcluster writes `.local` into the names of nodes itself',
      allowed: 'a cluster domain that ends in `.local`',
      fix: 'use Discovery.kubernetesDnsSrv(), which reads the domain',
    });
  }
  return { LIBCLUSTER_KUBERNETES_SERVICE: target.serviceName, LIBCLUSTER_KUBERNETES_CLUSTER_NAME: name };
}

function onlyIpv4(): Refusal {
  return new Refusal({
    property: 'discovery',
    value: 'Discovery.kubernetesDns() with ipv6: true',
    why: 'libcluster Kubernetes.DNS looks up A records only, so it finds no IPv6 address',
    allowed: 'dnsCluster, kubernetesDnsSrv or kubernetes with IPv6',
    fix: "use Discovery.dnsCluster(), or set `resolver:` in the image's libcluster configuration and say so: ipv6Resolver: true",
  });
}

/**
 * Channel of a cluster: at most 63 characters, as its headless Service's name is no longer. libcluster_postgres sends NOTIFY
 * without quotes, so that it must be an identifier of SQL and none of its words, which a cluster's name may be: `user`.
 *
 * Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
 */
function channelOf(clusterName: string): string {
  return `${clusterName.replace(/-/g, '_')}_nodes`;
}
