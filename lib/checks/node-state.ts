import { keptState } from '../beam/kept-state';
import { readFiles } from '../inventory/argument-files';
import { runsOnce, type Workload } from '../inventory/workload';
import type { Rule } from './rule';

/** Node that keeps state on a disk under a name that goes with its pod: the next one does not find it. */
export const nodeState: Rule = {
  id: 'beam/node-state',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const about of inventory.workloads) {
      if (runsOnce(about) || isNamed(about)) continue;
      for (const { configMap, text } of readFiles(about, inventory)) {
        const library = text === undefined ? undefined : keptState(text);
        if (library === undefined) continue;
        report({
          about,
          involved: [configMap],
          property: 'vm.args',
          value: `a folder of ${library}`,
          why: `${library} keeps state under the names of nodes, and these have new ones with each pod`,
          allowed: 'a StatefulSet whose RELEASE_NODE is the name of the pod in DNS',
          fix: {
            construct: 'remove the override, or set `state` on the release',
            yaml: 'use a StatefulSet, and write BASENAME@$(POD_NAME).SERVICE.$(POD_NAMESPACE).svc.cluster.local',
          },
        });
      }
    }
  },
};

function isNamed(workload: Workload): boolean {
  return workload.kind === 'StatefulSet' && !workload.textOf('RELEASE_NODE')?.endsWith('@$(POD_IP)');
}
