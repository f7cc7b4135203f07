import type { KubernetesTarget } from '../kubernetes/target';
import { applyOverride, checkParts } from './overrides';

/** Objects of a construct by the names of its parts; undefined where one is not made. */
export type Parts = { readonly [part: string]: object | undefined };

/**
 * Parts with the user's overrides merged in.
 *
 * @throws where an override does not fit its part, or is of a part that is not made: nothing is made before
 */
export function applyOverrides<T extends object>(parts: T, overrides: object | undefined, target: KubernetesTarget): T {
  checkParts(overrides, parts as Parts);
  if (overrides === undefined) return parts;
  const given = overrides as Parts;
  return Object.fromEntries(
    Object.entries(parts).map(([part, object]) => [part, object && applyOverride(part, object, given[part], target)]),
  ) as T;
}
