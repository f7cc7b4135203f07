import { EPMD_PORT } from '../beam/distribution-ports';
import { EPMD_VARIABLES } from '../beam/release-variables';
import { asText } from '../json/read';
import { orElsewhere } from './elsewhere';
import { distributionPorts, isDistribution } from './member-ports';
import type { Rule } from './rule';

/** Member with epmd that has it on another port or address than the others ask and policies admit. */
export const epmdPort: Rule = {
  id: 'beam/epmd-port',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const about of inventory.members) {
      for (const { name: container, variables } of about.containers) {
        for (const name of EPMD_VARIABLES) {
          const variable = variables.get(name);
          if (variable === undefined || variable.value === String(EPMD_PORT)) continue;
          if (!isDistribution(distributionPorts(about, inventory), EPMD_PORT)) continue;
          report({
            about,
            property: `container ${container}, env ${name}`,
            value: asText(variable.value) ?? variable.valueFrom,
            why: `epmd would not answer on ${EPMD_PORT} of the pod, where the other nodes ask it and the policy lets them`,
            allowed: `epmd on ${EPMD_PORT}, on every address`,
            fix: orElsewhere('remove the override', 'remove the variable'),
          });
        }
      }
    }
  },
};
