import { isPlain, scalar } from './scalar';
import { sortedKeys } from './sorted-keys';
import { stockKey } from './stock';

/** Thrown where a value is not surely written as the yaml package writes it. */
export const UNSURE = new Error('not sure');

/** A map of JSON. */
export type Dictionary = { readonly [key: string]: unknown };

/**
 * How values are read: `AS_IT_STANDS`, or as cdk8s does before it writes. `CLEANED` keys are sorted and what is not set is
 * left out; of what is `PRUNED`, as metadata is, what is empty too.
 */
export enum Reading {
  AS_IT_STANDS = 0,
  CLEANED = 1,
  PRUNED = 2,
}

const NO_MAP = ' {}\n';
const NO_LIST = ' []\n';
const DEEPEST = 64;
const INDENTS = Array.from({ length: DEEPEST + 1 }, (_, depth) => ' '.repeat(depth * 2));
const keys = new Map<string, string>();
const topKeys = new Map<string, string>();
const KEYS_MAX = 20_000;

/** The entries of a map, one a line; `first` stands before the first one instead of the indentation. */
export function map(value: Dictionary, depth: number, first: string, reading: Reading): string {
  if (depth >= DEEPEST) throw UNSURE;
  const indent = INDENTS[depth];
  let text = '';
  let before = first;
  for (const key of reading === Reading.AS_IT_STANDS ? Object.keys(value) : sortedKeys(value)) {
    const member = value[key];
    if (reading !== Reading.AS_IT_STANDS) {
      if (isSpecial(key)) throw UNSURE;
      if (member === undefined || member === null) continue;
    }
    const rest = after(member, depth, reading);
    if (reading === Reading.PRUNED && (rest === NO_MAP || rest === NO_LIST)) continue;
    text += before + keyText(key, depth) + rest;
    before = indent;
  }
  return text;
}

/** What stands behind the colon of an entry. */
export function after(member: unknown, depth: number, reading: Reading): string {
  if (typeof member !== 'object' || member === null) return ` ${leaf(member, depth)}\n`;
  if (Array.isArray(member)) {
    const text = list(member, depth + 1, INDENTS[depth + 1], reading);
    return text === '' ? NO_LIST : `\n${text}`;
  }
  if (!isMap(member)) throw UNSURE;
  const text = map(member, depth + 1, INDENTS[depth + 1], reading);
  return text === '' ? NO_MAP : `\n${text}`;
}

/** The items of a list, each behind its dash. */
function list(value: readonly unknown[], depth: number, first: string, reading: Reading): string {
  if (depth >= DEEPEST || 'resolve' in value || 'value' in value) throw UNSURE;
  const indent = INDENTS[depth];
  let text = '';
  let before = first;
  for (let index = 0; index < value.length; index++) {
    text += `${before}-${item(value[index], depth, reading)}`;
    before = indent;
  }
  return text;
}

function item(value: unknown, depth: number, reading: Reading): string {
  if (typeof value !== 'object' || value === null) return ` ${leaf(value, depth)}\n`;
  const isList = Array.isArray(value);
  if (!isList && !isMap(value)) throw UNSURE;
  const text = isList ? list(value, depth + 1, ' ', reading) : map(value, depth + 1, ' ', reading);
  if (text !== '') return text;
  if (reading === Reading.PRUNED) throw UNSURE;
  return isList ? NO_LIST : NO_MAP;
}

function leaf(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return scalar(value, INDENTS[depth + 1]);
    case 'number':
      if (!Number.isFinite(value)) throw UNSURE;
      return Object.is(value, -0) ? '-0' : String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      throw UNSURE;
  }
}

/** A key with its colon. */
export function keyText(key: string, depth: number): string {
  const cache = depth === 0 ? topKeys : keys;
  const before = cache.get(key);
  if (before !== undefined) return before;
  const text = isPlain(key) && key.length <= 1000 ? `${key}:` : stockKey(key, depth === 0);
  if (text === undefined) throw UNSURE;
  if (cache.size >= KEYS_MAX) cache.clear();
  cache.set(key, text);
  return text;
}

/** Whole numbers come first in a copy of a map, and `__proto__` gets lost. */
export function isSpecial(key: string): boolean {
  const first = key.charCodeAt(0);
  return (first >= 0x30 && first <= 0x39 && /^\d+$/.test(key)) || key === '__proto__';
}

/** True for what JSON calls an object, and nothing that says of itself that it is something else. */
export function isMap(value: unknown): value is Dictionary {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    value.constructor === Object
  );
}
