/** Map of JSON. */
export type Dictionary = { readonly [key: string]: unknown };

/** Whether a value is an object of JSON: neither an instance of a class nor an object with a `constructor` member. */
export function isMap(value: unknown): value is Dictionary {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    value.constructor === Object
  );
}

/** Whether a copy of a map would change a key: whole numbers come first, and `__proto__` is lost. */
export function isSpecial(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 0x30 && first <= 0x39 && /^\d+$/.test(key)) || key === '__proto__';
}
