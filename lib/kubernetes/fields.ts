import { FIELDS, KINDS, PLUS_NAMES } from './fields.generated';

/** Fields of one type, each with the type of what it holds; `''` where that is a value, a map or not known. */
export type Fields = ReadonlyMap<string, string>;

const parsed = new Map<string, Fields>();

/**
 * Fields of a type of the API.
 *
 * @param type name of the type, such as `Container`
 * @returns undefined where the type is not known
 */
export function fieldsOf(type: string): Fields | undefined {
  const known = parsed.get(type);
  if (known !== undefined || !Object.hasOwn(FIELDS, type)) return known;
  const fields = new Map(
    FIELDS[type]
      .split(' ')
      .map((field) => field.split(':'))
      .map(([name, of = '']) => [name, of]),
  );
  parsed.set(type, fields);
  return fields;
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
