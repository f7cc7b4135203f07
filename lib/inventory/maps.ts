import { isDictionary } from '../json/dictionary';

const NOTHING: readonly never[] = [];

/** The objects of a list, and nothing of what is none: a manifest may hold anything, and a check goes on. */
export function maps<T extends object>(list: readonly T[] | undefined): readonly T[] {
  if (!Array.isArray(list)) return NOTHING;
  const strange = list.some((item) => !isDictionary(item));
  return strange ? list.filter((item): item is T => isDictionary(item)) : list;
}
