import { ARGUMENT_VARIABLES } from '../beam/argument-ports';
import { PLAIN_PROTOCOL, protocolOf } from '../beam/protocol-flags';
import { readFiles } from '../inventory/argument-files';
import { at, newList } from '../inventory/at';
import type { Inventory } from '../inventory/inventory';
import type { Subject } from '../inventory/subject';
import type { Workload } from '../inventory/workload';
import { asText } from '../json/read';
import { CLUSTER_LABEL, JOINS_LABEL } from '../kubernetes/labels';
import { orElsewhere } from './elsewhere';
import type { Report, Rule } from './rule';

/** Protocol that an argument file says, of a member or of a job that joins. */
interface Said {
  readonly workload: Workload;
  readonly file: Subject;
  readonly name: 'vm.args' | 'remote.vm.args';
  readonly protocol: string;
}

/** Nodes of one cluster of which some talk TLS, and others do not: they refuse each other. */
export const distributionProtocol: Rule = {
  id: 'beam/distribution-protocol',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    const clusters = new Map<string, Said[]>();
    for (const workload of inventory.workloads) {
      const cluster = asText(workload.podLabels[CLUSTER_LABEL]) ?? asText(workload.podLabels[JOINS_LABEL]);
      if (cluster === undefined) continue;
      at(clusters, `${workload.namespace}|${cluster}`, newList<Said>).push(...saidBy(workload, inventory));
    }
    for (const said of clusters.values()) inCluster(said, report);
  },
};

function inCluster([first, ...others]: readonly Said[], report: Report): void {
  const other = others.find(({ protocol }) => protocol !== first.protocol);
  if (other === undefined) return;
  report({
    about: other.file,
    involved: [other.workload, first.file, first.workload],
    property: `${other.name}, -proto_dist`,
    value: other.protocol,
    why: `${first.name} of the ${first.workload.kind} "${first.workload.name}" has ${first.protocol}: nodes with and without TLS refuse each other`,
    allowed: 'one protocol for every node of a cluster, in both files',
    fix: orElsewhere(
      'set it once, with `distribution` and `ipv6` on the ErlangCluster, and remove the override',
      'write one -proto_dist into all files',
    ),
  });
}

/** What the argument files of a workload say; nothing where a variable may say otherwise. */
function saidBy(workload: Workload, inventory: Inventory): Said[] {
  const inVariables = ARGUMENT_VARIABLES.some((name) => protocolOf(workload.release?.textOf(name) ?? '') !== undefined);
  if (inVariables) return [];
  return readFiles(workload, inventory).flatMap(({ configMap: file, text, remoteText }) => [
    ...(text === undefined ? [] : [said(workload, file, 'vm.args', text)]),
    ...(remoteText === undefined ? [] : [said(workload, file, 'remote.vm.args', remoteText)]),
  ]);
}

function said(workload: Workload, file: Subject, name: Said['name'], text: string): Said {
  return { workload, file, name, protocol: protocolOf(text) ?? PLAIN_PROTOCOL };
}
