import { type Dictionary, isMap, isSpecial } from './json-map';
import { isMisreadKey, quoted } from './misread';
import { isPlain, LONGEST_KEY, scalar } from './scalar';
import { sortedKeys } from './sorted-keys';
import { stockKey } from './stock';

/** Error of a value of which it is not sure that the yaml package writes it the same way. */
export const UNSURE = new Error('not sure');

/**
 * Mode in which values are read: `AS_IT_STANDS`, or as cdk8s does before it writes. `CLEANED` sorts keys and omits
 * unset values; `PRUNED`, for metadata, omits empty maps and lists too.
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
const DASHES = INDENTS.map((indent) => `${indent}-`);

/** Cache of written keys, by the text before them and by the key: the same keys are in every manifest. */
const known = new Map<string, Map<string, string>>();
const KNOWN_MAX = 20_000;

/**
 * Text with the entries of a map appended, one a line. Each piece is appended to the whole text, because a text that is
 * concatenated from others costs memory for each of them.
 *
 * @param text text written so far
 * @param first text before the first entry, instead of the indentation
 */
export function map(text: string, value: Dictionary, depth: number, first: string, reading: Reading): string {
  if (depth >= DEEPEST) throw UNSURE;
  const indent = INDENTS[depth];
  let before = first;
  for (const key of reading === Reading.AS_IT_STANDS ? Object.keys(value) : sortedKeys(value)) {
    const member = value[key];
    if (reading !== Reading.AS_IT_STANDS) {
      if (isSpecial(key)) throw UNSURE;
      if (member === undefined || member === null) continue;
    }
    const written = entry(text, before, key, member, depth, reading);
    if (written === text) continue;
    text = written;
    before = indent;
  }
  return text;
}

/** Text with an entry of a map appended; unchanged where the entry is empty and `reading` is `PRUNED`. */
export function entry(
  text: string,
  before: string,
  key: string,
  member: unknown,
  depth: number,
  reading: Reading,
): string {
  const start = text + keyText(before, key, depth);
  if (typeof member !== 'object' || member === null) return start + leaf(member, depth);
  const isList = Array.isArray(member);
  if (!isList && !isMap(member)) throw UNSURE;
  const open = `${start}\n`;
  const indent = INDENTS[depth + 1];
  const all = isList ? list(open, member, depth + 1, indent, reading) : map(open, member, depth + 1, indent, reading);
  if (all !== open) return all;
  return reading === Reading.PRUNED ? text : start + (isList ? NO_LIST : NO_MAP);
}

/** Text with the items of a list appended, each behind its dash. */
function list(text: string, value: readonly unknown[], depth: number, first: string, reading: Reading): string {
  if (depth >= DEEPEST || 'resolve' in value || 'value' in value) throw UNSURE;
  const dash = DASHES[depth];
  for (let index = 0; index < value.length; index++) {
    text = item(text + (index === 0 ? `${first}-` : dash), value[index], depth, reading);
  }
  return text;
}

function item(text: string, value: unknown, depth: number, reading: Reading): string {
  if (typeof value !== 'object' || value === null) return text + leaf(value, depth);
  const isList = Array.isArray(value);
  if (!isList && !isMap(value)) throw UNSURE;
  const all = isList ? list(text, value, depth + 1, ' ', reading) : map(text, value, depth + 1, ' ', reading);
  if (all !== text) return all;
  if (reading === Reading.PRUNED) throw UNSURE;
  return text + (isList ? NO_LIST : NO_MAP);
}

/** Scalar on the line of its key or dash, with the space before it and the line break. */
function leaf(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return scalar(value, INDENTS[depth + 1]);
    case 'number':
      if (!Number.isFinite(value)) throw UNSURE;
      return Object.is(value, -0) ? ' -0\n' : ` ${value}\n`;
    case 'boolean':
      return value ? ' true\n' : ' false\n';
    default:
      throw UNSURE;
  }
}

/** Key with the text before it and its colon. */
function keyText(before: string, key: string, depth: number): string {
  let keys = known.get(before);
  if (keys === undefined) {
    keys = new Map();
    known.set(before, keys);
  }
  const again = keys.get(key);
  if (again !== undefined) return again;
  const text = isPlain(key) && key.length <= LONGEST_KEY ? `${key}:` : unusualKey(key, depth === 0);
  if (text === undefined) throw UNSURE;
  if (keys.size >= KNOWN_MAX) keys.clear();
  keys.set(key, before + text);
  return before + text;
}

/** Key that is not surely plain; undefined where it takes several lines. */
function unusualKey(key: string, top: boolean): string | undefined {
  if (!isMisreadKey(key)) return stockKey(key, top);
  const text = quoted(key);
  return text.length <= LONGEST_KEY ? `${text}:` : undefined;
}
