import type { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { seconds } from '../kubernetes/quantities';
import type { DrainTime } from './contribution';

/** Time that the VM itself needs to stop, with room for a slow node. */
const MARGIN_SECONDS = 10;

/** Default of Kubernetes for terminationGracePeriodSeconds. */
const KUBERNETES_GRACE_SECONDS = 30;

/** Times of a pod that stops, in seconds. */
export interface Termination {
  readonly preStopSeconds: number;
  readonly graceSeconds: number;
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
  const needed = preStopSeconds + drains.reduce((sum, drain) => sum + drain.seconds, 0);
  const graceSeconds =
    (grace && seconds('terminationGracePeriod', grace, 1)) ??
    Math.max(KUBERNETES_GRACE_SECONDS, needed + MARGIN_SECONDS);
  if (graceSeconds > needed) return { preStopSeconds, graceSeconds };
  const parts = drains.map((drain) => `${drain.name} ${drain.seconds}`);
  throw new Refusal({
    property: 'terminationGracePeriod',
    value: `${graceSeconds} s`,
    why: `SIGKILL would come before the drains end: preStop ${preStopSeconds}, ${parts.join(', ') || 'no drains'}, ${needed} s in all`,
    allowed: `more than ${needed} s`,
    fix: `leave it out for ${needed + MARGIN_SECONDS} s, or shorten the drains here and in the application`,
  });
}
