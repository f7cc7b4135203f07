import type { PortRange } from '../beam/argument-ports';
import { readFiles } from '../inventory/argument-files';
import type { Inventory } from '../inventory/inventory';
import { isMember, type Workload } from '../inventory/workload';
import type { Report, Rule } from './rule';

/** Node without epmd that does not listen and dial on one port: both argument files and the container agree on it. */
export const singlePort: Rule = {
  id: 'beam/single-port',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const about of inventory.workloads) inWorkload(about, inventory, report);
  },
};

function inWorkload(about: Workload, inventory: Inventory, report: Report): void {
  for (const files of readFiles(about, inventory)) {
    const port = single(files.node);
    if (port === undefined) continue;
    const remote = single(files.remote);
    const declared = about.ports.map(({ containerPort }) => containerPort);
    if (remote === port && (!isMember(about) || declared.includes(port))) continue;
    report({
      about,
      property: 'distribution port',
      value: { 'vm.args': port, 'remote.vm.args': remote, declared },
      why: 'without epmd a node dials its peers on the port on which it listens itself',
      allowed: 'one port in vm.args, remote.vm.args and the container',
      fix: {
        construct: 'set it once, with Distribution.singlePort({ port }) on the ErlangCluster, and remove the override',
        yaml: 'write one `-erl_epmd_port` into both files, and declare it as a containerPort',
      },
    });
  }
}

/** Port of a node without epmd. */
function single(ranges: readonly PortRange[]): number | undefined {
  return ranges.length === 1 ? ranges[0].first : undefined;
}
