/** Object of JSON, by its own members. */
export type Dictionary = { [key: string]: unknown };

/** True for what JSON calls an object. */
export function isDictionary(value: unknown): value is Dictionary {
  if (value === null || typeof value !== 'object') return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Member of the object's own: `constructor` and the like are none. */
export function ownMember(object: Dictionary, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Path of a member in a message: `spec.replicas`, `labels["app.kubernetes.io/name"]`. */
export function memberPath(property: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${property}.${key}` : `${property}[${JSON.stringify(key)}]`;
}
