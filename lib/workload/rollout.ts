import type { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import type { DeploymentSpec, StatefulSetSpec } from '../kubernetes/api';
import { checkCount, INT32_MAX } from '../kubernetes/limits';
import { seconds } from '../kubernetes/quantities';
import { publicClass } from '../props/public-class';

/** Options for `Rollout.rolling`. */
export interface RollingOptions {
  /**
   * Pods of a Deployment that may be there beyond its replicas while it rolls: a number, or a share such as '25%'.
   *
   * @default 1
   */
  readonly surge?: number | string;

  /**
   * Pods of a Deployment that may be missing while it rolls: a number, or a share.
   *
   * @default 0
   */
  readonly unavailable?: number | string;

  /**
   * Time that a new pod must be ready before the next one is replaced: a pod that fails soon stops the rollout, and
   * clients of the last pod have found another one.
   *
   * @default - none: the next one follows at once
   */
  readonly minReady?: Duration;

  /**
   * Time without progress after which a rollout of a Deployment counts as failed. Nothing is rolled back by that.
   *
   * @default - that of Kubernetes: 10 minutes
   */
  readonly progressDeadline?: Duration;

  /**
   * Pods of a StatefulSet that keep the last version: those of the lowest ordinals. With 2 they are `web-0` and `web-1`,
   * and with a `startOrdinal` of 5 `web-5` and `web-6`.
   *
   * Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions
   *
   * @default - 0: all of them
   */
  readonly partition?: number;
}

/** Way in which a workload replaces its pods by those of a new version. */
export class Rollout {
  /**
   * Pods are replaced a few at a time. Those of a StatefulSet one by one, from the last to the first.
   *
   * @example
   *
   *   Rollout.rolling({ surge: '25%', minReady: Duration.seconds(20) })
   *
   * @param options how many at a time, and when the next ones follow
   * @throws where an amount or a time is none, or no pod could ever be replaced
   */
  public static rolling(options: RollingOptions = {}): Rollout {
    const { surge = 1, unavailable = 0, minReady, progressDeadline, partition } = options;
    checkAmount('surge', surge);
    checkAmount('unavailable', unavailable);
    if (isNothing(surge) && isNothing(unavailable)) throw neverMoves(surge, unavailable);
    if (minReady) seconds(`${PROPERTY}.minReady`, minReady);
    if (progressDeadline) seconds(`${PROPERTY}.progressDeadline`, progressDeadline, 1);
    checkCount(`${PROPERTY}.partition`, partition ?? 0, 'leave it out to update all pods', 0);
    return new Rollout(options);
  }

  /**
   * All pods of a Deployment end before the first one of the new version starts: versions never meet, and nobody serves
   * in between. A pod that is evicted is replaced while it still ends; what must never run twice is a `singleton`.
   *
   * Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment
   */
  public static recreate(): Rollout {
    return new Rollout();
  }

  private constructor(private readonly options?: RollingOptions) {}

  /**
   * Fields of a Deployment.
   *
   * @throws where one is of a StatefulSet
   * @internal
   */
  public _ofDeployment(): Partial<DeploymentSpec> {
    if (this.options === undefined) return { strategy: { type: 'Recreate' } };
    const { surge = 1, unavailable = 0, partition, progressDeadline } = this.options;
    if (partition !== undefined)
      throw ofOther('partition', partition, 'StatefulSet', 'stableNames, storage or singleton');
    const ready = this.minReady();
    const deadline = progressDeadline?.toSeconds() ?? PROGRESS_SECONDS;
    if (deadline <= (ready.minReadySeconds ?? 0)) throw neverDone(deadline, ready.minReadySeconds ?? 0);
    return {
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable } },
      ...ready,
      ...(progressDeadline ? { progressDeadlineSeconds: deadline } : {}),
    };
  }

  /**
   * Fields of a StatefulSet.
   *
   * @throws where one is of a Deployment
   * @internal
   */
  public _ofStatefulSet(): Partial<StatefulSetSpec> {
    if (this.options === undefined) throw ofOther('recreate', 'Rollout.recreate()', 'Deployment', 'a Deployment');
    for (const property of ['surge', 'unavailable', 'progressDeadline'] as const) {
      const value = this.options[property];
      if (value !== undefined) throw ofOther(property, value, 'Deployment', 'a Deployment');
    }
    const { partition } = this.options;
    const rollingUpdate = partition === undefined ? {} : { rollingUpdate: { partition } };
    return { updateStrategy: { type: 'RollingUpdate', ...rollingUpdate }, ...this.minReady() };
  }

  private minReady(): { readonly minReadySeconds?: number } {
    const { minReady } = this.options ?? {};
    return minReady ? { minReadySeconds: minReady.toSeconds() } : {};
  }
}

publicClass(Rollout, 'Rollout');

const PROPERTY = 'Rollout.rolling';

/** Deadline of a Deployment that says none. Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds */
const PROGRESS_SECONDS = 600;

function isNothing(amount: number | string): boolean {
  return amount === 0 || amount === '0%';
}

function checkAmount(option: string, amount: unknown): void {
  const isCount = typeof amount === 'number' && Number.isInteger(amount) && amount >= 0 && amount <= INT32_MAX;
  if (isCount || (typeof amount === 'string' && /^(\d|[1-9]\d|100)%$/.test(amount))) return;
  throw new Refusal({
    property: `${PROPERTY}.${option}`,
    value: amount,
    allowed: "a whole number from 0, or a share from '0%' to '100%'",
    fix: "for example 1 or '25%'",
  });
}

function neverMoves(surge: unknown, unavailable: unknown): Refusal {
  return new Refusal({
    property: `${PROPERTY}.unavailable`,
    value: `${unavailable}, with a surge of ${surge}`,
    why: 'no pod may be added and none may be missing, so none can be replaced',
    allowed: 'one of them above zero',
    fix: 'leave both out: one pod more, and none less',
  });
}

function neverDone(progress: number, ready: number): Refusal {
  return new Refusal({
    property: 'rollout.progressDeadline',
    value: `${progress} s, with ${ready} s until a pod counts`,
    why: 'the rollout would count as failed before its first pod counts as available',
    allowed: `more than ${ready} s`,
    fix: 'raise it, or lower minReady',
  });
}

function ofOther(option: string, value: number | string | Duration, kind: string, fix: string): Refusal {
  return new Refusal({
    property: option === 'recreate' ? 'rollout' : `rollout.${option}`,
    value: typeof value === 'object' ? `${value.toSeconds()} s` : value,
    why: `only a ${kind} has it`,
    allowed: `${kind === 'Deployment' ? 'minReady and partition' : 'surge, unavailable, minReady and progressDeadline'} here`,
    fix: `remove it, or make the release ${kind === 'Deployment' ? 'a Deployment' : `a StatefulSet: ${fix}`}`,
  });
}
