import type { CronJob } from '../kubernetes/api';
import { jobSpec } from './job';
import type { CronJobDescription } from './job-description';
import { annotatedMetadata } from './metadata';

/** CronJob that makes a Job at each time of its schedule. */
export function cronJob(description: CronJobDescription): CronJob {
  const { labels, schedule, timeZone, concurrencyPolicy, startingDeadlineSeconds, suspend } = description;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: annotatedMetadata(description),
    spec: {
      schedule,
      timeZone,
      concurrencyPolicy,
      startingDeadlineSeconds,
      successfulJobsHistoryLimit: description.successfulJobs,
      failedJobsHistoryLimit: description.failedJobs,
      suspend,
      jobTemplate: { metadata: { labels }, spec: jobSpec(description) },
    },
  };
}
