import { listeningPorts, type PortRange } from '../beam/argument-ports';
import { asObject, asObjects, asText } from '../json/read';
import type { Inventory } from './inventory';
import type { Workload } from './workload';

/** Ports in the argument files of a release that one ConfigMap holds. */
export interface ArgumentFiles {
  /** Ports of `vm.args`, on which the node listens. */
  readonly node: readonly PortRange[];
  /** Ports of `remote.vm.args`, which `remote` and `rpc` dial. */
  readonly remote: readonly PortRange[];
}

const KNOWN = new WeakMap<Workload, readonly ArgumentFiles[]>();

/** Argument files in the ConfigMaps that a workload's pods mount, as far as they are among the manifests. */
export function argumentFiles(workload: Workload, inventory: Inventory): readonly ArgumentFiles[] {
  const known = KNOWN.get(workload);
  if (known !== undefined) return known;
  const files: ArgumentFiles[] = [];
  for (const { configMap } of asObjects(workload.pod.volumes)) {
    if (configMap === undefined) continue;
    const made = inventory.named('ConfigMap', asText(asObject(configMap).name), workload);
    const data = asObject(made?.manifest.data);
    files.push({ node: portsOf(data['vm.args']), remote: portsOf(data['remote.vm.args']) });
  }
  KNOWN.set(workload, files);
  return files;
}

function portsOf(file: unknown): readonly PortRange[] {
  return typeof file === 'string' ? listeningPorts(file) : [];
}
