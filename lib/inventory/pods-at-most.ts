import { valueAt } from '../json/dictionary';
import { asCount, asObject, asText } from '../json/read';
import type { Inventory } from './inventory';
import { runnersIn } from './runner-quota';
import { scalersOf } from './scalers';
import type { Workload } from './workload';

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
  if (kind === 'ConfigMap') return { kept: runnersAtMost(workload, inventory), surge: 0 };
  const scaled = scalersOf(workload, inventory).flatMap(({ most = [] }) => most);
  const kept = scaled.length > 0 ? Math.max(...scaled) : (asCount(spec.replicas) ?? 1);
  return { kept, surge: kind === 'Deployment' ? surgeOf(workload, kept) : 0 };
}

/** Most runners at once, by the quotas of their namespace. */
function runnersAtMost({ namespace }: Workload, inventory: Inventory): number {
  const quotas = inventory.ofKind('ResourceQuota').filter((one) => one.namespace === namespace);
  const numbers = quotas.flatMap((one) => runnersIn(one) ?? []);
  return numbers.length === 0 ? 1 : Math.min(...numbers);
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
