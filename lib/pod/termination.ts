import type { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { asNumber, asObject, asObjects } from '../json/read';
import { GRACE_SECONDS, preStopSeconds as preStopOf } from '../kubernetes/grace';
import { seconds } from '../kubernetes/quantities';
import type { DrainHook, DrainTime, PodPort } from './contribution';

/** Time that the VM itself needs to stop, with room for a slow node. */
const MARGIN_SECONDS = 10;

/** Times of a pod that stops, in seconds. */
export interface Termination {
  readonly preStopSeconds: number;
  readonly graceSeconds: number;
  /** Drains, of which the preStop sleep is none. */
  readonly drains: readonly DrainTime[];
  /** Request or command before SIGTERM, where one of the drains is started by one. */
  readonly hook?: DrainHook;
}

/** Times of a pod as the user gives them. */
export interface TerminationTimes {
  readonly preStopSleep?: Duration;
  /** Its ports; with one, Services and proxies must forget the pod first. */
  readonly ports: readonly PodPort[];
  readonly grace?: Duration;
}

/** Sleep before SIGTERM of a pod with ports. */
const PRE_STOP_SECONDS = 5;

/**
 * Times between the decision to stop a pod and its end, from the declared drains.
 *
 * @throws where the grace period ends before the drains do, or two things are to happen before SIGTERM
 */
export function describeTermination(
  drains: readonly DrainTime[],
  { preStopSleep, ports, grace }: TerminationTimes,
): Termination {
  const hook = withPort(hookOf(drains), ports);
  if (hook?.kind === 'httpGet' && preStopSleep !== undefined) throw eitherOr(preStopSleep);
  const usual = ports.length > 0 && hook?.kind !== 'httpGet' ? PRE_STOP_SECONDS : 0;
  const preStopSeconds = preStopSleep === undefined ? usual : seconds('preStopSleep', preStopSleep);
  const needed = preStopSeconds + sum(drains);
  const graceSeconds =
    (grace && seconds('terminationGracePeriod', grace, 1)) ?? Math.max(GRACE_SECONDS, needed + MARGIN_SECONDS);
  if (graceSeconds > needed) return { preStopSeconds, graceSeconds, drains, ...(hook ? { hook } : {}) };
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

/** Hook of the drains: a container has one. */
function hookOf(drains: readonly DrainTime[]): DrainHook | undefined {
  const hooks = drains.filter(({ hook }) => hook !== undefined);
  if (hooks.length < 2) return hooks[0]?.hook;
  throw new Refusal({
    property: 'drains',
    value: hooks.map(({ name }) => name).join(', '),
    why: 'Kubernetes runs one hook before SIGTERM',
    allowed: 'one Drain.httpGet or Drain.rpc',
    fix: 'let one of them do both',
  });
}

/** Hook with the port of its request: the first one of TCP unless it names another. */
function withPort(hook: DrainHook | undefined, ports: readonly PodPort[]): DrainHook | undefined {
  if (hook?.kind !== 'httpGet') return hook;
  const open = ports.flatMap(({ name, protocol = 'TCP' }) => (protocol === 'TCP' ? [name] : []));
  const { port = open[0] } = hook;
  if (open.includes(port)) return { ...hook, port };
  throw new Refusal({
    property: 'Drain.httpGet.port',
    value: port,
    why: 'the release declares no such port of TCP, so nobody would answer',
    allowed: open.map((name) => `"${name}"`).join(', ') || 'a declared port, and the release has none',
    fix: 'declare it in `ports`, or name a declared one',
  });
}

function eitherOr(preStopSleep: Duration): Refusal {
  return new Refusal({
    property: 'preStopSleep',
    value: `${preStopSleep.toSeconds({ integral: false })} s, with Drain.httpGet`,
    why: 'Kubernetes runs one hook before SIGTERM, and the request is it',
    allowed: 'one of the two',
    fix: 'remove it, and let the request answer some seconds later',
  });
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
