import type { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { asNumber, asObject, asObjects } from '../json/read';
import { GRACE_SECONDS, preStopSeconds as preStopOf } from '../kubernetes/grace';
import { seconds } from '../kubernetes/quantities';
import type { DrainTime } from './contribution';

/** Time that the VM itself needs to stop, with room for a slow node. */
const MARGIN_SECONDS = 10;

/** Times of a pod that stops, in seconds. */
export interface Termination {
  readonly preStopSeconds: number;
  readonly graceSeconds: number;
  /** Drains, of which the preStop sleep is none. */
  readonly drains: readonly DrainTime[];
}

/**
 * Times between the decision to stop a pod and its end, from the declared drains.
 *
 * @throws where the grace period ends before the drains do
 */
export function describeTermination(
  drains: readonly DrainTime[],
  preStop: Duration,
  grace: Duration | undefined,
): Termination {
  const preStopSeconds = seconds('preStopSleep', preStop);
  const needed = preStopSeconds + sum(drains);
  const graceSeconds =
    (grace && seconds('terminationGracePeriod', grace, 1)) ?? Math.max(GRACE_SECONDS, needed + MARGIN_SECONDS);
  if (graceSeconds > needed) return { preStopSeconds, graceSeconds, drains };
  throw tooShort('terminationGracePeriod', graceSeconds, preStopSeconds, drains);
}

/**
 * Refuses an override that leaves the drains less time than they take.
 *
 * @param name name of the release's container
 * @param overridden pod after the override
 */
export function checkOverriddenGrace(termination: Termination, name: string, overridden: unknown): void {
  const { terminationGracePeriodSeconds, containers } = asObject(overridden);
  const graceSeconds = asNumber(terminationGracePeriodSeconds ?? GRACE_SECONDS);
  const container = asObjects(containers).find((one) => one.name === name);
  const preStopSeconds = (container && preStopOf(container)) ?? 0;
  const { drains } = termination;
  const isKept = graceSeconds === termination.graceSeconds && preStopSeconds <= termination.preStopSeconds;
  if (isKept || graceSeconds === undefined || graceSeconds > preStopSeconds + sum(drains)) return;
  throw tooShort('overrides.workload, terminationGracePeriodSeconds', graceSeconds, preStopSeconds, drains);
}

function sum(drains: readonly DrainTime[]): number {
  return drains.reduce((all, drain) => all + drain.seconds, 0);
}

function tooShort(property: string, grace: number, preStop: number, drains: readonly DrainTime[]): Refusal {
  const needed = preStop + sum(drains);
  const parts = drains.map((drain) => `${drain.name} ${drain.seconds}`);
  return new Refusal({
    property,
    value: `${grace} s`,
    why: `SIGKILL would come before the drains end: preStop ${preStop}, ${parts.join(', ') || 'no drains'}, ${needed} s in all`,
    allowed: `more than ${needed} s`,
    fix: `leave it out for ${needed + MARGIN_SECONDS} s, or shorten the drains here and in the application`,
  });
}
