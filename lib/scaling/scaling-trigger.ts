import { Refusal } from '../errors/refusal';
import { checkCount } from '../kubernetes/limits';
import { checkSchedule, checkTimeZone } from '../kubernetes/schedule';
import { publicClass } from '../props/public-class';
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
  readonly databaseUrl?: SecretKey;

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
  /** Times from which it holds: five fields. */
  readonly start: string;

  /** Times until which it holds: five fields. */
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

/** Secret that a trigger reads: a parameter of the scaler, and the key that holds it. */
interface TriggerSecret {
  readonly parameter: string;
  /** The key; that of the release's database where it is left out. */
  readonly key?: SecretKey;
}

/**
 * Trigger by which KEDA scales. Of several the one that asks for most pods counts.
 *
 * Source: https://keda.sh/docs/latest/scalers/
 */
export class ScalingTrigger {
  /**
   * Length of an Oban queue: its jobs that run or could, in the table `oban_jobs` of PostgreSQL.
   *
   * Source: Oban, guides/introduction/job_lifecycle, the states `available` and `executing`;
   * https://keda.sh/docs/latest/scalers/postgresql/
   *
   * @example
   *
   *   ScalingTrigger.obanQueue('default', { jobsPerPod: 50 })
   *
   * @param queue name of the queue
   * @param options jobs of a pod, and where the database is
   * @throws where the queue or the prefix is no name, or the number of jobs is none
   */
  public static obanQueue(queue: string, options: ObanQueueOptions): ScalingTrigger {
    const { jobsPerPod, databaseUrl, prefix = 'public' } = options;
    const at = 'ScalingTrigger.obanQueue';
    const table = `"${checkWord(`${at}.prefix`, prefix)}".oban_jobs`;
    const query = `SELECT count(*) FROM ${table} WHERE queue = '${checkWord(`${at}.queue`, queue)}' AND state IN ('available', 'executing')`;
    const target = checkCount(`${at}.jobsPerPod`, jobsPerPod, 'use 1 or more');
    return new ScalingTrigger(
      'postgresql',
      { query, targetQueryValue: String(target), activationTargetQueryValue: '0' },
      { parameter: 'connection', key: databaseUrl },
    );
  }

  /**
   * Value of a query of Prometheus.
   *
   * Source: https://keda.sh/docs/latest/scalers/prometheus/
   *
   * @param options where Prometheus is, what it is asked, and the value of a pod
   * @throws where the address, the query or the threshold is none
   */
  public static prometheus(options: PrometheusTriggerOptions): ScalingTrigger {
    const { serverAddress, query, threshold } = options;
    const at = 'ScalingTrigger.prometheus';
    if (!/^https?:\/\/[^\s@]+$/.test(serverAddress)) throw noAddress(`${at}.serverAddress`);
    if (query.trim() === '') throw empty(`${at}.query`, 'sum(rate(http_requests_total[1m]))');
    if (!(Number.isFinite(threshold) && threshold > 0)) throw noThreshold(`${at}.threshold`, threshold);
    return new ScalingTrigger('prometheus', { serverAddress, query, threshold: String(threshold) });
  }

  /**
   * Times of the day or the week at which there are more pods.
   *
   * Source: https://keda.sh/docs/latest/scalers/cron/
   *
   * @param options from when, until when, and how many
   * @throws where a time or the time zone is none
   */
  public static cron(options: CronTriggerOptions): ScalingTrigger {
    const { start, end, replicas, timeZone = 'Etc/UTC' } = options;
    const at = 'ScalingTrigger.cron';
    return new ScalingTrigger('cron', {
      timezone: checkTimeZone(`${at}.timeZone`, timeZone),
      start: checkSchedule(`${at}.start`, start),
      end: checkSchedule(`${at}.end`, end),
      desiredReplicas: String(checkCount(`${at}.replicas`, replicas, 'use 1 or more')),
    });
  }

  /**
   * Any other scaler of KEDA's, in its own words.
   *
   * @param type type of the scaler: `rabbitmq`
   * @param metadata its settings, each a text
   * @throws where the type is none, or nothing is set
   */
  public static of(type: string, metadata: { [key: string]: string }): ScalingTrigger {
    if (!/^[a-z][a-z0-9-]*$/.test(type)) throw empty('ScalingTrigger.of.type', 'rabbitmq');
    return new ScalingTrigger(type, { ...metadata });
  }

  private constructor(
    /** @internal */
    public readonly _type: string,
    /** @internal */
    public readonly _metadata: { readonly [key: string]: string },
    /** @internal */
    public readonly _secret?: TriggerSecret,
  ) {}
}

publicClass(ScalingTrigger, 'ScalingTrigger');

/** Word that stands in a query: no quote can end it. */
function checkWord(property: string, word: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(word)) return word;
  throw new Refusal({
    property,
    value: word,
    why: 'it stands in a query of SQL',
    allowed: 'letters, digits, `_` and `-`',
    fix: "for example 'default'",
  });
}

function noAddress(property: string): Refusal {
  return new Refusal({
    property,
    allowed: 'an address with http:// or https://, without user and password',
    fix: "for example 'http://prometheus.monitoring:9090'",
  });
}

function empty(property: string, example: string): Refusal {
  return new Refusal({ property, value: '', allowed: 'text that KEDA knows', fix: `for example '${example}'` });
}

function noThreshold(property: string, value: number): Refusal {
  return new Refusal({ property, value, allowed: 'a number above zero', fix: 'for example 100' });
}
