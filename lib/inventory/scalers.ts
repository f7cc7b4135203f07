import { asCount, asObject, asText } from '../json/read';
import { at, newList } from './at';
import type { Inventory } from './inventory';
import type { Subject } from './subject';
import type { Workload } from './workload';

/**
 * Kinds of scalers, each with the field of its greatest number of pods, and with that number where it says none.
 *
 * Source: https://keda.sh/docs/latest/reference/scaledobject-spec/#maxreplicacount
 */
const KINDS: { readonly [kind: string]: { readonly field: string; readonly usual?: number } } = {
  HorizontalPodAutoscaler: { field: 'maxReplicas' },
  ScaledObject: { field: 'maxReplicaCount', usual: 100 },
};

/** Kinds of scalers. */
export const SCALERS: readonly string[] = Object.keys(KINDS);

/** Scaler of a workload. */
export interface Scaler {
  readonly subject: Subject;
  /** Greatest number of pods; undefined where it says none that is one. */
  readonly most?: number;
}

const KNOWN = new WeakMap<Inventory, ReadonlyMap<string, readonly Scaler[]>>();

/** Scalers of a workload, by the kind and the name that they refer to. */
export function scalersOf({ namespace, kind, name }: Workload, inventory: Inventory): readonly Scaler[] {
  const known = KNOWN.get(inventory) ?? byTarget(inventory);
  KNOWN.set(inventory, known);
  return known.get(JSON.stringify([namespace, kind, name])) ?? [];
}

function byTarget(inventory: Inventory): ReadonlyMap<string, readonly Scaler[]> {
  const scalers = new Map<string, Scaler[]>();
  for (const [scaler, { field, usual }] of Object.entries(KINDS)) {
    for (const subject of inventory.ofKind(scaler)) {
      const { kind, name } = asObject(subject.spec.scaleTargetRef);
      const target = JSON.stringify([subject.namespace, asText(kind) ?? 'Deployment', name]);
      at(scalers, target, newList<Scaler>).push({ subject, most: asCount(subject.spec[field]) ?? usual });
    }
  }
  return scalers;
}
