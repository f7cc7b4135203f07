import { type Duration, type Size, SizeRoundingBehavior } from 'cdk8s';
import { Refusal } from '../errors/refusal';

/** A size in KiB, of one or more. */
export function kibibytes(property: string, size: Size): number {
  const value = size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (Number.isInteger(value) && value >= 1) return value;
  throw new Refusal({
    property,
    value: `${value} KiB`,
    allowed: 'whole KiB, one or more',
    fix: 'for example Size.mebibytes(64)',
  });
}

/** A size as the API takes it: in Mi where it is whole in these, else in Ki. */
export function quantity(property: string, size: Size): string {
  const value = kibibytes(property, size);
  return value % 1024 === 0 ? `${value / 1024}Mi` : `${value}Ki`;
}

/** A duration in whole seconds, `from` or more: Kubernetes takes no parts of a second. */
export function seconds(property: string, duration: Duration, from = 0): number {
  const value = duration.toSeconds({ integral: false });
  if (Number.isInteger(value) && value >= from) return value;
  throw new Refusal({
    property,
    value: `${value} s`,
    allowed: `whole seconds, ${from} or more`,
    fix: `for example Duration.seconds(${Math.max(from, Math.ceil(value))})`,
  });
}
