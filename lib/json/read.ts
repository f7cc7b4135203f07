import { type Dictionary, isDictionary } from './dictionary';

const NOTHING: readonly never[] = [];
const EMPTY: Dictionary = Object.freeze({});

/** Value as an object; an empty one where it is something else. */
export function asObject(value: unknown): Dictionary {
  return isDictionary(value) ? value : EMPTY;
}

/** Objects of a list; nothing of what is no object. */
export function asObjects(value: unknown): readonly Dictionary[] {
  if (!Array.isArray(value)) return NOTHING;
  return value.every(isDictionary) ? value : value.filter(isDictionary);
}

/** Texts of a list. */
export function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : NOTHING;
}

/** Value as text; undefined where it is something else. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Value as a number; undefined where it is something else. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Value as a number of things; undefined where it is something else. */
export function asCount(value: unknown): number | undefined {
  const count = asNumber(value);
  return count !== undefined && Number.isFinite(count) && count >= 0 ? count : undefined;
}

/** Number or name of a port; undefined where it is something else. */
export function asPort(value: unknown): number | string | undefined {
  return asNumber(value) ?? asText(value);
}
