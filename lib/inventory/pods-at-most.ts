import { valueAt } from '../json/dictionary';
import { asNumber, asObject, asText } from '../json/read';
import type { Inventory } from './inventory';
import type { Workload } from './workload';

/**
 * Kinds of scalers, each with the field of its greatest number of pods, and with that number where it says none.
 *
 * Source: https://keda.sh/docs/latest/reference/scaledobject-spec/#maxreplicacount
 */
const SCALERS: { readonly [kind: string]: { readonly field: string; readonly usual?: number } } = {
  HorizontalPodAutoscaler: { field: 'maxReplicas' },
  ScaledObject: { field: 'maxReplicaCount', usual: 100 },
};

/** Greatest numbers of pods of a workload: those that it keeps, and those beyond them while it rolls. */
export interface PodsAtMost {
  readonly kept: number;
  readonly surge: number;
}

/** Greatest numbers of pods of a workload, as far as its manifest and that of its scaler say. */
export function podsAtMost(workload: Workload, inventory: Inventory): PodsAtMost {
  const { kind, spec } = workload;
  if (kind === 'Job') return { kept: asCount(spec.parallelism) ?? 1, surge: 0 };
  if (kind === 'CronJob') return { kept: asCount(valueAt(spec, 'jobTemplate', 'spec', 'parallelism')) ?? 1, surge: 0 };
  const kept = scaledTo(workload, inventory) ?? asCount(spec.replicas) ?? 1;
  return { kept, surge: kind === 'Deployment' ? surgeOf(workload, kept) : 0 };
}

const KNOWN = new WeakMap<Inventory, ReadonlyMap<string, number | undefined>>();

function scaledTo({ kind, name, namespace }: Workload, inventory: Inventory): number | undefined {
  const known = KNOWN.get(inventory) ?? scalersOf(inventory);
  KNOWN.set(inventory, known);
  return known.get(JSON.stringify([namespace, kind, name]));
}

/** Greatest number of pods of each workload that a scaler scales. */
function scalersOf(inventory: Inventory): ReadonlyMap<string, number | undefined> {
  const scaled = new Map<string, number | undefined>();
  for (const [scaler, { field, usual }] of Object.entries(SCALERS)) {
    for (const { namespace, spec } of inventory.ofKind(scaler)) {
      const { kind, name } = asObject(spec.scaleTargetRef);
      scaled.set(JSON.stringify([namespace, asText(kind) ?? 'Deployment', name]), asCount(spec[field]) ?? usual);
    }
  }
  return scaled;
}

/** Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge, 25 % unless set. */
function surgeOf({ spec }: Workload, pods: number): number {
  const strategy = asObject(spec.strategy);
  if (strategy.type === 'Recreate') return 0;
  const surge = asObject(strategy.rollingUpdate).maxSurge ?? '25%';
  if (typeof surge === 'number') return asCount(surge) ?? 0;
  const percent = /^(\d+)%$/.exec(asText(surge) ?? '')?.[1];
  return Math.ceil((Number(percent ?? 0) * pods) / 100);
}

/** Number of something; undefined where it is none. */
function asCount(value: unknown): number | undefined {
  const count = asNumber(value);
  return count !== undefined && Number.isFinite(count) && count >= 0 ? count : undefined;
}
