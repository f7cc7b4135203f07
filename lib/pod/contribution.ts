import type {
  Container,
  EnvFromSource,
  EnvVar,
  Labels,
  NetworkPolicyEgressRule,
  NetworkPolicyPeer,
  PersistentVolumeClaim,
  Volume,
  VolumeMount,
} from '../kubernetes/api';

/** Port of a pod, with its peers. */
export interface PodPort {
  readonly name: string;
  readonly port: number;
  /** Protocol, TCP when left out. */
  readonly protocol?: string;
  /** Peers that may connect; everybody who reaches the pod when left out. */
  readonly from?: readonly NetworkPolicyPeer[];
  /** Property of the user's that decides it, where it is not an item of a list. */
  readonly property?: string;
}

/** Work that the application finishes before it stops. */
export interface DrainTime {
  readonly name: string;
  readonly seconds: number;
  /** Request or command that starts it before SIGTERM; of most work SIGTERM is the sign. */
  readonly hook?: DrainHook;
}

/** Request or command of `preStop`. */
export type DrainHook =
  | { readonly kind: 'httpGet'; readonly path: string; readonly port?: string }
  | { readonly kind: 'exec'; readonly command: readonly string[] };

/** Lines of the two argument files of a release. */
export interface ArgumentLines {
  /** Lines of vm.args, read by `start` and `eval`. */
  readonly start: readonly string[];
  /** Lines of remote.vm.args, read by `remote`, `rpc`, `stop` and `pid`. */
  readonly remote: readonly string[];
}

/**
 * Part of a pod that one contributor gives: the cluster, a configuration bundle, Phoenix's runtime, one property of the
 * user's. Plain data; `mergeContributions` puts the parts together.
 */
export interface Contribution {
  /** Name of the contributor in messages: the property of the construct where there is one, such as `env`. */
  readonly by: string;
  /** Whether the contributor is a property of the user's, which can be changed where two clash: a list, or one value. */
  readonly property?: 'list' | 'value';
  /** Variables of the release's container, kept in this order where no `$(VAR)` forces another. */
  readonly env?: readonly EnvVar[];
  /** Variables that come from a map, so that their order means nothing: they stand last, by name. */
  readonly variables?: readonly EnvVar[];
  /** Sources of further variables. */
  readonly envFrom?: readonly EnvFromSource[];
  /** Names of the variables that `envFrom` brings, as far as synth knows them. */
  readonly envFromNames?: readonly string[];
  /** Prefixes of those sources of `envFrom` whose variables synth does not know. */
  readonly envFromPrefixes?: readonly string[];
  /** Ports of the release's container. */
  readonly ports?: readonly PodPort[];
  /** Ports of the release's container to which only members of the cluster may connect. */
  readonly memberPorts?: readonly PodPort[];
  /** Ports of sidecars that the NetworkPolicy opens. */
  readonly sidecarPorts?: readonly PodPort[];
  readonly volumes?: readonly Volume[];
  /** Claims that each pod of a StatefulSet has for itself. */
  readonly claims?: readonly PersistentVolumeClaim[];
  /** Mounts of the release's container. */
  readonly mounts?: readonly VolumeMount[];
  /** Containers that end before the release's starts. */
  readonly initContainers?: readonly Container[];
  /** Containers beside the release's. */
  readonly sidecars?: readonly Container[];
  readonly argumentLines?: ArgumentLines;
  /** Files beside the two argument files, by their names: lines of those name them. */
  readonly argumentFiles?: { readonly [name: string]: string };
  /** Connections that the pod may open; egress is isolated as soon as one contributor gives a list. */
  readonly egress?: readonly NetworkPolicyEgressRule[];
  /** Whether a rule of `egress` is for the API server. */
  readonly apiEgress?: boolean;
  /** Whether the release asks the API server, so that its pods need a token. */
  readonly apiAccess?: boolean;
  readonly podLabels?: Labels;
  readonly podAnnotations?: Labels;
  readonly drains?: readonly DrainTime[];
}
