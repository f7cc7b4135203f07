import type { ConfigMap } from '../kubernetes/api';
import { literalSecret, looksSecret } from '../secrets/literals';
import { waiverKey } from '../waiver/waiver';
import type { Finding, Rendered } from './finding';
import type { Check } from './inventory';
import type { PodContainer } from './pods';

/** No secret is written out: in the environment of any container, a sidecar's too, or in a ConfigMap. */
export const literalSecrets: Check = (inventory) => [
  ...inventory.workloads.flatMap((about) => about.containers.flatMap((container) => inContainer(about, container))),
  ...inventory.ofKind('ConfigMap').flatMap((about) => (about.own ? inConfigMap(about) : [])),
];

function inContainer(about: Rendered, { name, env }: PodContainer): Finding[] {
  return env
    .filter((variable) => isOpen(about, variable.name, variable.value))
    .map((variable) => ({ about, ...literalSecret(`container ${name}, env`, variable.name) }));
}

function inConfigMap(about: Rendered): Finding[] {
  const data: { readonly [key: string]: unknown } = (about.manifest as unknown as ConfigMap).data ?? {};
  return Object.keys(data)
    .filter((key) => isOpen(about, key, data[key]))
    .map((key) => ({ about, ...literalSecret('data', key) }));
}

function isOpen({ manifest }: Rendered, name: string, value: unknown): boolean {
  if (typeof value !== 'string' || !looksSecret(name, value)) return false;
  return manifest.metadata.annotations?.[waiverKey(`plain-value.${name}`)] === undefined;
}
