import type { WorkloadDescription } from './workload-description';

/** Job over a pod that runs once, as plain data; the template of a CronJob is one too. */
export interface JobDescription
  extends Pick<
    WorkloadDescription,
    'name' | 'labels' | 'annotations' | 'selector' | 'pod' | 'makesServiceAccount' | 'network'
  > {
  /** Pods that may fail before the Job does. */
  readonly backoffLimit: number;
  /** Seconds after which a Job that still runs fails. */
  readonly activeDeadlineSeconds?: number;
  /** Seconds after its end after which a Job is removed. */
  readonly ttlSeconds?: number;
  /** Whether no pods are started for now. */
  readonly suspend: boolean;
}

/** CronJob over such a Job, as plain data. */
export interface CronJobDescription extends JobDescription {
  readonly schedule: string;
  readonly timeZone: string;
  readonly concurrencyPolicy: string;
  readonly startingDeadlineSeconds: number;
  readonly successfulJobs: number;
  readonly failedJobs: number;
}
