import type { NodeHost } from '../beam/node-name';
import type { SecretKey } from '../secrets/existing-secret';

/** Resource that a strategy reads through the API server: a member's ServiceAccount may list it, and nothing else. */
export enum ApiRead {
  /** Pods of the namespace. */
  PODS = 'pods',

  /** Endpoints of the namespace. Deprecated since Kubernetes 1.33, still served: prefer pods. */
  ENDPOINTS = 'endpoints',
}

/** Cluster as a strategy sees it. */
export interface DiscoveryTarget {
  /** Cluster's name. */
  readonly clusterName: string;

  /** Basename of every member's node name: the part before the `@`. */
  readonly nodeBasename: string;

  /** Headless Service: its short name. */
  readonly serviceName: string;

  /** Namespace, as a reference that expands in the pod: `$(POD_NAMESPACE)`. */
  readonly namespace: string;

  /** Cluster's DNS domain, such as `cluster.local`. */
  readonly clusterDomain: string;

  /** Label selector of the members' pods and of the headless Service itself, as `key=value`. */
  readonly selector: string;

  /** Whether nodes talk IPv6. */
  readonly ipv6: boolean;
}

/**
 * Strategy by which nodes find each other. `Discovery` makes those of the field; implement this for one of your own.
 *
 * @example
 *
 *   const consul: IDiscovery = {
 *     strategy: 'consul',
 *     nodeHost: NodeHost.ADDRESS,
 *     environment: ({ clusterName }) => ({ CONSUL_SERVICE: clusterName, CONSUL_ADDRESS: '$(POD_IP)' }),
 *   };
 */
export interface IDiscovery {
  /** Strategy's name in messages. */
  readonly strategy: string;

  /**
   * Form of node names that the strategy can find. Stable names need a StatefulSet, addresses work with any
   * workload.
   */
  readonly nodeHost: NodeHost;

  /**
   * Resource that it lists through the API server; such members get a ServiceAccount token and a Role for that list.
   *
   * @default - nothing: no token, no Role
   */
  readonly reads?: ApiRead;

  /**
   * Whether nodes look up names in DNS: the strategy's, or those of other nodes. Where egress is isolated, such members
   * need `Egress.dns()`.
   *
   * @default true
   */
  readonly looksUpNames?: boolean;

  /**
   * Variables that tell the application where to look. Values may refer to `$(POD_IP)`, `$(POD_NAME)` and
   * `$(POD_NAMESPACE)`.
   *
   * @param target the cluster
   */
  environment(target: DiscoveryTarget): { [name: string]: string };

  /**
   * Variables whose value is a key of a Secret.
   *
   * @default - none
   */
  readonly secrets?: { [name: string]: SecretKey };

  /**
   * Variable that is to hold the node names of all members, separated by commas, for strategies with a fixed list.
   * It is filled in at synth, when all members are known.
   *
   * @default - none
   */
  readonly nodeListVariable?: string;
}
