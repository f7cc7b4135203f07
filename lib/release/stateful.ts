import { Refusal } from '../errors/refusal';
import type { ReleaseProps } from './release-props';

/** Refuses properties of a StatefulSet on a Deployment, where they would say nothing. */
export function checkStateful(
  { claimRetention, startOrdinal, storage = [] }: ReleaseProps,
  isStatefulSet: boolean,
): void {
  if (claimRetention !== undefined && storage.length === 0) throw noStatefulSet('claimRetention', 'storage');
  if (startOrdinal !== undefined && !isStatefulSet) throw noStatefulSet('startOrdinal', 'stableNames: true or storage');
}

function noStatefulSet(property: string, needed: string): Refusal {
  return new Refusal({
    property,
    kind: 'given without what it is for',
    why: 'the pods of a Deployment have neither ordinals nor claims of their own',
    allowed: `${property} with ${needed}`,
    fix: `set ${needed}, or remove it`,
  });
}
