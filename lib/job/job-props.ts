import type { Duration } from 'cdk8s';
import type { Release } from '../release/release';
import type { SharedReleaseProps } from '../release/shared-release-props';

/** Properties of pods of a release that run once: those of a Job, and of a CronJob's Jobs. */
export interface JobProps extends SharedReleaseProps {
  /**
   * Release that it is a role of: what is said there holds here too, but for `poolSize`. Properties of the job win; of
   * `env`, `labels` and `podAnnotations` each key wins by itself, and `allow` is added.
   *
   * @default - none: every property is said here
   */
  readonly release?: Release;

  /**
   * Name of its objects and of its container.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Pods that may fail before the Job fails. The waits between them are 10, 20, 40 seconds and so on. What a node's
   * drain or loss ends does not count.
   *
   * @default - 3; 6 of a Migration, whose waits are the ten minutes in which a database can come up
   */
  readonly backoffLimit?: number;

  /**
   * Longest time that a Job may take, all of its pods together: then it fails.
   *
   * @default - no limit
   */
  readonly activeDeadline?: Duration;

  /**
   * Whether no pods are started for now.
   *
   * @default false
   */
  readonly suspend?: boolean;

  /**
   * Annotations of the Job or CronJob.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}
