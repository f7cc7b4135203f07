import { asObject, asText } from '../json/read';
import type { PodContainer } from './container';
import type { Inventory } from './inventory';
import type { Workload } from './workload';

/** Text of a variable of a workload's container, in its environment or in a ConfigMap that is among the manifests. */
export function settingOf(
  container: PodContainer,
  variable: string,
  workload: Workload,
  inventory: Inventory,
): string | undefined {
  const textIn = (name: unknown, key: string) =>
    asText(asObject(inventory.named('ConfigMap', asText(name), workload)?.manifest.data)[key]);
  if (container.variables.has(variable)) {
    const { name, key } = asObject(asObject(container.variables.get(variable)?.valueFrom).configMapKeyRef);
    return container.textOf(variable) ?? textIn(name, String(key));
  }
  // Of several sources the last one wins.
  for (const { prefix: given, configMapRef } of [...container.envFrom].reverse()) {
    const prefix = asText(given) ?? '';
    if (!variable.startsWith(prefix)) continue;
    const found = textIn(asObject(configMapRef).name, variable.slice(prefix.length));
    if (found !== undefined) return found;
  }
  return undefined;
}
