import { Refusal } from '../errors/refusal';

/** Refuses an override of a part that the construct does not make: it would be lost in silence. */
export function checkOverrides(overrides: object | undefined, parts: { readonly [part: string]: unknown }): void {
  for (const [part, override] of Object.entries(overrides ?? {})) {
    if (override === undefined || parts[part] !== undefined) continue;
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
