import { type Dictionary, isDictionary, ownMember } from './dictionary';
import { type Facts, type ListRule, NO_FACTS } from './facts';
import { indexOf, isReplaceMark, replaces } from './items';
import { outvoted } from './merge-unions';

/**
 * Deep merge of an override into a manifest. Objects are merged member by member, `null` removes a member, and a member
 * of a union takes the place of the one that is there. Lists are merged as the facts say: item by item, where an item
 * with a new key is appended and `{ name: …, $patch: 'delete' }` removes one; by addition; or replaced whole, which
 * `[{ $patch: 'replace' }, …]` makes of any list, and `{ $patch: 'replace', … }` of any object, as in a strategic merge
 * patch of kubectl's. Every other value is replaced. Neither argument is changed.
 *
 * @param type name of the type of both, as `facts` knows it
 */
export function merge(base: unknown, override: unknown, facts: Facts = NO_FACTS, type?: string): unknown {
  return new Merge(facts).value(base, override, type, undefined);
}

class Merge {
  constructor(private readonly facts: Facts) {}

  public value(base: unknown, override: unknown, type: string | undefined, rule: ListRule | undefined): unknown {
    if (Array.isArray(override)) return this.list(Array.isArray(base) ? base : [], override, type, rule);
    if (!isDictionary(override)) return override;
    return this.object(isDictionary(base) ? base : {}, override, type);
  }

  private object(base: Dictionary, override: Dictionary, type: string | undefined): Dictionary {
    const { $patch, ...given } = override;
    const from = $patch === 'replace' ? {} : outvoted(this.facts.unions(type), base, given);
    const result = { ...from };
    for (const [key, value] of Object.entries(given)) {
      if (value === null) delete result[key];
      else if (value !== undefined) this.set(result, key, value, type);
    }
    return result;
  }

  private set(result: Dictionary, key: string, value: unknown, type: string | undefined): void {
    const { typeOf, listRule } = this.facts;
    const merged = this.value(ownMember(result, key), value, typeOf(type, key), listRule(type, key));
    // An assignment to `__proto__` would set no member.
    Object.defineProperty(result, key, { value: merged, enumerable: true, writable: true, configurable: true });
  }

  private list(base: unknown[], override: unknown[], type: string | undefined, rule: ListRule | undefined): unknown[] {
    const fresh = (item: unknown) => this.value(undefined, item, type, undefined);
    if (rule === undefined || replaces(rule, base, override)) {
      return override.filter((item) => !isReplaceMark(item)).map(fresh);
    }
    const result = [...base];
    for (const item of override) {
      if (rule.by === 'addition') {
        const added = fresh(item);
        if (!result.some((other) => isSame(other, added))) result.push(added);
        continue;
      }
      const at = indexOf(rule, result, item);
      if (isDictionary(item) && item.$patch === 'delete') result.splice(at, at < 0 ? 0 : 1);
      else if (at < 0) result.push(fresh(item));
      else result[at] = this.value(result[at], item, type, undefined);
    }
    return result;
  }
}

/** Whether two values are the same JSON, whatever the order of their members. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (!isDictionary(one) || !isDictionary(other)) return Object.is(one, other);
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}
