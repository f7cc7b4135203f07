import { Lazy } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { isData, isDictionary, memberPath, UNRENDERED_KEYS } from './dictionary';
import { type Facts, NO_FACTS } from './facts';
import { className, isConstruct } from './foreign-class';

/** Deeper than any manifest. */
const DEEPEST = 100;

/**
 * Turns what users pass for raw parts into the API's own JSON: cdk8s-plus-27's `k8s` types hold IntOrString and
 * Quantity objects, whose content is in `.value`, and spell some fields otherwise; dates become text; `undefined`
 * members go. Lazy values stay: they are resolved when the object is rendered.
 *
 * @param property property of the user's, for messages
 * @param type name of the type of the value, as `facts` knows it
 * @throws where the value has an object with a class in it, or holds itself
 */
export function plain<T>(value: T, property: string, facts: Facts = NO_FACTS, type?: string): T {
  return convert(value, { key: property, type, depth: 0 }, facts) as T;
}

/** Place of a value in what the user passes. */
interface Place {
  readonly key: string | number;
  readonly type: string | undefined;
  readonly depth: number;
  /** Object or list that the value is in. */
  readonly above?: Place & { readonly value: object };
}

function convert(value: unknown, place: Place, facts: Facts): unknown {
  if (typeof value === 'function') throw noJson(value, place, facts);
  if (value === null || typeof value !== 'object' || isToken(value)) return value;
  if (value instanceof Date) return value.toISOString();
  const wrapped = content(value);
  if (wrapped !== undefined) return wrapped;
  if (!Array.isArray(value) && !isData(value)) throw noJson(value, place, facts);
  checkDepth(value, place);
  const above = { ...place, value };
  const depth = place.depth + 1;
  if (Array.isArray(value)) {
    return value.map((item, index) => convert(item, { key: index, type: place.type, depth, above }, facts));
  }
  const result: { [key: string]: unknown } = {};
  for (const [given, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const key = facts.spelling(place.type, given);
    const at = { key: given, type: facts.typeOf(place.type, key), depth, above };
    if (UNRENDERED_KEYS.includes(key)) throw unusable(at);
    if (key !== given && (value as typeof result)[key] !== undefined) throw twice(at, key);
    result[key] = convert(member, at, facts);
  }
  return result;
}

/** Value that cdk8s resolves when it renders. */
function isToken(value: object): boolean {
  return value instanceof Lazy || typeof (value as { resolve?: unknown }).resolve === 'function';
}

/** Content of an IntOrString or a Quantity, from whatever package. */
function content(value: object): string | number | undefined {
  if (isDictionary(value) || Object.keys(value).join() !== 'value') return undefined;
  const held = (value as { value: unknown }).value;
  return typeof held === 'string' || typeof held === 'number' ? held : undefined;
}

function checkDepth(value: object, place: Place): void {
  let { above } = place;
  while (above !== undefined && above.value !== value) above = above.above;
  if (above === undefined && place.depth <= DEEPEST) return;
  throw new Refusal({
    property: pathOf(above === undefined ? at(place, 4) : place),
    value: above === undefined ? `deeper than ${DEEPEST} levels` : `the same object as ${pathOf(above)}`,
    allowed: "the API's own JSON, in which nothing holds itself",
    fix: 'write the fields that are meant',
  });
}

function noJson(value: object, place: Place, facts: Facts): Refusal {
  const name = className(value);
  return new Refusal({
    property: pathOf(place),
    value: name,
    why: isConstruct(value)
      ? `a ${name} is a construct, and no JSON`
      : 'it is an object with methods of its own, and no JSON',
    allowed: "the API's own JSON, or the types in cdk8s-plus-27's `k8s`",
    fix: `write ${facts.example(place.type)}`,
  });
}

function unusable(place: Place): Refusal {
  return new Refusal({
    property: pathOf(place),
    value: `a member called ${place.key}`,
    why: 'cdk8s renders no object that has one',
    allowed: 'any other key',
    fix: 'choose another key',
  });
}

function twice(place: Place, key: string): Refusal {
  return new Refusal({
    property: pathOf(place),
    value: `beside ${key}`,
    why: `both are the field ${key}, as cdk8s-plus-27 and as the API spells it`,
    allowed: 'one of them',
    fix: `remove ${place.key}`,
  });
}

/** Place some levels below the property. */
function at(place: Place, depth: number): Place {
  let one = place;
  while (one.depth > depth && one.above) one = one.above;
  return one;
}

function pathOf({ key, above }: Place): string {
  if (above === undefined) return String(key);
  return memberPath(pathOf(above), key);
}
