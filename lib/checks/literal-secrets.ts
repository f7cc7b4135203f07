import type { Check } from '../inventory/inventory';
import type { PodContainer } from '../inventory/workloads';
import type { ConfigMap } from '../kubernetes/api';
import { literalSecret, looksSecret } from '../risks/literals';
import { waiverKey } from '../risks/waiver';
import { isWaived, type Rendered, type Report } from './finding';

/** No secret is written out: in the environment of any container, a sidecar's too, or in a ConfigMap. */
export const literalSecrets: Check = (inventory, report) => {
  for (const about of inventory.workloads) {
    for (const container of about.containers) inContainer(about, container, report);
  }
  for (const about of inventory.ofKind('ConfigMap')) if (about.own) inConfigMap(about, report);
};

function inContainer(about: Rendered, container: PodContainer, report: Report): void {
  for (const { name, value } of container.env) {
    if (isOpen(about, name, value)) report({ about, ...literalSecret(`container ${container.name}, env`, name) });
  }
}

function inConfigMap(about: Rendered, report: Report): void {
  const data: { readonly [key: string]: unknown } = (about.manifest as unknown as ConfigMap).data ?? {};
  for (const key of Object.keys(data)) {
    if (isOpen(about, key, data[key])) report({ about, ...literalSecret('data', key) });
  }
}

function isOpen(about: Rendered, name: string, value: unknown): boolean {
  return typeof value === 'string' && looksSecret(name, value) && !isWaived(about, waiverKey(`plain-value.${name}`));
}
