import type { Dictionary } from '../json/dictionary';
import { has, isFilled, itemsOf } from './read-json';
import { type Context, type Faults, missing, wrong } from './server-fault';

/** What the API server has against an object of one type, beyond the forms of its fields. */
export type Rule = (object: Dictionary, context: Context) => Faults;

/** Rules by type. */
export type Rules = { readonly [type: string]: Rule };

/** At least one of these members, as a union whose members exclude each other wants one. */
export const oneOf =
  (...members: readonly string[]): Rule =>
  (object) =>
    needsOne(object, members);

/** Faults of an object that has none of the members. */
export function* needsOne(object: Dictionary, members: readonly string[]): Faults {
  if (members.some((member) => has(object, member))) return;
  yield missing([], `one of ${members.join(', ')}`, `give one of them`);
}

/** Members that must be there, and no empty text. */
export const filled = (...members: readonly string[]): Rule =>
  function* (object) {
    for (const member of members) {
      if (!isFilled(object, member)) yield missing([member], 'a value', 'give it');
    }
  };

/** Faults of items of a list that have the same key; items without one are left out. */
export function* distinct(
  object: Dictionary,
  list: string,
  keyOf: (item: Dictionary) => unknown,
  words: string,
): Faults {
  const seen = new Set<unknown>();
  for (const [index, item] of itemsOf(object[list])) {
    const key = keyOf(item);
    if (key !== undefined && key !== '' && seen.has(key)) {
      yield wrong([list, index], item, `items of which no two have the same ${words}`, 'leave one out');
    }
    seen.add(key);
  }
}
