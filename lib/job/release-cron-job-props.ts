import type { Cron, Duration } from 'cdk8s';
import type { ConcurrencyPolicy } from 'cdk8s-plus-27';
import type { ReleaseCommand } from '../release/release-command';
import type { JobProps } from './job-props';

/** Overrides for the parts of a ReleaseCronJob: the API's own JSON, merged deeply. */
export interface ReleaseCronJobOverrides {
  /** Into the CronJob. @default - nothing */
  readonly cronJob?: any;
  /** Into the ServiceAccount. @default - nothing */
  readonly serviceAccount?: any;
  /** Into the ConfigMap of vm.args and remote.vm.args. @default - nothing */
  readonly vmArgs?: any;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: any;
}

/** Properties of a ReleaseCronJob. */
export interface ReleaseCronJobProps extends JobProps {
  /**
   * Command that runs.
   */
  readonly run: ReleaseCommand;

  /**
   * Times at which it runs: five fields, a macro such as `@daily`, or a Cron of cdk8s.
   */
  readonly schedule: string | Cron;

  /**
   * Time zone of the schedule, by its name in the IANA database. Times that a change to summer time leaves out or
   * repeats are left out or run twice there.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;

  /**
   * What happens where the last run goes on at the time of the next: `Forbid` leaves the next one out, `Replace` ends
   * the last one, `Allow` runs both.
   *
   * @default - Forbid
   */
  readonly concurrencyPolicy?: ConcurrencyPolicy;

  /**
   * Longest delay of a run that could not start at its time; later it is left out. 10 seconds or more: the controller
   * looks every 10 seconds.
   *
   * @default Duration.minutes(5)
   */
  readonly startingDeadline?: Duration;

  /**
   * Number of Jobs that succeeded and are kept.
   *
   * @default 3
   */
  readonly successfulJobsRetained?: number;

  /**
   * Number of Jobs that failed and are kept.
   *
   * @default 1
   */
  readonly failedJobsRetained?: number;

  /**
   * Time after its end after which a Job is removed, before there are more than are kept.
   *
   * @default - none
   */
  readonly ttlAfterFinished?: Duration;

  /**
   * Overrides: the API's own JSON for any field of any part, merged deeply: items of a list by their name or other
   * key, `null` removes a field, `[{ $patch: 'replace' }, …]` replaces a list.
   *
   * @default - nothing
   */
  readonly overrides?: ReleaseCronJobOverrides;
}
