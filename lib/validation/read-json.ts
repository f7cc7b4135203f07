import { type Dictionary, isDictionary } from '../json/dictionary';

/** Whether a value is only known when it is rendered: a Lazy of cdk8s, or the like. */
export function isToken(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return !isDictionary(value) || typeof value.resolve === 'function';
}

/** Whether a member is given. */
export function has(object: Dictionary, key: string): boolean {
  return Object.hasOwn(object, key) && object[key] !== undefined && object[key] !== null;
}

/** Whether a member is given and no empty text, list or map, which the API server takes for nothing. */
export function isFilled(object: Dictionary, key: string): boolean {
  if (!has(object, key)) return false;
  const value = object[key];
  if (Array.isArray(value)) return value.length > 0;
  return value !== '' && !(isDictionary(value) && Object.keys(value).length === 0);
}

/** Members of a map with their keys; nothing of what is no map. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isDictionary(value) ? Object.entries(value) : [];
}

/** Items of a list with their indices; nothing of what is no object. */
export function itemsOf(value: unknown): [number, Dictionary][] {
  if (!Array.isArray(value)) return [];
  return [...value.entries()].filter((entry): entry is [number, Dictionary] => isDictionary(entry[1]));
}
