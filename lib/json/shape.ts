import { Refusal } from '../errors/refusal';
import { type Dictionary, isDictionary, memberPath, ownMember, valueAt } from './dictionary';
import { type Facts, type ListRule, NO_FACTS } from './facts';
import { hasKey, indexOf, isReplaceMark, replaces } from './items';

type Shape = 'an object' | 'a list' | 'a value';

/** Place at which an override is checked. */
interface Place {
  readonly property: string;
  readonly type?: string;
  /** Rule of the list, or of the list that the value is an item of. */
  readonly rule?: ListRule;
  readonly item?: boolean;
}

/**
 * Refuses an override that puts a list where an object stands, or the like: no API server takes it. Items that cannot
 * be told apart, and lists that would change nothing, are refused too. A Lazy value may become anything, and `null`
 * removes.
 *
 * @param type name of the type of both, as `facts` knows it
 */
export function checkShape(
  property: string,
  base: unknown,
  override: unknown,
  facts: Facts = NO_FACTS,
  type?: string,
): void {
  check({ property, type }, base, override, facts);
}

function check(place: Place, base: unknown, override: unknown, facts: Facts): void {
  const { property, type } = place;
  const [wanted, given] = [shapeOf(base), shapeOf(override)];
  if (given === undefined) return;
  if (wanted !== undefined && wanted !== given) {
    throw new Refusal({
      property,
      ...shown(override),
      allowed: wanted,
      fix: `write ${wanted}; null removes it`,
    });
  }
  if (isDictionary(override)) {
    checkPatch(place, override);
    for (const [key, member] of Object.entries(override)) {
      const below = {
        property: memberPath(property, key),
        type: facts.typeOf(type, key),
        rule: facts.listRule(type, key),
      };
      check(below, isDictionary(base) ? ownMember(base, key) : undefined, member, facts);
    }
  }
  if (Array.isArray(override)) checkList(place, Array.isArray(base) ? base : [], override, facts);
}

function checkList(place: Place, base: readonly unknown[], override: readonly unknown[], facts: Facts): void {
  const { property, type, rule } = place;
  if (rule !== undefined && base.length > 0 && override.length === 0) throw changesNothing(property);
  const isReplaced = replaces(rule, base, override);
  for (const [index, item] of override.entries()) {
    if (isReplaceMark(item)) continue;
    const at = `${property}[${index}]`;
    if (rule?.by === 'key' && !rule.optional && !hasKey(rule, item)) throw noKey(at, item, rule.key);
    const same = rule?.by === 'key' && hasKey(rule, item) ? indexOf(rule, base, item) : -1;
    if (rule?.by === 'key') checkItem(at, rule, item, isReplaced ? [] : base, override.slice(0, index));
    check({ property: at, type, rule, item: true }, base[same], item, facts);
  }
}

/** Refuses an item that another one of the override has the key of, and a removal of what is not there. */
function checkItem(
  property: string,
  rule: Extract<ListRule, { by: 'key' }>,
  item: unknown,
  base: readonly unknown[],
  before: readonly unknown[],
): void {
  if (!hasKey(rule, item)) return;
  const key = rule.key.join(' and ');
  if (
    indexOf(
      rule,
      before.filter((other) => hasKey(rule, other)),
      item,
    ) >= 0
  ) {
    throw new Refusal({
      property,
      ...shown(item),
      why: `an earlier item of this list has the same ${key}, and only one of them would stay`,
      allowed: `items of which no two have the same ${key}`,
      fix: 'write both into one item',
    });
  }
  if (!isDictionary(item) || item.$patch !== 'delete' || indexOf(rule, base, item) >= 0) return;
  const known = base.map((other) => rule.key.map((path) => valueAt(other, ...path.split('.'))).join(', '));
  throw new Refusal({
    property,
    ...shown(item),
    why: 'there is no such item, so nothing would be removed',
    allowed: known.join('; ') || 'no removal: the list holds nothing to remove',
    fix: 'write the key of an item that is there, or leave the removal out',
  });
}

/** Refuses a `$patch` that the merge does not know. */
function checkPatch({ property, rule, item = false }: Place, { $patch }: Dictionary): void {
  const removes = item && rule?.by === 'key';
  if ($patch === undefined || $patch === 'replace' || ($patch === 'delete' && removes)) return;
  throw new Refusal({
    property: `${property}.$patch`,
    value: $patch,
    allowed: removes ? '"delete" and "replace"' : '"replace"',
    fix: item ? "[{ $patch: 'replace' }, …] gives the list anew" : 'null removes a field',
  });
}

function changesNothing(property: string): Refusal {
  return new Refusal({
    property,
    value: [],
    why: 'items of this list are merged, so an empty one changes nothing',
    allowed: 'items to change or to add',
    fix: "[{ $patch: 'replace' }] for an empty list, null for none",
  });
}

function noKey(property: string, item: unknown, key: readonly string[]): Refusal {
  const [first] = key;
  return new Refusal({
    property,
    ...shown(item),
    why: `items of this list are told apart by ${key.join(' or ')}`,
    allowed: `an object with ${first}`,
    fix: `add ${first} to the item`,
  });
}

/** Value of a message, without texts that could be a secret. */
function shown(value: unknown): { value?: unknown } {
  if (typeof value === 'string') return {};
  if (Array.isArray(value) && value.length > 0) return { value: `a list of ${value.length}` };
  return { value: isDictionary(value) && Object.keys(value).length > 0 ? Object.keys(value) : value };
}

function shapeOf(value: unknown): Shape | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return 'a list';
  if (isDictionary(value)) return 'an object';
  return typeof value === 'object' ? undefined : 'a value';
}
