import type { StatefulSet } from '../kubernetes/api';
import { podTemplate } from '../pod/template';
import { annotatedMetadata } from './metadata';
import { REVISIONS } from './revisions';
import type { WorkloadDescription } from './workload-description';

/**
 * StatefulSet whose pods start at once: with ordered starts a cluster that is down as a whole does not come back where
 * readiness waits for other nodes.
 */
export function statefulSet(
  workload: WorkloadDescription,
  { serviceName, claims }: NonNullable<WorkloadDescription['statefulSet']>,
): StatefulSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: annotatedMetadata(workload),
    spec: {
      ...(workload.replicas === undefined ? {} : { replicas: workload.replicas }),
      revisionHistoryLimit: REVISIONS,
      selector: { matchLabels: workload.selector },
      serviceName,
      podManagementPolicy: 'Parallel',
      ...workload.rollout._ofStatefulSet(),
      template: podTemplate(workload.pod),
      ...(claims.length ? { volumeClaimTemplates: [...claims] } : {}),
    },
  };
}
