import type { Duration } from 'cdk8s';
import { Refusal } from '../../errors/refusal';

/** Times after which a Gateway ends a request, WebSockets among them. */
export interface RouteTimeouts {
  /**
   * Time that a request may take as a whole, from the client's first byte to the last byte of the answer. A WebSocket is
   * one request: a Gateway that applies it to sockets closes each of them then.
   *
   * Source: https://gateway-api.sigs.k8s.io/reference/spec/#httproutetimeouts
   *
   * @default - as long as it does, unless `unlimited` is false
   */
  readonly request?: Duration;

  /**
   * Time that one attempt to have the answer from a pod may take.
   *
   * @default - that of the whole request
   */
  readonly backendRequest?: Duration;
}

/** Longest time: four numbers of five digits. https://gateway-api.sigs.k8s.io/geps/gep-2257/ */
const LONGEST_MS = 99_999 * 3_600_000;

/**
 * Field `timeouts` of a rule.
 *
 * @param property way in: `Exposure.gateway`
 * @throws where a time is none, one attempt may take longer than all, or a time is given beside `unlimited: true`
 */
export function timeoutsOf(
  property: string,
  { request, backendRequest }: RouteTimeouts,
  unlimited: boolean | undefined,
): object {
  if (unlimited === true && request !== undefined) throw bothGiven(`${property}.unlimited`);
  const whole = request && milliseconds(`${property}.timeouts.request`, request);
  const part = backendRequest && milliseconds(`${property}.timeouts.backendRequest`, backendRequest);
  if (whole !== undefined && part !== undefined && part > whole) throw longer(property, part, whole);
  const all = whole === undefined ? (unlimited === false ? undefined : '0s') : text(whole);
  const timeouts = {
    ...(all === undefined ? {} : { request: all }),
    ...(part === undefined ? {} : { backendRequest: text(part) }),
  };
  return Object.keys(timeouts).length === 0 ? {} : { timeouts };
}

function milliseconds(property: string, duration: Duration): number {
  const value = duration.toMilliseconds({ integral: false });
  if (Number.isInteger(value) && value > 0 && value <= LONGEST_MS) return value;
  throw new Refusal({
    property,
    value: `${value} ms`,
    ...(value === 0 ? { why: 'to the Gateway API none is unlimited' } : {}),
    allowed: 'whole milliseconds, one or more',
    fix: value === 0 ? 'leave it out: requests take as long as they do' : 'for example Duration.seconds(60)',
  });
}

const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** Time in the form of the Gateway API: `1m30s`. */
function text(milliseconds: number): string {
  let rest = milliseconds;
  return UNITS.map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? `${count}${unit}` : '';
  }).join('');
}

function longer(property: string, part: number, whole: number): Refusal {
  return new Refusal({
    property: `${property}.timeouts.backendRequest`,
    value: text(part),
    allowed: `no longer than the request: ${text(whole)}`,
    fix: 'shorten it, or lengthen the request',
  });
}

function bothGiven(property: string): Refusal {
  return new Refusal({
    property,
    value: true,
    why: '`timeouts.request` says how long a request may take',
    allowed: 'one of them',
    fix: 'leave `unlimited` out',
  });
}
