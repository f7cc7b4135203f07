import type { Inventory } from '../inventory/inventory';
import { podSelectorOf } from '../inventory/selectors';
import type { Subject } from '../inventory/subject';
import type { Workload } from '../inventory/workload';
import { NAME_LABEL } from '../kubernetes/labels';
import type { Rule } from './rule';

/** Kinds that do nothing where they select nothing. A policy that isolates nothing is told of the member that is open. */
const KINDS = ['Service', 'PodDisruptionBudget'] as const;

/** Selector of a release's own Service or budget, with a label that none of its pods has. */
export const selectsNothing: Rule = {
  id: 'kubernetes/selects-nothing',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const kind of KINDS) {
      const choosing = new Set(inventory.workloads.flatMap((workload) => workload.chosenBy(kind)));
      for (const about of inventory.ofKind(kind)) {
        const meant = choosing.has(about) ? undefined : namedBy(about, inventory);
        if (meant === undefined) continue;
        report({
          about,
          involved: [meant],
          property: `${kind} "${about.name}", selector`,
          value: podSelectorOf(about)?.labels,
          why: `it names the ${meant.kind} "${meant.name}", and chooses none of its pods`,
          allowed: `labels of these pods: ${JSON.stringify(meant.podLabels)}`,
          fix: {
            construct: 'remove the override of the selector, or of the labels of the pods',
            yaml: 'select by labels that the pods have',
          },
        });
      }
    }
  },
};

/** Workload of the namespace to which an object belongs by its label, and which its selector names. */
function namedBy(object: Subject, inventory: Inventory): Workload | undefined {
  const name = podSelectorOf(object)?.labels[NAME_LABEL];
  if (typeof name !== 'string' || object.labels[NAME_LABEL] !== name) return undefined;
  return inventory.workloads.find(
    ({ namespace, podLabels }) => namespace === object.namespace && podLabels[NAME_LABEL] === name,
  );
}
