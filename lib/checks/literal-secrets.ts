import type { ConfigMap } from '../kubernetes/api';
import { literalSecret, looksSecret } from '../secrets/literals';
import { waiverKey } from '../waiver/waiver';
import type { Finding, Rendered } from './finding';
import type { Check } from './inventory';

/** No secret is written out: in the environment of any container, a sidecar's too, or in a ConfigMap. */
export const literalSecrets: Check = (inventory) => {
  const findings: Finding[] = [];
  for (const about of inventory.workloads) {
    for (const container of about.containers) {
      for (const { name, value } of container.env) {
        if (isOpen(about, name, value))
          findings.push({ about, ...literalSecret(`container ${container.name}, env`, name) });
      }
    }
  }
  for (const about of inventory.ofKind('ConfigMap')) {
    const data = about.own ? (about.manifest as unknown as ConfigMap).data : undefined;
    for (const [name, value] of Object.entries(data ?? {})) {
      if (isOpen(about, name, value)) findings.push({ about, ...literalSecret('data', name) });
    }
  }
  return findings;
};

function isOpen({ manifest }: Rendered, name: string, value: unknown): boolean {
  if (typeof value !== 'string' || !looksSecret(name, value)) return false;
  return manifest.metadata.annotations?.[waiverKey(`plain-value.${name}`)] === undefined;
}
