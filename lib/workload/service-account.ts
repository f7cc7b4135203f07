import type { ServiceAccount } from '../kubernetes/api';
import { metadata, type Named } from './metadata';

/** Identity of the pods. Its token is mounted by the pods that need it, never by default. */
export function serviceAccount(workload: Named): ServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(workload, workload.name),
    automountServiceAccountToken: false,
  };
}
