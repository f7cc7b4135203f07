import { isDictionary, ownMember } from '../json/dictionary';
import type { Facts, ListRule } from '../json/facts';
import { indexOf, isReplaceMark, replaces } from '../json/items';
import type { Path } from '../validation';

/**
 * Path in an override of what stands at a path of the merged object: items of lists have another index there. What the
 * override does not hold keeps the path of the merged object.
 *
 * @param type name of the type of both, as `facts` knows it
 */
export function overridePath(override: unknown, merged: unknown, path: Path, facts: Facts, type?: string): Path {
  const [step, ...rest] = path;
  if (typeof step !== 'string' || !isDictionary(override) || !isDictionary(merged)) return path;
  const [given, made] = [ownMember(override, step), ownMember(merged, step)];
  const of = facts.typeOf(type, step);
  const [index, ...inner] = rest;
  if (typeof index !== 'number') return [step, ...overridePath(given, made, rest, facts, of)];
  if (!Array.isArray(given) || !Array.isArray(made)) return path;
  const at = givenIndex(given, made, index, facts.listRule(type, step));
  return at < 0 ? path : [step, at, ...overridePath(given[at], made[index], inner, facts, of)];
}

/** Index in the list of an override of the item of the merged list, -1 where it is not the override's. */
function givenIndex(given: unknown[], made: unknown[], index: number, rule: ListRule | undefined): number {
  if (rule === undefined || replaces(rule, [], given)) {
    const items = [...given.keys()].filter((at) => !isReplaceMark(given[at]));
    return items[index] ?? -1;
  }
  if (rule.by === 'addition') return given.findIndex((item) => JSON.stringify(item) === JSON.stringify(made[index]));
  return given.findIndex((item) => indexOf(rule, [made[index]], item) === 0);
}
