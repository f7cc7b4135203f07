import type { ServiceAccount } from '../kubernetes/api';
import { metadata } from './metadata';
import type { WorkloadDescription } from './workload-description';

/** Identity of the pods. Its token is mounted by the pods that need it, never by default. */
export function serviceAccount(workload: WorkloadDescription): ServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(workload, workload.name),
    automountServiceAccountToken: false,
  };
}
