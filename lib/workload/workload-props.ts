import type { Size } from 'cdk8s';
import type { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import type { LongRunningPodProps } from '../pod/long-running-pod-props';
import type { IScaling } from '../scaling/i-scaling';
import type { RestartOn } from './restart-on';
import type { Rollout } from './rollout';

/** Volume that every pod has for itself and keeps over restarts. Makes the release a StatefulSet. */
export interface PodStorage {
  /** Name. It is part of the claims' names and cannot change after the first apply. */
  readonly name: string;

  /** Folder in which the release finds it. */
  readonly mountPath: string;

  /**
   * Size of each volume. For a larger one later, where the StorageClass allows it: enlarge the claims, delete the
   * StatefulSet with `--cascade=orphan`, and apply it with the new size. No pod stops.
   */
  readonly size: Size;

  /**
   * Name of the StorageClass.
   *
   * @default - the default class of the Kubernetes cluster
   */
  readonly storageClass?: string;

  /**
   * Pods and nodes that may mount it at once.
   *
   * @default PersistentVolumeAccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: PersistentVolumeAccessMode;
}

/**
 * What becomes of the claims of a StatefulSet's pods. Their data goes with them, unless the StorageClass retains volumes.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
export interface ClaimRetention {
  /**
   * Whether claims are deleted with the StatefulSet.
   *
   * @default false
   */
  readonly deletedWithStatefulSet?: boolean;

  /**
   * Whether the claims of pods are deleted that a smaller number of replicas takes away.
   *
   * @default false
   */
  readonly deletedWhenScaledDown?: boolean;
}

/** Properties of a workload that goes on running: its name, its pods, its volumes. */
export interface WorkloadProps extends LongRunningPodProps {
  /**
   * Name of its objects and of its container. Selectors are made of it: changing it makes a new workload.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Number of pods, from 1.
   *
   * @default - 2; 1 with `singleton`; none with `scaling`
   */
  readonly replicas?: number;

  /**
   * Whether the release runs no pods for now: `replicas` is 0 in the manifest, and everything else stays.
   *
   * @default false
   */
  readonly scaledToZero?: boolean;

  /**
   * Scaler that decides the number of pods, in the place of `replicas`.
   *
   * @default - none
   */
  readonly scaling?: IScaling;

  /**
   * Whether it is one pod that never runs twice, not even while it is replaced: a StatefulSet of one pod, whose name is
   * free again only when the last pod has ended. On a node that is lost it starts again when the node is back, or when
   * somebody deletes the pod by force.
   *
   * Source: https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/
   *
   * @default false
   */
  readonly singleton?: boolean;

  /**
   * How pods are replaced by those of a new version.
   *
   * @default Rollout.rolling()
   */
  readonly rollout?: Rollout;

  /**
   * Change of existing Secrets and ConfigMaps that replaces the pods.
   *
   * @default - none: pods read them when they start for another reason
   */
  readonly restartOn?: RestartOn;

  /**
   * Pods with names that stay, `NAME-0` and so on, and nodes named after them: a StatefulSet. Strategies that find
   * names need it (`kubernetesDnsSrv`, `epmd`, `kubernetes` with `:hostname`), those that find addresses refuse it. A
   * Deployment cannot become a StatefulSet in place: give the new one another `name`, apply, and delete the old one.
   *
   * @default false
   */
  readonly stableNames?: boolean;

  /**
   * Volumes that each pod has for itself and keeps: a StatefulSet. They cannot be changed after the first apply: delete
   * the StatefulSet with `--cascade=orphan` and apply again. The claims stay when pods or the StatefulSet go.
   *
   * @default - none
   */
  readonly storage?: PodStorage[];

  /**
   * What becomes of the claims of `storage` when their pods go for good.
   *
   * @default - they stay
   */
  readonly claimRetention?: ClaimRetention;

  /**
   * Ordinal of the first pod of a StatefulSet: its pods are `NAME-ORDINAL` and those after it.
   *
   * Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#start-ordinal
   *
   * @default 0
   */
  readonly startOrdinal?: number;

  /**
   * Whether each pod of a StatefulSet has a Service of its own, called as the pod, with the ports of the release: for
   * clients that must reach one pod, because it holds their shard or their room. It needs a fixed number of replicas.
   *
   * Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label
   *
   * @default false
   */
  readonly podServices?: boolean;

  /**
   * Annotations of the workload.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}
