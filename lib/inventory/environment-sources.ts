import type { Inventory } from './inventory';
import { asObject, asText, type Dictionary } from './read';
import type { Subject } from './subject';

/** Source of variables in `envFrom`. */
export interface EnvironmentSource {
  /** Whether a variable of this name may come of it: surely known of a ConfigMap that is here, of a Secret never. */
  readonly mayBring: (name: string) => boolean;
}

/** Sources of a container's `envFrom`. */
export function environmentSources(
  envFrom: readonly Dictionary[],
  near: Subject,
  inventory: Inventory,
): EnvironmentSource[] {
  return envFrom.map((source) => {
    const prefix = asText(source.prefix) ?? '';
    const configMap = asText(asObject(source.configMapRef).name);
    const made = configMap === undefined ? undefined : inventory.named('ConfigMap', configMap, near);
    const data = made && asObject(made.manifest.data);
    return {
      mayBring: (name) =>
        name.startsWith(prefix) && (data === undefined || Object.hasOwn(data, name.slice(prefix.length))),
    };
  });
}
