import { Refusal } from '../errors/refusal';
import type { ReleaseProps } from './release-props';

/** Refuses properties of a StatefulSet where there is nothing that they could be about. */
export function checkStateful(
  { claimRetention, startOrdinal, storage = [] }: ReleaseProps,
  isStatefulSet: boolean,
): void {
  if (claimRetention !== undefined && storage.length === 0) {
    throw without('claimRetention', 'storage', 'without storage no pod has a claim of its own');
  }
  if (startOrdinal !== undefined && !isStatefulSet) {
    throw without('startOrdinal', 'stableNames, singleton or storage', 'the pods of a Deployment have no ordinals');
  }
}

function without(property: string, needed: string, why: string): Refusal {
  return new Refusal({
    property,
    kind: 'given without what it is for',
    why,
    allowed: `${property} with ${needed}`,
    fix: `set ${needed}, or remove it`,
  });
}
