import { distributionPorts, isDistribution, OPEN } from './member-ports';
import type { Rule } from './rule';

/** Distribution port on the host: everybody who reaches the host reaches it. */
export const distributionHostPort: Rule = {
  id: 'beam/distribution-host-port',
  severity: 'error',
  run: (inventory, report) => {
    for (const about of inventory.members) {
      for (const { hostPort, name, containerPort } of about.ports) {
        if (!hostPort || !isDistribution(distributionPorts(about, inventory), containerPort)) continue;
        report({ about, property: `container port ${name ?? containerPort}, hostPort`, value: hostPort, ...OPEN });
      }
    }
  },
};
