import { Refusal } from '../errors/refusal';
import { isDictionary } from './plain';

/** Refuses an override of a part that the construct does not make: it would be lost in silence. */
export function checkOverrides(overrides: object | undefined, parts: { readonly [part: string]: unknown }): void {
  for (const [part, override] of Object.entries(overrides ?? {})) {
    if (override === undefined) continue;
    checkIdentity(part, override);
    if (parts[part] !== undefined) continue;
    const made = Object.keys(parts).filter((one) => parts[one] !== undefined);
    throw new Refusal({
      property: `overrides.${part}`,
      value: Object.keys(override ?? {}),
      why: `the construct makes no ${part}, so the override would be lost`,
      allowed: `parts that it makes: ${made.join(', ')}`,
      fix: 'remove the override, or set the property that makes the part',
    });
  }
}

/** What other objects refer to: an override of it would leave them pointing nowhere. */
const IDENTITY = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

/** Refuses an override of what a part is called: names come from `name`, the namespace from the chart. */
function checkIdentity(part: string, override: unknown): void {
  for (const path of IDENTITY) {
    const value = path.split('.').reduce((at, key) => (isDictionary(at) ? at[key] : undefined), override);
    if (value === undefined) continue;
    throw new Refusal({
      property: `overrides.${part}.${path}`,
      value,
      why: 'other objects refer to it, and would point nowhere',
      allowed: 'any other field',
      fix: 'set `name` on the construct, or `namespace` on the chart',
    });
  }
}
