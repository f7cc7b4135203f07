import { NO_LISTENING } from '../beam/argument-ports';
import { type ArgumentFiles, readFiles } from '../inventory/argument-files';
import type { Inventory } from '../inventory/inventory';
import type { Workload } from '../inventory/workload';
import { orElsewhere } from './elsewhere';
import { distributionPorts } from './member-ports';
import { admitsMembers } from './members-rule';
import type { Report, Rule } from './rule';

/** Argument files of a member that do not say where the node listens, or say that it does not. */
export const distributionLines: Rule = {
  id: 'beam/distribution-lines',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const about of inventory.members) {
      for (const files of readFiles(about, inventory)) inFiles(about, files, inventory, report);
    }
  },
};

function inFiles(member: Workload, files: ArgumentFiles, inventory: Inventory, report: Report): void {
  const { configMap: about, text, remoteText, node } = files;
  const found = { about, involved: [member] };
  if (text !== undefined && NO_LISTENING.test(text)) {
    report({
      ...found,
      property: 'vm.args',
      value: '-dist_listen false',
      why: 'the node does not listen, so that no other node can dial it',
      allowed: '-dist_listen false in remote.vm.args alone',
      fix: orElsewhere('remove the override of `vmArgs`', 'remove the line'),
    });
  } else if (
    text !== undefined &&
    !distributionPorts(member, inventory).told &&
    !admitsMembers(member, 'Ingress', [])
  ) {
    report({
      ...found,
      property: 'vm.args',
      value: 'without a port of the distribution',
      why: 'the node listens on a port by chance and asks epmd for those of others, and no policy admits members to them',
      allowed: '-start_epmd false and -erl_epmd_port PORT, or inet_dist_listen_min and inet_dist_listen_max',
      fix: orElsewhere(
        "keep the library's lines in the override of `vmArgs`; or use vmFlags: VmFlags.of({ lines: […] }) in its place",
        'add the lines to both files',
      ),
    });
  }
  if (node.length !== 1 || remoteText === undefined || NO_LISTENING.test(remoteText)) return;
  report({
    ...found,
    property: 'remote.vm.args',
    value: 'without -dist_listen false',
    why: '`remote`, `rpc` and `stop` would listen on the port of the node beside them, and end with eaddrinuse',
    allowed: '-dist_listen false',
    fix: orElsewhere('remove the override of `vmArgs`', 'add the line'),
  });
}
