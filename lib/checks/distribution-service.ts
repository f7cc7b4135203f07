import type { Subject } from '../inventory/subject';
import { asObjects, asText } from '../json/read';
import { distributionPorts, isDistribution, OPEN } from './member-ports';
import type { Rule } from './rule';

/** Distribution port on a Service that is not headless, or that is open to the outside. */
export const distributionService: Rule = {
  id: 'beam/distribution-service',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const member of inventory.members) {
      for (const about of member.services.filter(isOpen)) {
        const distribution = distributionPorts(member, inventory);
        for (const { port, targetPort } of asObjects(about.spec.ports)) {
          if (!isDistribution(distribution, targetPort ?? port)) continue;
          report({ about, involved: [member], property: `Service "${about.name}", port`, value: port, ...OPEN });
        }
      }
    }
  },
};

/** Types that open a Service to the outside, headless or not. */
const OPEN_TYPES: ReadonlySet<string | undefined> = new Set(['NodePort', 'LoadBalancer']);

function isOpen({ spec }: Subject): boolean {
  return spec.clusterIP !== 'None' || OPEN_TYPES.has(asText(spec.type));
}
