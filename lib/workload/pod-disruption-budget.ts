import type { PodDisruptionBudget } from '../kubernetes/api';
import { metadata } from './metadata';
import type { WorkloadDescription } from './workload-description';

/**
 * Budget under which one pod at a time may be evicted; a pod that is not ready may always be, or a broken release would
 * hold up the drain of a node for ever. With one replica there is none: it would block every drain.
 */
export function podDisruptionBudget(workload: WorkloadDescription): PodDisruptionBudget | undefined {
  if (workload.bounds.max < 2) return undefined;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(workload, workload.name),
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: workload.selector },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  };
}
