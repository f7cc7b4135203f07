import type { Dictionary } from '../json/dictionary';
import { asObject, asText } from '../json/read';
import type { Inventory } from './inventory';
import type { Subject } from './subject';

/**
 * Whether a source of `envFrom` may bring a variable of this name: surely known of a ConfigMap that is among the
 * manifests, never of a Secret.
 *
 * @param near manifest in whose namespace the source is
 */
export function mayBring(source: Dictionary, name: string, near: Subject, inventory: Inventory): boolean {
  const prefix = asText(source.prefix) ?? '';
  const configMap = asText(asObject(source.configMapRef).name);
  const made = configMap === undefined ? undefined : inventory.named('ConfigMap', configMap, near);
  if (!name.startsWith(prefix)) return false;
  return made === undefined || Object.hasOwn(asObject(made.manifest.data), name.slice(prefix.length));
}
