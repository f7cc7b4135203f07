import type { Size } from 'cdk8s';
import type { ImagePullPolicy, k8s } from 'cdk8s-plus-27';
import type { Egress } from './network';
import type { Resources } from './resources';

/** Nodes on which pods may run. */
export interface Scheduling {
  /** Labels that a node must have. @default - any node */
  readonly nodeSelector?: { [label: string]: string };
  /** Taints that are tolerated. @default - none */
  readonly tolerations?: k8s.Toleration[];
  /** Affinity to nodes and pods. @default - none; pods are spread softly over zones and nodes in any case */
  readonly affinity?: k8s.Affinity;
  /** Name of the PriorityClass. @default - the default class of the Kubernetes cluster */
  readonly priorityClass?: string;
}

/** Folder in which the release may write; an emptyDir, which goes with the pod. */
export interface ScratchVolume {
  /** Path of the folder. */
  readonly mountPath: string;

  /** Largest content: the pod is evicted when more is written. */
  readonly size: Size;
}

/** Properties of any pod of a release, whether it goes on running or runs once. */
export interface PodProps {
  /**
   * CPU, memory and disk.
   *
   * @default Resources.small()
   */
  readonly resources?: Resources;

  /**
   * Further folders that the release may write; `/tmp` is one in any case, and the rest of the root file system is
   * read-only.
   *
   * @default - none
   */
  readonly scratch?: ScratchVolume[];

  /**
   * Largest content of `/tmp`: the pod is evicted when more is written.
   *
   * @default Size.mebibytes(64)
   */
  readonly tmpSize?: Size;

  /**
   * When the image is pulled.
   *
   * @default - IfNotPresent with a fixed tag or a digest, else Always
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * Names of existing Secrets to pull the image with.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * Containers beside it, in the words of cdk8s-plus-27's `k8s`. From a target version of 1.29 on they start before it
   * and stop after it. They get the security context that `restricted` asks for, unless they bring their own.
   *
   * @default - none
   */
  readonly sidecars?: k8s.Container[];

  /**
   * Containers that end before it starts.
   *
   * @default - none
   */
  readonly initContainers?: k8s.Container[];

  /**
   * Volumes of the pod, claims among them, in the words of cdk8s-plus-27's `k8s`.
   *
   * @default - none
   */
  readonly volumes?: k8s.Volume[];

  /**
   * Mounts of `volumes` in the release's container.
   *
   * @default - none
   */
  readonly volumeMounts?: k8s.VolumeMount[];

  /**
   * Annotations of the pods. A change of them rolls the pods.
   *
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };

  /**
   * Nodes on which pods may run.
   *
   * @default - any node
   */
  readonly scheduling?: Scheduling;

  /**
   * Lines of the pods' /etc/hosts.
   *
   * @default - none
   */
  readonly hostAliases?: k8s.HostAlias[];

  /**
   * Connections that the pods may open. Those to other members are always among them.
   *
   * @default - every connection: egress is not isolated
   */
  readonly egress?: Egress[];

  /**
   * User and group of the containers. 65534 is `nobody`, as whom the image of `mix phx.gen.release --docker` runs. 0
   * needs
   * `Waiver.podSecurity`.
   *
   * @default 65534
   */
  readonly user?: number;
}
