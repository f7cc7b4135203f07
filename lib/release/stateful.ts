import { Refusal } from '../errors/refusal';
import type { ReleaseProps } from './release-props';

/** Refuses properties of a StatefulSet where there is nothing that they could be about. */
export function checkStateful(
  { claimRetention, podServices = false, scaling, startOrdinal, state, storage = [] }: ReleaseProps,
  isStatefulSet: boolean,
  serves: boolean,
): void {
  if (claimRetention !== undefined && storage.length === 0 && state === undefined) {
    throw without('claimRetention', 'storage or state', 'without storage no pod has a claim of its own');
  }
  if (startOrdinal !== undefined && !isStatefulSet) {
    throw without('startOrdinal', STATEFUL, 'the pods of a Deployment have no ordinals');
  }
  if (!podServices) return;
  if (!isStatefulSet) throw without('podServices', STATEFUL, 'the pods of a Deployment have names that change');
  if (!serves) throw without('podServices', 'ports', 'the release opens no port');
  if (scaling === undefined) return;
  throw new Refusal({
    property: 'podServices',
    value: `with ${scaling.kind}`,
    why: 'the Services are made at synth, one for each pod, and a scaler changes the number of pods later',
    allowed: 'podServices with a fixed number of replicas',
    fix: 'set replicas in the place of scaling, or remove it',
  });
}

/** Properties that make a StatefulSet. */
const STATEFUL = 'stableNames, singleton, storage or state';

function without(property: string, needed: string, why: string): Refusal {
  return new Refusal({
    property,
    kind: 'given without what it is for',
    why,
    allowed: `${property} with ${needed}`,
    fix: `set ${needed}, or remove it`,
  });
}
