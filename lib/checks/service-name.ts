import type { Inventory } from '../inventory/inventory';
import { selects } from '../inventory/selectors';
import type { Workload } from '../inventory/workload';
import { asText } from '../json/read';
import type { Rule } from './rule';

/** StatefulSet whose `serviceName` is no headless Service of its pods: their names do not resolve. */
export const serviceName: Rule = {
  id: 'kubernetes/service-name',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const about of inventory.workloads) {
      if (about.kind !== 'StatefulSet' || isHeadless(about, inventory)) continue;
      report({
        about,
        property: 'spec.serviceName',
        value: about.spec.serviceName,
        why: 'no headless Service of that name selects these pods, so their names do not resolve',
        allowed: 'the headless Service of the cluster or of the release',
        fix: {
          construct: 'remove the override of `serviceName` or of the Service',
          yaml: 'name a Service with clusterIP: None that selects the pods',
        },
      });
    }
  },
};

function isHeadless(about: Workload, inventory: Inventory): boolean {
  const service = inventory.named('Service', asText(about.spec.serviceName), about);
  return service?.spec.clusterIP === 'None' && selects(service.spec.selector, about.podLabels);
}
