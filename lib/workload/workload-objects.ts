import type {
  Deployment,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
  ServiceAccount,
  StatefulSet,
} from '../kubernetes/api';
import { deployment } from './deployment';
import { headlessService } from './headless-service';
import { networkPolicy } from './network-policy';
import { podDisruptionBudget } from './pod-disruption-budget';
import { serviceAccount } from './service-account';
import { statefulSet } from './stateful-set';
import type { WorkloadDescription } from './workload-description';

/** Objects of a workload, by the names of its parts. */
export interface WorkloadObjects {
  readonly serviceAccount?: ServiceAccount;
  readonly workload: Deployment | StatefulSet;
  readonly podDisruptionBudget?: PodDisruptionBudget;
  readonly networkPolicy: NetworkPolicy;
  readonly headlessService?: Service;
}

/** Every object of a workload. */
export function workloadObjects(workload: WorkloadDescription): WorkloadObjects {
  const { statefulSet: stateful } = workload;
  return {
    serviceAccount: workload.makesServiceAccount ? serviceAccount(workload) : undefined,
    workload: stateful ? statefulSet(workload, stateful) : deployment(workload),
    podDisruptionBudget: podDisruptionBudget(workload),
    networkPolicy: networkPolicy(workload),
    headlessService: stateful?.ownsService ? headlessService(workload, stateful.serviceName) : undefined,
  };
}
