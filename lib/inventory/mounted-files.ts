import type { Dictionary } from '../json/dictionary';
import { asObject, asObjects, asText } from '../json/read';
import type { Inventory } from './inventory';
import type { Workload } from './workload';

const KNOWN = new WeakMap<Workload, readonly Dictionary[]>();

/** Content of the ConfigMaps that a workload's pods mount, as far as they are among the manifests. */
export function mountedFiles(workload: Workload, inventory: Inventory): readonly Dictionary[] {
  const known = KNOWN.get(workload);
  if (known !== undefined) return known;
  const files: Dictionary[] = [];
  for (const { configMap } of asObjects(workload.pod.volumes)) {
    if (configMap === undefined) continue;
    const made = inventory.named('ConfigMap', asText(asObject(configMap).name), workload);
    if (made !== undefined) files.push(asObject(made.manifest.data));
  }
  KNOWN.set(workload, files);
  return files;
}
