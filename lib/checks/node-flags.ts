import { ARGUMENT_VARIABLES } from '../beam/argument-ports';
import { type ApartFlag, apartFlag } from '../beam/mesh-flags';
import { readFiles } from '../inventory/argument-files';
import type { Subject } from '../inventory/subject';
import { orElsewhere } from './elsewhere';
import type { Finding, Rule } from './rule';

/** Flag that keeps a member out of the mesh, in its vm.args or in the variables that hold flags. */
export const nodeFlags: Rule = {
  id: 'beam/node-flags',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const member of inventory.members) {
      for (const { configMap, text } of readFiles(member, inventory)) {
        const found = text === undefined ? undefined : apartFlag(text);
        if (found) report(flagOf(configMap, 'vm.args', found, [member]));
      }
      const { release } = member;
      if (release === undefined) continue;
      for (const variable of ARGUMENT_VARIABLES) {
        const text = release.textOf(variable);
        const found = text === undefined ? undefined : apartFlag(text);
        if (found) report(flagOf(member, `container ${release.name}, env ${variable}`, found, []));
      }
    }
  },
};

function flagOf(about: Subject, property: string, { flag, why }: ApartFlag, involved: readonly Subject[]): Finding {
  const fix = orElsewhere(`remove ${flag} from the override`, `remove ${flag}`);
  return { about, involved, property, value: flag, why, allowed: 'flags that leave the node in the mesh', fix };
}
