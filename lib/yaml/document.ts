import { isPlain, scalar } from './scalar';
import { stockDocument, stockKey } from './stock';

/** Thrown where a value is not surely written as the yaml package writes it: then the package writes the document. */
const UNSURE = new Error('not sure');

const DEEPEST = 64;
const INDENTS = Array.from({ length: DEEPEST + 1 }, (_, depth) => ' '.repeat(depth * 2));
const keys = new Map<string, string>();
const topKeys = new Map<string, string>();
const KEYS_MAX = 20_000;

/**
 * A document, byte for byte as cdk8s's `Yaml.stringify` writes it.
 *
 * @param value the document
 * @param tree whether no object stands in it twice; the yaml package writes the second as an alias
 */
export function document(value: unknown, tree = false): string {
  try {
    if (!isMap(value) || (!tree && sharesObjects(value, new Set()))) return stockDocument(value);
    return map(value, 0, '') || '{}\n';
  } catch (error) {
    if (error === UNSURE) return stockDocument(value);
    throw error;
  }
}

/** Several documents, as cdk8s joins them. */
export function documents(texts: readonly string[]): string {
  return texts.join('---\n');
}

/** The entries of a map, one a line; `first` stands before the first one instead of the indentation. */
function map(value: { readonly [key: string]: unknown }, depth: number, first: string): string {
  const indent = INDENTS[depth];
  if (depth >= DEEPEST) throw UNSURE;
  let text = '';
  let before = first;
  for (const key of Object.keys(value)) {
    const member = value[key];
    text += before + keyText(key, depth) + after(member, depth);
    before = indent;
  }
  return text;
}

/** What stands behind the colon of an entry or the dash of an item. */
function after(member: unknown, depth: number): string {
  switch (typeof member) {
    case 'string':
      return ` ${scalar(member, INDENTS[depth + 1])}\n`;
    case 'number':
      return ` ${numberText(member)}\n`;
    case 'boolean':
      return member ? ' true\n' : ' false\n';
    default:
  }
  if (Array.isArray(member)) return member.length === 0 ? ' []\n' : `\n${list(member, depth + 1, INDENTS[depth + 1])}`;
  if (!isMap(member)) throw UNSURE;
  const text = map(member, depth + 1, INDENTS[depth + 1]);
  return text === '' ? ' {}\n' : `\n${text}`;
}

function list(value: readonly unknown[], depth: number, first: string): string {
  const indent = INDENTS[depth];
  if (depth >= DEEPEST) throw UNSURE;
  let text = '';
  let before = first;
  for (let index = 0; index < value.length; index++) {
    text += `${before}-${item(value[index], depth)}`;
    before = indent;
  }
  return text;
}

function item(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return after(value, depth);
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : list(value, depth + 1, ' ');
  if (!isMap(value)) throw UNSURE;
  return map(value, depth + 1, ' ') || ' {}\n';
}

function keyText(key: string, depth: number): string {
  const cache = depth === 0 ? topKeys : keys;
  const before = cache.get(key);
  if (before !== undefined) return before;
  const text = isPlain(key) && key.length <= 1000 ? `${key}:` : stockKey(key, depth === 0);
  if (text === undefined) throw UNSURE;
  if (cache.size >= KEYS_MAX) cache.clear();
  cache.set(key, text);
  return text;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw UNSURE;
  return Object.is(value, -0) ? '-0' : String(value);
}

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function sharesObjects(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (seen.has(value)) return true;
  seen.add(value);
  return Object.values(value).some((member) => sharesObjects(member, seen));
}
