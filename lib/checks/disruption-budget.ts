import { at, newList } from '../inventory/at';
import type { Inventory } from '../inventory/inventory';
import { podsAtMost } from '../inventory/pods-at-most';
import type { Subject } from '../inventory/subject';
import type { Workload } from '../inventory/workload';
import { waiverKey } from '../risks/accepted-risks';
import type { Report, Rule } from './rule';

/** Pods that nothing may evict: a budget that allows no disruption, or two budgets, which the API server refuses to use. */
export const disruptionBudget: Rule = {
  id: 'kubernetes/disruption-budget',
  severity: 'error',
  risk: 'no-disruptions',
  holdsAsMade: true,
  run: (inventory, report) => {
    const { workloads } = inventory;
    const held = new Map<Subject, Workload[]>();
    for (const workload of workloads) {
      if (!SCALED.has(workload.kind) || workload.spec.replicas === 0) continue;
      const budgets = workload.chosenBy('PodDisruptionBudget');
      for (const budget of budgets) at(held, budget, newList<Workload>).push(workload);
      if (budgets.length > 1) twice(workload, budgets, report);
    }
    for (const [budget, chosen] of held) inBudget(budget, chosen, inventory, report);
  },
};

/** Kinds that say how many pods they have. */
const SCALED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout']);

function inBudget(about: Subject, chosen: readonly Workload[], inventory: Inventory, report: Report): void {
  const { maxUnavailable, minAvailable } = about.spec;
  const replicas = chosen.reduce((sum, workload) => sum + podsAtMost(workload, inventory).kept, 0);
  const [field, value] =
    minAvailable === undefined ? ['maxUnavailable', maxUnavailable] : ['minAvailable', minAvailable];
  const allowed = minAvailable === undefined ? pods(maxUnavailable, replicas) : replicas - pods(minAvailable, replicas);
  if (!(allowed <= 0)) return;
  report({
    about,
    involved: chosen,
    property: `PodDisruptionBudget "${about.name}", ${field}`,
    value,
    why: `of ${replicas} pods none may ever be evicted: the drain of a node, and with it every upgrade of the cluster, waits for ever`,
    allowed: 'a budget that lets one pod go',
    fix: OTHERWISE,
  });
}

/** Pods of a number or a percentage, rounded up as Kubernetes does it; NaN of something else. */
function pods(value: unknown, replicas: number): number {
  if (typeof value === 'number') return value;
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return Math.ceil((Number(percent) * replicas) / 100);
}

function twice(workload: Workload, budgets: readonly Subject[], report: Report): void {
  const [about, ...others] = budgets;
  report({
    about,
    involved: [...others, workload],
    property: `PodDisruptionBudget "${about.name}", selector`,
    value: about.spec.selector,
    why: `${budgets.map(({ name }) => name).join(' and ')} select the pods of the ${workload.kind} "${workload.name}", and the API server evicts no pod with two budgets`,
    allowed: 'one budget for a pod',
    fix: OTHERWISE,
  });
}

const OTHERWISE = {
  construct:
    "remove the override of `podDisruptionBudget`; where nothing may be evicted: allow: [Waiver.noDisruptions('why')]",
  yaml: `write maxUnavailable: 1, and one budget a workload; where nothing may be evicted, say why in the annotation ${waiverKey('no-disruptions')}`,
};
