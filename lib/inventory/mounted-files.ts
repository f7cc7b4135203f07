import type { Inventory } from './inventory';
import { asObject, asObjects, asText, type Dictionary } from './read';
import type { Workload } from './workload';

/** Content of the ConfigMaps that a workload's pods mount, as far as they are among the manifests. */
export function mountedFiles(workload: Workload, inventory: Inventory): Dictionary[] {
  return asObjects(workload.pod.volumes).flatMap(({ configMap }) => {
    if (configMap === undefined) return [];
    const made = inventory.named('ConfigMap', asText(asObject(configMap).name), workload);
    return made === undefined ? [] : [asObject(made.manifest.data)];
  });
}
