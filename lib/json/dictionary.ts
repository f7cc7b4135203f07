/** Object of JSON, by its own members. */
export type Dictionary = { [key: string]: unknown };

/** True for what JSON calls an object. */
export function isDictionary(value: unknown): value is Dictionary {
  if (value === null || typeof value !== 'object') return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** True for an object without a class, from this realm of JavaScript or another. */
export function isData(value: unknown): value is Dictionary {
  if (isDictionary(value)) return true;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.getPrototypeOf(Object.getPrototypeOf(value)) === null;
}

/** Member of the object's own: `constructor` and the like are none. */
export function ownMember(object: Dictionary, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The members that are there, in their order. */
export function defined<T extends object>(members: T): Partial<T> {
  const result: Partial<T> = {};
  for (const key of Object.keys(members) as (keyof T)[]) if (members[key] !== undefined) result[key] = members[key];
  return result;
}

/** Value at a path of own members; undefined where something on the way is no object. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((at, key) => (isDictionary(at) ? ownMember(at, key) : undefined), value);
}

/** Keys that cdk8s cannot render in a map: it takes the map for an object of a class, or loses the key. */
export const UNRENDERED_KEYS: readonly string[] = ['__proto__', 'constructor'];

/** Path of a member in a message: `spec.replicas`, `labels["app.kubernetes.io/name"]`, `ports[0]`. */
export function memberPath(property: string, key: string | number): string {
  return /^[A-Za-z_$][\w$]*$/.test(String(key)) ? `${property}.${key}` : `${property}[${JSON.stringify(key)}]`;
}
