import type { ConfigMap } from '../kubernetes/api';
import { literalSecret, looksSecret } from '../secrets/literals';
import { waiverKey } from '../waiver/waiver';
import type { Finding, Rendered } from './finding';
import type { Check } from './inventory';
import { maps } from './pods';

/** No secret is written out: in the environment of any container, a sidecar's too, or in a ConfigMap. */
export const literalSecrets: Check = (inventory) => [
  ...inventory.workloads.flatMap((about) =>
    about.containers.flatMap((container) =>
      found(
        about,
        `container ${container.name}, env`,
        maps(container.env).map(({ name, value }) => [name, value]),
      ),
    ),
  ),
  ...inventory.all
    .filter((one) => one.own && one.manifest.kind === 'ConfigMap')
    .flatMap((about) => found(about, 'data', Object.entries((about.manifest as unknown as ConfigMap).data ?? {}))),
];

function found(about: Rendered, property: string, values: readonly (readonly [string, unknown])[]): Finding[] {
  return values
    .filter(([name, value]) => typeof value === 'string' && looksSecret(name, value))
    .filter(([name]) => about.manifest.metadata.annotations?.[waiverKey(`plain-value.${name}`)] === undefined)
    .map(([name]) => ({ about, ...literalSecret(property, name) }));
}
