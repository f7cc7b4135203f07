import type { Job, JobSpec } from '../kubernetes/api';
import { podTemplate } from '../pod/template';
import type { JobDescription } from './job-description';
import { annotatedMetadata } from './metadata';

/**
 * Job that runs a pod until one of them succeeds. A pod that a node's drain or loss ended is not counted as failed.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
export function job(description: JobDescription): Job {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: annotatedMetadata(description),
    spec: { ...jobSpec(description), ...(description.suspend ? { suspend: true } : {}) },
  };
}

/** Spec of a Job, of a CronJob's template too. */
export function jobSpec({ backoffLimit, activeDeadlineSeconds, ttlSeconds, pod }: JobDescription): JobSpec {
  return {
    backoffLimit,
    ...(activeDeadlineSeconds === undefined ? {} : { activeDeadlineSeconds }),
    ...(ttlSeconds === undefined ? {} : { ttlSecondsAfterFinished: ttlSeconds }),
    podFailurePolicy: {
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    },
    template: podTemplate(pod),
  };
}
