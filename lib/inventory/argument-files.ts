import { listeningPorts, type PortRange } from '../beam/argument-ports';
import { asObject, asObjects, asText } from '../json/read';
import type { Inventory } from './inventory';
import type { Subject } from './subject';
import type { Workload } from './workload';

/** Argument files of a release that one ConfigMap holds. */
export interface ArgumentFiles {
  /** ConfigMap that holds them. */
  readonly configMap: Subject;
  /** Name of the volume that it is mounted by. */
  readonly volume?: string;
  /** Whether the volume holds each key as a file of its name. */
  readonly asNamed: boolean;
  /** Text of `vm.args`, where there is one. */
  readonly text?: string;
  /** Text of `remote.vm.args`, where there is one. */
  readonly remoteText?: string;
  /** Ports of `vm.args`, on which the node listens. */
  readonly node: readonly PortRange[];
  /** Ports of `remote.vm.args`, which `remote` and `rpc` dial. */
  readonly remote: readonly PortRange[];
}

const KNOWN = new WeakMap<Workload, readonly ArgumentFiles[]>();

/**
 * Argument files that the node of a workload reads, as far as one can tell: of several ConfigMaps with a vm.args the one
 * whose volume RELEASE_VM_ARGS names.
 */
export function readFiles(workload: Workload, inventory: Inventory): readonly ArgumentFiles[] {
  const all = argumentFiles(workload, inventory);
  const path = workload.release?.textOf('RELEASE_VM_ARGS');
  if (all.length < 2 || path === undefined) return all;
  const mounted = (workload.release?.mounts ?? []).filter(({ mountPath }) => path.startsWith(`${asText(mountPath)}`));
  const read = all.filter(({ volume }) => mounted.some(({ name }) => name === volume));
  return read.length > 0 ? read : all;
}

/** Argument files in the ConfigMaps that a workload's pods mount, as far as they are among the manifests. */
export function argumentFiles(workload: Workload, inventory: Inventory): readonly ArgumentFiles[] {
  const known = KNOWN.get(workload);
  if (known !== undefined) return known;
  const files: ArgumentFiles[] = [];
  for (const { name, configMap } of asObjects(workload.pod.volumes)) {
    if (configMap === undefined) continue;
    const source = asObject(configMap);
    const made = inventory.named('ConfigMap', asText(source.name), workload);
    if (made === undefined) continue;
    const data = asObject(made.manifest.data);
    const [text, remoteText] = [asText(data['vm.args']), asText(data['remote.vm.args'])];
    if (text === undefined && remoteText === undefined) continue;
    files.push({
      configMap: made,
      volume: asText(name),
      asNamed: source.items === undefined,
      text,
      remoteText,
      node: portsOf(text),
      remote: portsOf(remoteText),
    });
  }
  KNOWN.set(workload, files);
  return files;
}

function portsOf(file: string | undefined): readonly PortRange[] {
  return file === undefined ? [] : listeningPorts(file);
}
