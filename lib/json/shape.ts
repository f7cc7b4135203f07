import { Refusal } from '../errors/refusal';
import { isDictionary } from './dictionary';
import { keyOf } from './merge';

type Shape = 'an object' | 'a list' | 'a value';

/**
 * Refuses an override that puts a list where an object stands, or the like: no API server takes it. A Lazy value may
 * become anything, and `null` removes.
 */
export function checkShape(property: string, base: unknown, override: unknown, list = ''): void {
  const [wanted, given] = [shapeOf(base), shapeOf(override)];
  if (wanted === undefined || given === undefined) return;
  if (wanted !== given) {
    throw new Refusal({
      property,
      value: override,
      allowed: wanted,
      fix: `write ${wanted}; null removes it`,
    });
  }
  if (isDictionary(base) && isDictionary(override)) {
    for (const [key, member] of Object.entries(override)) checkShape(`${property}.${key}`, base[key], member, key);
  }
  if (Array.isArray(base) && Array.isArray(override)) {
    for (const [index, item] of override.entries()) {
      const key = keyOf(list, item);
      const same = key === undefined ? undefined : base.find((other) => keyOf(list, other) === key);
      checkShape(`${property}[${index}]`, same, item);
    }
  }
}

function shapeOf(value: unknown): Shape | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return 'a list';
  if (isDictionary(value)) return 'an object';
  return typeof value === 'object' ? undefined : 'a value';
}
