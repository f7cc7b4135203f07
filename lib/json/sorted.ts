import { isDictionary } from './dictionary';

/** JSON whose keys are in their order, so that its text depends on nothing but its content. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isDictionary(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** Entries of a map by their keys: the order in which properties are given changes nothing. */
export function sortedEntries<T>(map: { readonly [key: string]: T }): [string, T][] {
  return Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1));
}
