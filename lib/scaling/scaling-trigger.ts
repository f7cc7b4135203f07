import type { SecretValue } from 'cdk8s-plus-27';
import { Refusal } from '../errors/refusal';
import { checkCount } from '../kubernetes/limits';
import { checkSchedule, checkTimeZone } from '../kubernetes/schedule';
import { publicClass } from '../props/public-class';
import { literalSecret, looksSecret } from '../risks/literals';
import { SecretKey } from '../secrets/existing-secret';
import type { CronTriggerOptions, ObanQueueOptions, PrometheusTriggerOptions } from './trigger-options';

/** Keys of Secrets by the parameters of KEDA's that they are; without one it is that of the release's database. */
type TriggerSecrets = { readonly [parameter: string]: SecretKey | undefined };

/** Types of triggers that are measured by Kubernetes itself: only of pods that run. */
export const RESOURCE_TRIGGERS: readonly string[] = ['cpu', 'memory'];

/**
 * Trigger by which KEDA scales. Of several the one that asks for most pods counts.
 *
 * Source: https://keda.sh/docs/latest/scalers/
 */
export class ScalingTrigger {
  /**
   * Length of an Oban queue: its jobs that run, could run, or are due, in the table `oban_jobs` of PostgreSQL. Those that
   * are due count because with no pod left nobody makes them available.
   *
   * Source: Oban, guides/introduction/job_lifecycle; https://keda.sh/docs/latest/scalers/postgresql/
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
    const due = "state IN ('scheduled', 'retryable') AND scheduled_at <= timezone('UTC', now())";
    const query = `SELECT count(*) FROM ${table} WHERE queue = '${checkWord(`${at}.queue`, queue)}' AND (state IN ('available', 'executing') OR ${due})`;
    const target = checkCount(`${at}.jobsPerPod`, jobsPerPod, 'use 1 or more');
    return new ScalingTrigger(
      'postgresql',
      { query, targetQueryValue: String(target), activationTargetQueryValue: '0' },
      { connection: databaseUrl && SecretKey._from(`${at}.databaseUrl`, databaseUrl) },
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
    if (!query?.trim()) throw empty(`${at}.query`, query, 'sum(rate(http_requests_total[1m]))');
    if (!(Number.isFinite(threshold) && threshold > 0)) throw noThreshold(`${at}.threshold`, threshold);
    const metadata = { serverAddress, query, threshold: String(threshold) };
    checkPlain(at, metadata);
    return new ScalingTrigger('prometheus', metadata);
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
    const times = { start: checkTime(`${at}.start`, start), end: checkTime(`${at}.end`, end) };
    if (times.start === times.end) throw noTime(`${at}.end`, end);
    return new ScalingTrigger('cron', {
      timezone: checkTimeZone(`${at}.timeZone`, timeZone),
      ...times,
      desiredReplicas: String(checkCount(`${at}.replicas`, replicas, 'use 1 or more')),
    });
  }

  /**
   * CPU that the release uses on average, in percent of its request. It cannot start the first pod.
   *
   * Source: https://keda.sh/docs/latest/scalers/cpu/
   *
   * @param utilization share of the request in percent: 70
   * @throws where it is no whole number from 1
   */
  public static cpu(utilization: number): ScalingTrigger {
    return ScalingTrigger.resource('cpu', utilization);
  }

  /**
   * Memory that the release uses on average, in percent of its request. It cannot start the first pod.
   *
   * Source: https://keda.sh/docs/latest/scalers/memory/
   *
   * @param utilization share of the request in percent: 80
   * @throws where it is no whole number from 1
   */
  public static memory(utilization: number): ScalingTrigger {
    return ScalingTrigger.resource('memory', utilization);
  }

  /**
   * Any other scaler of KEDA's, in its own words.
   *
   * @example
   *
   *   ScalingTrigger.of('rabbitmq', { queueName: 'mails', mode: 'QueueLength', value: '50' }, { host: secret.key('AMQP_URL') })
   *
   * @param type type of the scaler: `rabbitmq`
   * @param metadata its settings, each a text
   * @param secrets its settings that are secret, by the names of KEDA's parameters
   * @throws where the type is none, or a setting is a secret that is written out
   */
  public static of(
    type: string,
    metadata: { [key: string]: string },
    secrets: { [parameter: string]: SecretKey | SecretValue } = {},
  ): ScalingTrigger {
    const at = 'ScalingTrigger.of';
    if (!/^[a-z][a-z0-9-]*$/.test(type)) throw empty(`${at}.type`, type, 'rabbitmq');
    if (RESOURCE_TRIGGERS.includes(type)) throw ofResource(`${at}.type`, type);
    checkPlain(`${at}.metadata`, metadata);
    const keys = Object.keys(secrets)
      .sort()
      .map((parameter) => [parameter, SecretKey._from(`${at}.secrets.${parameter}`, secrets[parameter])] as const);
    return new ScalingTrigger(type, { ...metadata }, Object.fromEntries(keys));
  }

  private static resource(type: string, utilization: number): ScalingTrigger {
    const fix = 'a share of the request in percent, such as 70';
    const value = checkCount(`ScalingTrigger.${type}.utilization`, utilization, fix);
    return new ScalingTrigger(type, { value: String(value) });
  }

  private constructor(
    /** @internal */
    public readonly _type: string,
    /** @internal */
    public readonly _metadata: { readonly [key: string]: string },
    /** @internal */
    public readonly _secrets: TriggerSecrets = {},
  ) {}
}

publicClass(ScalingTrigger, 'ScalingTrigger');

/** Refuses settings of which one looks like a secret; `*FromEnv` names a variable of the release. */
function checkPlain(property: string, metadata: { readonly [key: string]: string }): void {
  for (const [name, text] of Object.entries(metadata)) {
    if (!looksSecret(name.endsWith('FromEnv') ? '' : name, text)) continue;
    const { why, allowed } = literalSecret(property, name);
    const fix = `ScalingTrigger.of(type, metadata, { ${name}: secret.key('KEY') })`;
    throw new Refusal({ property: `${property}.${name}`, why, allowed, fix });
  }
}

/** Schedule as KEDA reads it: without macros. */
function checkTime(property: string, time: string): string {
  const schedule = checkSchedule(property, time);
  if (schedule.startsWith('@')) throw macro(property, time);
  return schedule;
}

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

function macro(property: string, value: string): Refusal {
  return new Refusal({
    property,
    value,
    why: 'KEDA reads no macros',
    allowed: 'five fields',
    fix: "for example '0 8 * * mon-fri'",
  });
}

function noTime(property: string, value: string): Refusal {
  return new Refusal({
    property,
    value,
    why: 'it is the start too, and KEDA refuses both at one time',
    allowed: 'other times than those of start',
    fix: "for example start: '0 8 * * *' and end: '0 18 * * *'",
  });
}

function ofResource(property: string, type: string): Refusal {
  return new Refusal({
    property,
    value: type,
    why: 'without the type of its metric KEDA takes it for cores or bytes',
    allowed: 'any other scaler of KEDA',
    fix: `use ScalingTrigger.${type}(70)`,
  });
}

function noAddress(property: string): Refusal {
  return new Refusal({
    property,
    allowed: 'an address with http:// or https://, without user and password',
    fix: "for example 'http://prometheus.monitoring:9090'",
  });
}

function empty(property: string, value: string, example: string): Refusal {
  return new Refusal({ property, value, allowed: 'text that KEDA knows', fix: `for example '${example}'` });
}

function noThreshold(property: string, value: number): Refusal {
  return new Refusal({ property, value, allowed: 'a number above zero', fix: 'for example 100' });
}
