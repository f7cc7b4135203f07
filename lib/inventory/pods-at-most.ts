import { asNumber, asObject, asObjects, asText } from '../json/read';
import type { Inventory } from './inventory';
import type { Workload } from './workload';

/** Kinds of scalers, each with the field of its greatest number of pods. */
const SCALERS: { readonly [kind: string]: string } = {
  HorizontalPodAutoscaler: 'maxReplicas',
  ScaledObject: 'maxReplicaCount',
};

/** Greatest numbers of pods of a workload: those that it keeps, and those beyond them while it rolls. */
export interface PodsAtMost {
  readonly kept: number;
  readonly surge: number;
}

/** Greatest numbers of pods of a workload, as far as its manifest and that of its scaler say. */
export function podsAtMost(workload: Workload, inventory: Inventory): PodsAtMost {
  const { kind, spec } = workload;
  if (kind === 'Pod' || kind === 'CronJob') return { kept: 1, surge: 0 };
  if (kind === 'Job') return { kept: asNumber(spec.parallelism) ?? 1, surge: 0 };
  const kept = scaledTo(workload, inventory) ?? asNumber(spec.replicas) ?? 1;
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
  for (const [scaler, field] of Object.entries(SCALERS)) {
    for (const { namespace, spec } of inventory.ofKind(scaler)) {
      const { kind, name } = asObject(spec.scaleTargetRef);
      scaled.set(JSON.stringify([namespace, asText(kind) ?? 'Deployment', name]), asNumber(spec[field]));
    }
  }
  return scaled;
}

/** Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge, 25 % unless set. */
function surgeOf({ spec }: Workload, pods: number): number {
  const strategy = asObject(spec.strategy);
  if (strategy.type === 'Recreate') return 0;
  const surge = asObject(strategy.rollingUpdate).maxSurge ?? '25%';
  if (typeof surge === 'number') return surge;
  const percent = /^(\d+)%$/.exec(asText(surge) ?? '')?.[1];
  return Math.ceil((Number(percent ?? 0) * pods) / 100);
}

/** Text of a variable of a workload's release, in its environment or in a ConfigMap that is among the manifests. */
export function settingOf(workload: Workload, variable: string, inventory: Inventory): string | undefined {
  const { release } = workload;
  if (release === undefined) return undefined;
  if (release.variables.has(variable)) return release.textOf(variable);
  for (const source of asObjects(release.envFrom)) {
    const prefix = asText(source.prefix) ?? '';
    const name = asText(asObject(source.configMapRef).name);
    const data = asObject(name === undefined ? undefined : inventory.named('ConfigMap', name, workload)?.manifest.data);
    const found = variable.startsWith(prefix) ? asText(data[variable.slice(prefix.length)]) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
