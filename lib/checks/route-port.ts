import { portOfService } from '../inventory/port-of-service';
import { asObjects } from '../json/read';
import { listed } from './listed';
import type { Rule } from './rule';

/** Way in whose backend is a port that the Service does not have: every request fails. */
export const routePort: Rule = {
  id: 'kubernetes/route-port',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const { subject: about, backends } of inventory.routes) {
      for (const { name, port } of backends) {
        const service = port === undefined ? undefined : inventory.named('Service', name, about);
        if (service === undefined || portOfService(service, port) !== undefined) continue;
        report({
          about,
          involved: [service],
          property: `${about.kind} "${about.name}", backend`,
          value: { name, port },
          why: `the Service "${service.name}" has no such port, and every request would fail`,
          allowed: listed(asObjects(service.spec.ports).map((one) => one.name ?? one.port)),
          fix: {
            construct: 'remove the override of the port, in the Service or in the way in',
            yaml: 'name a port of the Service',
          },
        });
      }
    }
  },
};
