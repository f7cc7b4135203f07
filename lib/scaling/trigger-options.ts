import type { SecretValue } from 'cdk8s-plus-27';
import type { SecretKey } from '../secrets/existing-secret';

/** Options for `ScalingTrigger.obanQueue`. */
export interface ObanQueueOptions {
  /** Jobs that one pod is to have, running and waiting ones together. */
  readonly jobsPerPod: number;

  /**
   * URL of the database for KEDA, whose form is `postgres://user:password@host:5432/database`: `ecto://` it does not
   * know. The database must let in KEDA's operator, whose pods are in another namespace.
   *
   * @default - `databaseUrl` of the release
   */
  readonly databaseUrl?: SecretKey | SecretValue;

  /**
   * Schema of Oban's table, its `:prefix`.
   *
   * @default 'public'
   */
  readonly prefix?: string;
}

/** Options for `ScalingTrigger.prometheus`. */
export interface PrometheusTriggerOptions {
  /** Address of Prometheus: `http://prometheus.monitoring:9090`. */
  readonly serverAddress: string;

  /** Query whose value is divided by `threshold`. */
  readonly query: string;

  /** Value for each pod. */
  readonly threshold: number;
}

/** Options for `ScalingTrigger.cron`. */
export interface CronTriggerOptions {
  /** Times from which it holds: five fields, no macro. */
  readonly start: string;

  /** Times until which it holds: five fields, no macro. */
  readonly end: string;

  /** Pods at least between them. */
  readonly replicas: number;

  /**
   * Time zone of both, by its name in the IANA database.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
}
