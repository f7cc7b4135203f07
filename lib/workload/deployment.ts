import type { Deployment } from '../kubernetes/api';
import { podTemplate } from '../pod/template';
import { annotatedMetadata } from './metadata';
import { REVISIONS } from './revisions';
import type { WorkloadDescription } from './workload-description';

/**
 * Deployment that has one pod more while rolling and none less, unless its rollout says otherwise: capacity is held, and
 * readiness decides the pace.
 */
export function deployment(workload: WorkloadDescription): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: annotatedMetadata(workload),
    spec: {
      ...(workload.replicas === undefined ? {} : { replicas: workload.replicas }),
      revisionHistoryLimit: REVISIONS,
      selector: { matchLabels: workload.selector },
      ...workload.rollout,
      template: podTemplate(workload.pod),
    },
  };
}
