import { Refusal } from '../errors/refusal';
import { checkCount } from '../kubernetes/limits';

/** Least and greatest number of pods. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Refuses bounds that no scaler takes: `from` is the least number of pods, `suffix` what `min` and `max` end with. */
export function checkBounds(property: string, { min, max }: Bounds, from: 0 | 1, suffix = ''): void {
  const fix = from === 1 ? 'use 1 or more; a KEDA scaler goes to 0' : 'use 0 or more';
  checkCount(`${property}.min${suffix}`, min, fix, from);
  checkCount(`${property}.max${suffix}`, max, 'use 1 or more');
  if (max >= min) return;
  throw new Refusal({
    property: `${property}.max${suffix}`,
    value: max,
    why: `it is less than min${suffix}, ${min}`,
    allowed: `${min} or more`,
    fix: `raise it, or lower min${suffix}`,
  });
}
