import type { Container, EnvFromSource, EnvVar, Labels, PodSpec, Probe, Volume, VolumeMount } from '../kubernetes/api';
import type { PodPort } from './contribution';
import type { ResourceList } from './resources';
import type { Termination } from './termination';

/** Probes of a container. */
export interface Probes {
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
}

/** Place of a container's last words: the end of its log where it fails without a message. */
export type TerminationMessagePolicy = 'FallbackToLogsOnError';

/** Container of the release, as plain data. */
export interface ContainerDescription {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env: readonly EnvVar[];
  readonly envFrom: readonly EnvFromSource[];
  readonly ports: readonly PodPort[];
  readonly probes: Probes;
  readonly resources: ResourceList;
  readonly mounts: readonly VolumeMount[];
  readonly readOnlyRootFilesystem: boolean;
  /** None for a container that goes on running: its log is there. */
  readonly terminationMessagePolicy?: TerminationMessagePolicy;
}

/** Pods that are spread over zones and nodes. */
export interface Spread {
  readonly labels: Labels;
  /** Labels whose value a pod must share to be counted: those of one revision. */
  readonly matchLabelKeys?: readonly string[];
}

/** Hardened pod, as plain data: everything that its template is made of, whatever workload makes it. */
export interface PodDescription {
  readonly container: ContainerDescription;
  readonly initContainers: readonly Container[];
  readonly sidecars: readonly Container[];
  /** Whether sidecars are init containers that go on (from Kubernetes 1.29), or plain containers. */
  readonly nativeSidecars: boolean;
  readonly volumes: readonly Volume[];
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly serviceAccountName: string;
  /** Whether the token of the ServiceAccount is mounted. */
  readonly token: boolean;
  readonly termination: Termination;
  /** Whether the kubelet can sleep by itself before it stops a container (from Kubernetes 1.30). */
  readonly sleepAction: boolean;
  readonly user: number;
  /** Pods among which it is spread over zones and nodes; none for a pod that runs once. */
  readonly spread?: Spread;
  /** What the kubelet does with a container that ended; restarts it where it is left out. */
  readonly restartPolicy?: 'Never' | 'OnFailure';
  /** Scheduling and the like, in the API's own words. */
  readonly scheduling: Partial<PodSpec>;
}
