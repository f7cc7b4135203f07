import type {
  DeploymentSpec,
  Labels,
  NetworkPolicyEgressRule,
  PersistentVolumeClaim,
  StatefulSetSpec,
} from '../kubernetes/api';
import type { PodPort } from '../pod/contribution';
import type { PodDescription } from '../pod/pod-description';
import type { Bounds } from '../scaling/bounds';
import type { ClaimRetention } from './workload-props';

/** Connections of the pods: who may connect, and where they may. */
export interface NetworkDescription {
  /** Ports of the release's container and of sidecars that are open. */
  readonly ports: readonly PodPort[];
  /** Ports that members of the cluster, and pods that join it, alone may connect to. */
  readonly memberPorts: readonly PodPort[];
  /** Name of the cluster; none in no cluster. */
  readonly cluster?: string;
  /** Rules of egress; undefined where egress is not isolated. */
  readonly egress?: readonly NetworkPolicyEgressRule[];
  /** Port of a mesh's proxy at which connections to every port arrive, and leave for; none without such a mesh. */
  readonly proxyPort?: number;
}

/** Workload over a pod, as plain data. */
export interface WorkloadDescription {
  readonly name: string;
  /** Labels of every object. */
  readonly labels: Labels;
  /** Annotations of the workload. */
  readonly annotations: Labels;
  /** Labels by which the workload selects its pods. They never change. */
  readonly selector: Labels;
  /** Number of pods; none where a scaler decides it. */
  readonly replicas?: number;
  /** Least and greatest number of pods, which are the same without a scaler. */
  readonly bounds: Bounds;
  /** Fields of a Deployment that say how its pods are replaced. */
  readonly rollout: Partial<DeploymentSpec>;
  readonly pod: PodDescription;
  /** Whether the ServiceAccount is made, or exists already. */
  readonly makesServiceAccount: boolean;
  readonly network: NetworkDescription;
  /** Headless Service and claims of a StatefulSet; a Deployment without. */
  readonly statefulSet?: {
    readonly serviceName: string;
    /** Whether that Service is the workload's own; the cluster's otherwise. */
    readonly ownsService: boolean;
    readonly claims: readonly PersistentVolumeClaim[];
    /** What becomes of the claims; they stay without. */
    readonly retention?: ClaimRetention;
    /** Fields that say how its pods are replaced. */
    readonly rollout: Partial<StatefulSetSpec>;
    /** Ordinal of the first pod. */
    readonly start: number;
    /** How many pods have a Service of their own, and whether it is of IPv6 alone; none without. */
    readonly podServices?: { readonly count: number; readonly ipv6: boolean };
  };
}
