import { isDictionary, valueAt } from './dictionary';
import type { ListRule } from './facts';

type KeyRule = Extract<ListRule, { by: 'key' }>;

/** True for the item `{ $patch: 'replace' }`, with which a list says that it replaces the other one. */
export function isReplaceMark(item: unknown): boolean {
  return isDictionary(item) && item.$patch === 'replace' && Object.keys(item).length === 1;
}

/** Whether a list replaces the other whole: it says so, there is no rule, or an item has no key. */
export function replaces(rule: ListRule | undefined, base: readonly unknown[], override: readonly unknown[]): boolean {
  if (rule === undefined || override.some(isReplaceMark)) return true;
  return rule.by === 'key' && ![...base, ...override].every((item) => hasKey(rule, item));
}

/** True for an item that a key tells apart from others. */
export function hasKey({ key, partial }: KeyRule, item: unknown): boolean {
  const members = partial ? key.slice(0, 1) : key;
  return members.some((path) => at(item, path) !== undefined);
}

/** Index of the item that `item` is merged into, -1 where there is none. */
export function indexOf({ key, partial = false }: KeyRule, list: readonly unknown[], item: unknown): number {
  return list.findIndex((other) =>
    key.every((path) => at(item, path) === at(other, path) || (partial && at(item, path) === undefined)),
  );
}

function at(item: unknown, path: string): unknown {
  return valueAt(item, ...path.split('.'));
}
