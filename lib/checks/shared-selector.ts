import type { Inventory } from '../inventory/inventory';
import type { Subject } from '../inventory/subject';
import { runsOnce, type Workload } from '../inventory/workload';
import { asText } from '../json/read';
import { NAME_LABEL } from '../kubernetes/labels';
import type { Report, Rule } from './rule';

/** Selector that chooses the pods of another workload too: of a Deployment or StatefulSet, or of one release's Service. */
export const sharedSelector: Rule = {
  id: 'kubernetes/shared-selector',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const workload of inventory.workloads) if (CONTROLLERS.includes(workload.kind)) ofWorkload(workload, report);
    for (const service of inventory.ofKind('Service')) {
      if (service.spec.clusterIP !== 'None') ofService(service, inventory, report);
    }
  },
};

/** Kinds whose controllers take pods by their labels. */
const CONTROLLERS: readonly string[] = ['Deployment', 'StatefulSet'];

function ofWorkload(workload: Workload, report: Report): void {
  for (const kind of CONTROLLERS) {
    for (const about of workload.chosenBy(kind)) {
      if (about.manifest === workload.manifest) continue;
      report({
        about,
        involved: [workload],
        property: 'spec.selector',
        value: about.spec.selector,
        why: `it chooses the pods of the ${workload.kind} "${workload.name}" too, and two controllers count each other's pods`,
        allowed: 'labels that no other workload of the namespace has on its pods',
        fix: {
          construct: 'remove the override of the selector or of the labels',
          yaml: `select by a label of its own, such as ${NAME_LABEL}`,
        },
      });
    }
  }
}

function ofService(about: Subject, inventory: Inventory, report: Report): void {
  const behind = inventory.selectedBy(about).filter((one) => !runsOnce(one)); // the rule job-selected is about these
  if (behind.length < 2) return;
  const own = asText(about.labels[NAME_LABEL]);
  const others = behind.filter(({ podLabels }) => podLabels[NAME_LABEL] !== own);
  if (own === undefined || others.length === 0 || others.length === behind.length) return;
  report({
    about,
    involved: behind,
    property: `Service "${about.name}", selector`,
    value: about.spec.selector,
    why: `it is the Service of ${own}, and sends requests to ${others.map(({ name }) => name).join(', ')} too`,
    allowed: `pods of one release: ${NAME_LABEL}: ${own}`,
    fix: {
      construct: 'remove the override of the selector',
      yaml: `select by ${NAME_LABEL}; for a Service over several workloads, remove that label from the Service`,
    },
  });
}
