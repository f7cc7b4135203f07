import type { Duration, Size } from 'cdk8s';
import type { EnvValue, ImagePullPolicy, k8s, SecretValue } from 'cdk8s-plus-27';
import type { VmFlags } from '../beam/vm-flags';
import type { ErlangCluster } from '../cluster/erlang-cluster';
import type { ConfigBundle } from '../config/config-bundle';
import type { Drain } from '../pod/drain';
import type { HealthCheck } from '../pod/health-check';
import type { Egress, ReleasePort } from '../pod/network';
import type { Resources } from '../pod/resources';
import type { PodStorage, ScratchSpace } from '../pod/storage';
import type { Waiver } from '../risks/waiver';
import type { SecretKey } from '../secrets/existing-secret';

/** Where pods may run. */
export interface Scheduling {
  /** Labels that a node must have. @default - any node */
  readonly nodeSelector?: { [label: string]: string };
  /** Taints that are tolerated. @default - none */
  readonly tolerations?: k8s.Toleration[];
  /** Affinity to nodes and pods. @default - none; pods are spread softly over zones and nodes in any case */
  readonly affinity?: k8s.Affinity;
  /** The PriorityClass. @default - the default class of the Kubernetes cluster */
  readonly priorityClass?: string;
}

/** Overrides for the parts of an ElixirRelease: the API's own JSON, merged deeply. */
export interface ElixirReleaseOverrides {
  /** Into the Deployment or StatefulSet. @default - nothing */
  readonly workload?: any;
  /** Into the ServiceAccount. @default - nothing */
  readonly serviceAccount?: any;
  /** Into the ConfigMap of vm.args and remote.vm.args. @default - nothing */
  readonly vmArgs?: any;
  /** Into the PodDisruptionBudget. @default - nothing */
  readonly podDisruptionBudget?: any;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: any;
  /** Into the RoleBinding. @default - nothing */
  readonly roleBinding?: any;
  /** Into the headless Service of a StatefulSet in no cluster. @default - nothing */
  readonly headlessService?: any;
  /** Into the Service of a PhoenixService. @default - nothing */
  readonly service?: any;
  /** Into each HTTPRoute of a PhoenixService. @default - nothing */
  readonly route?: any;
  /** Into each Ingress of a PhoenixService. @default - nothing */
  readonly ingress?: any;
}

/** Properties of an ElixirRelease. */
export interface ElixirReleaseProps {
  /**
   * The name of its objects and of its container. Selectors are made of it: changing it makes a new workload.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The image: what `mix phx.gen.release --docker` makes, or any image that starts a mix release as its first process
   * (`CMD ["/app/bin/server"]`, `CMD ["/app/bin/my_app", "start"]`). `sleep` must be in it unless the target version is
   * 1.30 or newer. If its `env.sh` exports RELEASE_NODE or RELEASE_COOKIE, write them `${RELEASE_NODE:-…}` there: a plain
   * export beats the environment of the pod.
   */
  readonly image: string;

  /**
   * The cluster that its nodes join. A StatefulSet that is applied already cannot join or leave one in place, because its
   * `serviceName` cannot change: delete it with `--cascade=orphan` and apply again.
   *
   * @default - none: the node is `NAME@127.0.0.1`, bound to loopback, so that `remote`, `rpc` and `stop` work in the pod
   */
  readonly cluster?: ErlangCluster;

  /**
   * How many pods.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * What the container runs instead of the image's own command. A worker made of an image whose command is `bin/server`
   * needs one, because that script serves HTTP: `['/app/bin/my_app', 'start']`.
   *
   * @default - the image's own
   */
  readonly command?: string[];

  /**
   * The cookie of a release in no cluster; in a cluster it is the cluster's.
   *
   * @default - the one that `mix release` wrote into the image
   */
  readonly cookie?: SecretKey | SecretValue;

  /**
   * What stands before the `@` of the node's name, in no cluster; in one it is the cluster's.
   *
   * @default - the name
   */
  readonly nodeBasename?: string;

  /**
   * Pods with names that stay, `NAME-0` and so on, and nodes named after them: a StatefulSet. Strategies that find names
   * need it (`kubernetesDnsSrv`, `epmd`, `kubernetes` with `:hostname`), those that find addresses refuse it. A
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
   * Configuration and Secrets.
   *
   * @default - none
   */
  readonly config?: ConfigBundle;

  /**
   * Further environment variables: text, a key of a Secret, or an EnvValue of cdk8s-plus-27. Values may refer to others
   * with `$(NAME)`, in any order.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string | SecretKey | EnvValue };

  /**
   * Ports on which it listens. Those of the distribution are not among them: the cluster knows them.
   *
   * @default - none
   */
  readonly ports?: ReleasePort[];

  /**
   * CPU, memory and disk.
   *
   * @default Resources.small()
   */
  readonly resources?: Resources;

  /**
   * Flags of the VM.
   *
   * @default VmFlags.defaults()
   */
  readonly vmFlags?: VmFlags;

  /**
   * Whether it has started; the other checks wait for it.
   *
   * @default - TCP on the first declared port; without one on the distribution's; none in no cluster
   */
  readonly startup?: HealthCheck;

  /**
   * Whether it gets traffic.
   *
   * @default - as `startup`
   */
  readonly readiness?: HealthCheck;

  /**
   * Whether it is restarted. It must ask nothing of the database.
   *
   * @default - as `startup`
   */
  readonly liveness?: HealthCheck;

  /**
   * What it finishes before it stops.
   *
   * @default - nothing; a PhoenixService [Drain.sockets(), Drain.requests()]
   */
  readonly drains?: Drain[];

  /**
   * How long a pod waits before SIGTERM, while Services and proxies forget it. Without it new connections are refused
   * during every rollout.
   *
   * @default - 5 seconds with declared ports, none without
   */
  readonly preStop?: Duration;

  /**
   * Time from the decision to stop a pod until SIGKILL.
   *
   * @default - preStop, the drains and 10 seconds, 30 seconds at least
   */
  readonly terminationGrace?: Duration;

  /**
   * Largest crash dump that the VM writes, into a volume that outlives the container but not the pod. Dumps can hold
   * secrets.
   *
   * @default Size.mebibytes(192)
   */
  readonly crashDumpSize?: Size;

  /**
   * More folders that it can write; `/tmp` is one in any case, and the rest of the root file system is read-only.
   *
   * @default - none
   */
  readonly scratch?: ScratchSpace[];

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
   * Where the release finds them.
   *
   * @default - nowhere
   */
  readonly volumeMounts?: k8s.VolumeMount[];

  /**
   * Labels of every object and of the pods.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the workload.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Annotations of the pods. A change of them rolls the pods.
   *
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };

  /**
   * Where pods may run.
   *
   * @default - anywhere
   */
  readonly scheduling?: Scheduling;

  /**
   * Lines of the pods' /etc/hosts.
   *
   * @default - none
   */
  readonly hostAliases?: k8s.HostAlias[];

  /**
   * What it may connect to. Other members are always among it.
   *
   * @default - everything: egress is not isolated
   */
  readonly egress?: Egress[];

  /**
   * The user and group as which it runs. 65534 is `nobody`, as whom the image of `mix phx.gen.release --docker` runs.
   *
   * @default 65534
   */
  readonly user?: number;

  /**
   * Accepted risks.
   *
   * @default - none
   */
  readonly allow?: Waiver[];

  /**
   * The API's own JSON for any field of any part.
   *
   * @default - nothing
   */
  readonly overrides?: ElixirReleaseOverrides;
}
