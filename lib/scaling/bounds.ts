import { Refusal } from '../errors/refusal';
import { checkCount } from '../kubernetes/limits';

/** Least and greatest number of pods. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Refuses bounds that no scaler takes: `from` is the least number of pods. */
export function checkBounds(property: string, { min, max }: Bounds, from: 0 | 1): void {
  checkCount(`${property}.min`, min, from === 1 ? 'use 1 or more; a KEDA scaler goes to 0' : 'use 0 or more', from);
  checkCount(`${property}.max`, max, 'use 1 or more');
  if (max >= min) return;
  throw new Refusal({
    property: `${property}.max`,
    value: max,
    why: `it is less than min, ${min}`,
    allowed: `${min} or more`,
    fix: 'raise it, or lower min',
  });
}
