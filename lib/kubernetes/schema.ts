import { KINDS, PATTERNS, PLUS_NAMES, TYPES } from './schema.generated';

/** Field of a type. */
export interface Field {
  /** Lists and maps around what it holds, outermost first: `[` and `{`. */
  readonly around: string;
  /** Letter of a kind of value, or the name of a type; `''` is text. */
  readonly of: string;
  readonly required: boolean;
  /** Values that it may have, each with the minor version that it came in, 0 for the oldest. */
  readonly values?: ReadonlyMap<string, number>;
  /** Members by which the items of a list are merged. */
  readonly mergedBy?: readonly string[];
  /** Members that no two items of a list have alike; none for a list of texts. */
  readonly distinctBy?: readonly string[];
  /** Least and most items. */
  readonly items?: Bounds;
  /** Least and most of a number, or of the characters of a text. */
  readonly bounds?: Bounds;
  readonly pattern?: RegExp;
  /** First and last minor version that has it, where that is not the oldest or the newest. */
  readonly since?: number;
  readonly until?: number;
}

/** Least and most; undefined where there is none. */
export type Bounds = readonly [number | undefined, number | undefined];

/** Fields of one type by their names. */
export type Fields = ReadonlyMap<string, Field>;

/**
 * One field: name, `!` where it is required, and behind a colon its lists and maps, its kind or type, and what marks
 * introduce: `(` values, `%` mergedBy, `&` distinctBy, `#` items, `=` bounds, `/` pattern, `^` since, `~` until.
 */
const FIELD =
  /^(?<name>[^!:]+)(?<required>!?)(?::(?<around>[[{]*)(?<of>[A-Z]\w*|[ilfbqpty*]?)(\((?<values>[^)]*)\))?(%(?<mergedBy>[^&#=/^~]+))?(?<distinct>&(?<distinctBy>[^#=/^~]*))?(#(?<items>[\d.]+))?(=(?<bounds>[-\d.]+))?(\/(?<pattern>\d+))?(\^(?<since>\d+))?(~(?<until>\d+))?)?$/;

/** Space between two fields, and none inside a value. */
const BETWEEN = / (?![^(]*\))/;

const parsed = new Map<string, Fields>();

/**
 * Fields of a type of the API.
 *
 * @param type name of the type, such as `Container`
 * @returns undefined where the type is not known
 */
export function fieldsOf(type: string): Fields | undefined {
  const known = parsed.get(type);
  if (known !== undefined || !Object.hasOwn(TYPES, type)) return known;
  const fields = new Map(TYPES[type].split(BETWEEN).filter(Boolean).map(fieldIn));
  parsed.set(type, fields);
  return fields;
}

function fieldIn(text: string): [string, Field] {
  const found = FIELD.exec(text)?.groups as { readonly [part: string]: string | undefined };
  const field: Field = {
    around: found.around ?? '',
    of: found.of ?? '',
    required: found.required === '!',
    values: found.values === undefined ? undefined : new Map(found.values.split('|').map(valueIn)),
    mergedBy: found.mergedBy?.split('+'),
    distinctBy: found.distinct === undefined ? undefined : (found.distinctBy as string).split('+').filter(Boolean),
    items: boundsIn(found.items),
    bounds: boundsIn(found.bounds),
    pattern: found.pattern === undefined ? undefined : new RegExp(PATTERNS[Number(found.pattern)]),
    since: numberIn(found.since),
    until: numberIn(found.until),
  };
  return [found.name as string, field];
}

function valueIn(text: string): [string, number] {
  const [value, since = '0'] = text.split('^');
  return [value, Number(since)];
}

function boundsIn(text: string | undefined): Bounds | undefined {
  const [least, most] = text?.split('..') ?? [];
  return text === undefined ? undefined : [numberIn(least), numberIn(most)];
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}

/** Whether a field holds an object of a type, or objects. */
export function isTyped({ of }: Field): boolean {
  return /^[A-Z]/.test(of);
}

/** Type of a kind of object that the library makes itself; undefined for every other kind. */
export function typeOfKind(apiVersion: unknown, kind: unknown): string | undefined {
  const key = `${apiVersion}/${kind}`;
  return Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
}

/** API's spelling of a field that cdk8s-plus-27 spells otherwise (`downwardApi`), in the types that have it. */
export function spelling(type: string, field: string): string {
  if (!Object.hasOwn(PLUS_NAMES, field)) return field;
  const fields = fieldsOf(type);
  return fields && !fields.has(field) && fields.has(PLUS_NAMES[field]) ? PLUS_NAMES[field] : field;
}
