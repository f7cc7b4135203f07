import type { Dictionary } from './dictionary';
import type { Union } from './facts';

/** Members of a union that an object has; two where it has what excludes each other. */
export function chosen(union: Union, object: Dictionary): readonly string[] {
  const given = Object.keys(object).filter((key) => object[key] !== null && object[key] !== undefined);
  if ('discriminator' in union) {
    const { discriminator, needs } = union;
    const wrong = given.filter(
      (key) => isOf(needs, key) && ![undefined, null, needs[key]].includes(object[discriminator] as string),
    );
    return wrong.length > 0 ? [`${discriminator}: ${JSON.stringify(object[discriminator])}`, ...wrong] : [];
  }
  const groups = new Map(
    given.flatMap((key) => {
      const group = groupOf(union, key);
      return group === undefined ? [] : [[group, key] as const];
    }),
  );
  return [...groups.values()];
}

/**
 * Members that stay and come when `override` is merged into `base`: a member of a union puts out the others.
 *
 * @returns `base` without what is put out, and what the override implies
 */
export function outvoted(unions: readonly Union[], base: Dictionary, override: Dictionary): Dictionary {
  let result = base;
  for (const union of unions) {
    const given = Object.keys(override).filter((key) => override[key] !== null && override[key] !== undefined);
    if ('discriminator' in union) {
      result = discriminated(union, result, override, given);
      continue;
    }
    const groups = new Set(given.map((key) => groupOf(union, key)));
    groups.delete(undefined);
    if (groups.size === 0) continue;
    result = Object.fromEntries(
      Object.entries(result).filter(([key]) => {
        const group = groupOf(union, key);
        return group === undefined || groups.has(group);
      }),
    );
  }
  return result;
}

function discriminated(
  { discriminator, needs }: Extract<Union, { discriminator: string }>,
  base: Dictionary,
  override: Dictionary,
  given: readonly string[],
): Dictionary {
  if (override[discriminator] !== undefined) {
    const fits = ([key]: [string, unknown]) => !isOf(needs, key) || needs[key] === override[discriminator];
    return Object.fromEntries(Object.entries(base).filter(fits));
  }
  const member = given.find((key) => isOf(needs, key));
  return member === undefined ? base : { ...base, [discriminator]: needs[member] };
}

function groupOf(union: Exclude<Union, { discriminator: string }>, key: string): string | number | undefined {
  if ('except' in union) return union.except.includes(key) || key === '$patch' ? undefined : key;
  const index = union.groups.findIndex((group) => group.includes(key));
  return index < 0 ? undefined : index;
}

function isOf(needs: object, key: string): boolean {
  return Object.hasOwn(needs, key);
}
