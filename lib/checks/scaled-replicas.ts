import { scalersOf } from '../inventory/scalers';
import type { Rule } from './rule';

/** Workload whose number of pods two decide: its manifest and a scaler, or two scalers. */
export const scaledReplicas: Rule = {
  id: 'kubernetes/scaled-replicas',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const about of inventory.workloads) {
      const [scaler, other] = scalersOf(about, inventory);
      if (scaler === undefined) continue;
      const { kind, name } = scaler.subject;
      const { replicas } = about.spec;
      if (replicas !== undefined && replicas !== null) {
        report({
          about,
          involved: [scaler.subject],
          property: 'spec.replicas',
          value: replicas,
          why: `the ${kind} "${name}" decides it, and every apply would set it back`,
          allowed: 'no number of pods beside a scaler',
          fix: {
            construct: 'remove it, and set min and max of the scaler',
            yaml: 'remove it, and first from what was applied last: kubectl apply edit-last-applied',
          },
        });
      }
      if (other === undefined) continue;
      report({
        about,
        involved: [scaler.subject, other.subject],
        property: 'number of pods',
        value: `of the ${kind} "${name}" and the ${other.subject.kind} "${other.subject.name}"`,
        why: 'two scalers undo what each other does',
        allowed: 'one scaler for a workload',
        fix: 'keep one of them, with the metrics of both',
      });
    }
  },
};
