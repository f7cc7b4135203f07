import type {
  Container,
  EnvFromSource,
  EnvVar,
  Labels,
  NetworkPolicyEgressRule,
  PersistentVolumeClaim,
  PodSpec,
  Probe,
  Volume,
  VolumeMount,
} from '../kubernetes/api';
import type { Termination } from '../pod/drain';
import type { ReleasePort } from '../pod/network';
import type { ResourceList } from '../pod/resources';

/** A release in pods, as plain data: everything that its objects are made of. Nothing here knows cdk8s. */
export interface ReleaseDescription {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly command?: readonly string[];
  readonly replicas: number;

  /** Labels of every object, of the pods, and the fixed subset by which pods are selected. */
  readonly labels: Labels;
  readonly podLabels: Labels;
  readonly selector: Labels;
  readonly annotations: Labels;
  readonly podAnnotations: Labels;

  readonly env: readonly EnvVar[];
  readonly envFrom: readonly EnvFromSource[];
  readonly ports: readonly ReleasePort[];
  readonly distributionPorts: readonly { readonly name: string; readonly port: number }[];
  readonly probes: { readonly startupProbe?: Probe; readonly readinessProbe?: Probe; readonly livenessProbe?: Probe };
  readonly resources: ResourceList;
  readonly termination: Termination;
  /** Whether the kubelet can sleep by itself before it stops a container. */
  readonly sleepAction: boolean;

  /** The members of the cluster, where there is one. */
  readonly members?: Labels;
  readonly egress?: readonly NetworkPolicyEgressRule[];
  /** Whether the API server is asked, and a token mounted. */
  readonly token: boolean;

  readonly user: number;
  readonly readOnlyRootFilesystem: boolean;
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
  readonly initContainers: readonly Container[];
  readonly sidecars: readonly Container[];
  /** Whether sidecars are init containers that go on (from Kubernetes 1.29), or plain containers. */
  readonly nativeSidecars: boolean;
  /** Scheduling and the like, in the API's own words. */
  readonly pod: PodSpec | Partial<PodSpec>;

  /** The headless Service and the claims of a StatefulSet; a Deployment without. */
  readonly statefulSet?: {
    readonly serviceName: string;
    readonly claims: readonly PersistentVolumeClaim[];
  };
}
