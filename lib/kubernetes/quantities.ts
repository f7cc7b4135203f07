import { type Duration, type Size, SizeRoundingBehavior } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { INT32_MAX } from './limits';

/** A PiB: the API server counts thousandths of a byte in 63 bits, and sums of sizes must fit too. */
const MOST_KIBIBYTES = 2 ** 40;

/** Size in KiB, one or more. */
export function kibibytes(property: string, size: Size): number {
  const value = size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (Number.isInteger(value) && value >= 1 && value <= MOST_KIBIBYTES) return value;
  throw new Refusal({
    property,
    value: `${value} KiB`,
    allowed: value > MOST_KIBIBYTES ? '1 PiB at most' : 'whole KiB, one or more',
    fix: 'for example Size.mebibytes(64)',
  });
}

/** Binary units, each 1024 of the one before. */
const UNITS = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/**
 * Size in the API server's canonical form, the largest unit in which it is whole: an object that is given in another
 * one counts as changed at every apply.
 *
 * Source: apimachinery, pkg/api/resource, `Quantity`.
 */
export function quantity(property: string, size: Size): string {
  let value = kibibytes(property, size);
  let unit = 0;
  while (value % 1024 === 0 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value}${UNITS[unit]}`;
}

/** CPU in the canonical form: whole cores, else thousandths. */
export function cpuQuantity(cores: number): string {
  const millis = Math.ceil(Math.round(cores * 1e6) / 1000);
  return millis % 1000 === 0 ? `${millis / 1000}` : `${millis}m`;
}

/** Duration in whole seconds from `from` to `to`, in 32 bits: Kubernetes takes no parts of a second. */
export function seconds(property: string, duration: Duration, from = 0, to = INT32_MAX): number {
  const value = duration.toSeconds({ integral: false });
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new Refusal({
    property,
    value: `${value} s`,
    allowed: `whole seconds, ${from} or more${value > to ? `, up to ${to}` : ''}`,
    fix: `for example Duration.seconds(${Math.min(Math.max(from, Math.ceil(value)), to)})`,
  });
}

/** Duration as Go reads it: what custom resources take. */
export function goSeconds(count: number): string {
  return `${count}s`;
}
