import type { StatefulSet } from '../kubernetes/api';
import { podTemplate } from '../pod/template';
import { annotatedMetadata } from './metadata';
import { REVISIONS } from './revisions';
import type { WorkloadDescription } from './workload-description';
import type { ClaimRetention } from './workload-props';

/**
 * StatefulSet whose pods start at once: with ordered starts a cluster that is down as a whole does not come back where
 * readiness waits for other nodes.
 */
export function statefulSet(
  workload: WorkloadDescription,
  { serviceName, claims, retention, rollout, start }: NonNullable<WorkloadDescription['statefulSet']>,
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
      ...rollout,
      template: podTemplate(workload.pod),
      ...(start > 0 ? { ordinals: { start } } : {}),
      ...(claims.length ? { volumeClaimTemplates: [...claims] } : {}),
      ...(retention ? { persistentVolumeClaimRetentionPolicy: policy(retention) } : {}),
    },
  };
}

function policy({ deletedWithStatefulSet = false, deletedWhenScaledDown = false }: ClaimRetention) {
  const word = (isDeleted: boolean) => (isDeleted ? 'Delete' : 'Retain');
  return { whenDeleted: word(deletedWithStatefulSet), whenScaled: word(deletedWhenScaledDown) };
}
