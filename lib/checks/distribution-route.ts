import type { Inventory } from '../inventory/inventory';
import { portOfService } from '../inventory/port-of-service';
import type { Route } from '../inventory/route';
import { isMember } from '../inventory/workload';
import { distributionPorts, isDistribution, OPEN } from './member-ports';
import type { Report, Rule } from './rule';

/** Ingress or a route of the Gateway API that leads to a distribution port. */
export const distributionRoute: Rule = {
  id: 'beam/distribution-route',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const route of inventory.routes) onRoute(route, inventory, report);
  },
};

function onRoute({ subject: about, backends }: Route, inventory: Inventory, report: Report): void {
  for (const { name, port } of backends) {
    const service = inventory.named('Service', name, about);
    if (service === undefined) continue;
    const target = portOfService(service, port);
    const dialled = target && (target.targetPort ?? target.port);
    const found = inventory
      .selectedBy(service)
      .filter((one) => isMember(one) && isDistribution(distributionPorts(one, inventory), dialled));
    if (found.length === 0) continue;
    const property = `${about.kind} "${about.name}", backend`;
    report({ about, involved: [service, ...found], property, value: { name, port }, ...OPEN });
  }
}
