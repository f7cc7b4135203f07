import type { Dictionary } from '../json/dictionary';
import { asObject, asObjects, asText } from '../json/read';
import type { PodContainer } from './container';
import type { Inventory } from './inventory';
import type { Workload } from './workload';

/** File at a path of a container, as far as the manifests show. */
export interface MountedFile {
  /** Volume that is mounted there. */
  readonly volume: string;
  /** Whether the volume may hold it: false where it is seen that it does not. */
  readonly there: boolean;
  /** Text, where it comes from a ConfigMap that is among the manifests. */
  readonly text?: string;
}

/** File at a path of a container; undefined where no volume is mounted there. */
export function mountedFile(
  workload: Workload,
  { mounts }: PodContainer,
  path: string,
  inventory: Inventory,
): MountedFile | undefined {
  const covering = mounts
    .map((mount) => ({ mount, folder: (asText(mount.mountPath) ?? '').replace(/\/+$/, '') }))
    .filter(({ folder }) => folder !== '' && (path === folder || path.startsWith(`${folder}/`)))
    .sort((one, other) => other.folder.length - one.folder.length)[0];
  if (covering === undefined) return undefined;
  const name = asText(covering.mount.name);
  const volume = asObjects(workload.pod.volumes).find((one) => one.name === name);
  if (volume === undefined || name === undefined) return undefined;
  if (covering.mount.subPath !== undefined || covering.mount.subPathExpr !== undefined)
    return { volume: name, there: true };
  return { volume: name, ...inVolume(volume, path.slice(covering.folder.length + 1), workload, inventory) };
}

function inVolume(
  volume: Dictionary,
  file: string,
  workload: Workload,
  inventory: Inventory,
): Omit<MountedFile, 'volume'> {
  const [secret, configMap] = [asObject(volume.secret), asObject(volume.configMap)];
  const items = asObjects(volume.secret === undefined ? configMap.items : secret.items);
  const key = items.length === 0 ? file : asText(items.find((item) => item.path === file)?.key);
  if (volume.secret !== undefined) return { there: key !== undefined };
  if (volume.configMap === undefined) return { there: true };
  const made = inventory.named('ConfigMap', asText(configMap.name), workload);
  if (key === undefined || made === undefined) return { there: key !== undefined };
  const text = asText(asObject(made.manifest.data)[key]);
  return { there: text !== undefined || key in asObject(made.manifest.binaryData), text };
}
