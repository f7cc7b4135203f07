import type { ConfigMap, NetworkPolicy, RoleBinding, Service } from '../kubernetes/api';
import type { KubernetesTarget } from '../kubernetes/target';
import type { IdentifiedObject } from '../manifests/objects-of';
import type { AcceptedRisks } from '../risks/accepted-risks';
import type { WorkloadDescription } from '../workload/workload-description';
import type { WorkloadObjects } from '../workload/workload-objects';

/** Objects of a release, by the names of its parts. */
export interface ReleaseObjects extends Omit<WorkloadObjects, 'networkPolicy'> {
  /** None where the open distribution is accepted. */
  readonly networkPolicy?: NetworkPolicy;
  readonly vmArgs: ConfigMap;
  readonly roleBinding?: RoleBinding;
}

/** Release that was described and checked, before any object of it is made. */
export interface DescribedRelease {
  readonly workload: WorkloadDescription;
  readonly objects: ReleaseObjects;
  /** Services of single pods. */
  readonly podServices: readonly Service[];
  /** Objects of the scaler. */
  readonly scaling: readonly IdentifiedObject[];
  /** Objects of its runners. */
  readonly runners: readonly IdentifiedObject[];
  /** Accepted risks: the release's own and those of its cluster. */
  readonly risks: AcceptedRisks;
  /** Kubernetes that it is for. */
  readonly target: KubernetesTarget;
  /** Whether its Services are of IPv6 alone. */
  readonly ipv6: boolean;
  /** Application protocol of a Service's HTTP port, where the release's mesh asks for one. */
  readonly httpProtocol?: string;
}
