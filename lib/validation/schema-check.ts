import { meant } from '../errors/misspelt';
import { type Dictionary, isDictionary, valueAt } from '../json/dictionary';
import { isReplaceMark } from '../json/items';
import { chosen } from '../json/merge-unions';
import { KUBERNETES } from '../kubernetes/api-facts';
import { READ_SINCE } from '../kubernetes/feature-gates';
import { type Field, fieldsOf, isTyped } from '../kubernetes/schema';
import { VERSIONS } from '../kubernetes/schema.generated';
import { isToken } from './read-json';
import { type Context, type Faults, missing, type Path, wrong } from './server-fault';
import { valueFault } from './value-check';

/** Texts that the API server takes empty where the schema wants them. */
const MAY_BE_EMPTY = ['HTTPHeader.value', 'Sysctl.value'];

/** Fields that the cluster writes: what stands there is refused, or lost. */
const CLUSTERS: { readonly [type: string]: readonly string[] } = {
  ObjectMeta: [
    ...['creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'generateName', 'generation'],
    ...['managedFields', 'resourceVersion', 'selfLink', 'uid'],
  ],
  PodSpec: ['ephemeralContainers', 'activeDeadlineSeconds'],
};

/** What the schema of a type has against an object. */
export function* objectFaults(value: Dictionary, type: string, at: Path, context: Context): Faults {
  const fields = fieldsOf(type);
  if (fields === undefined) return;
  if (value.$patch !== 'delete') yield* unionFaults(value, type, at);
  for (const [key, member] of Object.entries(value)) {
    if (key === '$patch' && context.partial) continue;
    const path = [...at, key];
    const field = fields.get(key);
    if (field === undefined) yield* unknownField(path, key, type, context);
    else if (member !== undefined && member !== null) {
      yield* versionFaults(path, key, field, type, context);
      if ((key === 'status' && field.of === '*') || CLUSTERS[type]?.includes(key)) yield clusters(path);
      else yield* heldFaults(member, field, field.around, path, context);
    }
  }
  if (context.partial) return;
  for (const [key, { required, pattern }] of fields) {
    // What says what is wanted is nowhere required, and missed everywhere.
    if ((required || key === 'spec') && isMissing(value, key, `${type}.${key}`, pattern)) {
      yield missing([...at, key], `a value: ${type} needs it`, 'give it');
    }
  }
}

function isMissing(object: Dictionary, key: string, field: string, pattern: RegExp | undefined): boolean {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (value === '') return !(MAY_BE_EMPTY.includes(field) || pattern?.test('')); // the core group has no name
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function* heldFaults(value: unknown, field: Field, around: string, at: Path, context: Context): Faults {
  if (isToken(value)) return;
  if (around.startsWith('[')) yield* listFaults(value, field, around, at, context);
  else if (around.startsWith('{')) yield* mapFaults(value, field, around, at, context);
  else if (!isTyped(field)) {
    const fault = valueFault(value, field, at, context);
    if (fault !== undefined) yield fault;
  } else if (isDictionary(value)) yield* objectFaults(value, field.of, at, context);
  else yield wrong(at, value, `an object: ${field.of}`, `for example ${KUBERNETES.example(field.of)}`);
}

function* listFaults(value: unknown, field: Field, around: string, at: Path, context: Context): Faults {
  if (!Array.isArray(value)) return yield wrong(at, value, 'a list', 'write it in brackets: […]');
  const [least = 0, most = Number.POSITIVE_INFINITY] = field.items ?? [];
  const given = context.partial ? value.filter((item) => !isReplaceMark(item)) : value;
  if (given.length > most || (given.length < least && !context.partial)) {
    yield wrong(at, value, `${least} to ${most} items`, given.length > most ? 'leave some out' : 'add one');
  }
  for (const [index, item] of value.entries()) {
    if (context.partial && isReplaceMark(item)) continue;
    const path = [...at, index];
    if (item === null || item === undefined) yield wrong(path, null, 'a value', 'leave the item out');
    else yield* heldFaults(item, field, around.slice(1), path, context);
  }
  yield* twiceFaults(value, field, at);
}

/** Items of a list that the schema wants distinct. */
function* twiceFaults(list: readonly unknown[], { distinctBy }: Field, at: Path): Faults {
  if (distinctBy === undefined) return;
  const keys = list.map((item) =>
    distinctBy.length === 0 ? item : JSON.stringify(distinctBy.map((one) => valueAt(item, one))),
  );
  const second = keys.findIndex((key, index) => keys.indexOf(key) < index);
  if (second < 0) return;
  const words = distinctBy.length === 0 ? 'items that differ' : `items that differ in ${distinctBy.join(', ')}`;
  yield wrong([...at, second], list[second], words, 'leave one out');
}

function* mapFaults(value: unknown, field: Field, around: string, at: Path, context: Context): Faults {
  if (!isDictionary(value)) return yield wrong(at, value, 'a map', "write it in braces: { key: 'value' }");
  for (const [key, member] of Object.entries(value)) {
    if (context.partial && (key === '$patch' || member === null)) continue;
    if (member === null) yield wrong([...at, key], null, 'a value', 'leave the key out');
    else yield* heldFaults(member, field, around.slice(1), [...at, key], context);
  }
}

function* unionFaults(value: Dictionary, type: string, at: Path): Faults {
  for (const union of KUBERNETES.unions(type)) {
    const members = chosen(union, value);
    if (members.length < 2) continue;
    yield {
      at,
      value: members,
      why: `the API server takes only one of them in ${type}`,
      allowed: 'one of them',
      fix: `keep ${members[0]}, or ${members.slice(1).join(', ')}`,
    };
  }
}

/** Whether one of two names is the other's beginning, and long enough to be told. */
function isBegun(one: string, other: string): boolean {
  return Math.min(one.length, other.length) > 3 && (one.startsWith(other) || other.startsWith(one));
}

/** A field that is near to none may be newer than the table where the target is. */
function* unknownField(at: Path, key: string, type: string, { minor }: Context): Faults {
  const fields = fieldsOf(type) as ReadonlyMap<string, Field>;
  const near = meant(key, fields.keys()) ?? [...fields.keys()].find((field) => isBegun(field, key));
  if (near === undefined && minor > VERSIONS[1]) return;
  yield {
    at,
    why: `${type} has no such field`,
    allowed: `fields of ${type}: ${[...fields.keys()].join(', ')}`,
    fix: near === undefined ? 'remove it' : `did you mean ${near}?`,
  };
}

function* versionFaults(
  at: Path,
  key: string,
  { since: known, until }: Field,
  type: string,
  { minor }: Context,
): Faults {
  const since = READ_SINCE[`${type}.${key}`] ?? known;
  if (since !== undefined && since > minor) {
    yield {
      at,
      why: `${type} has this field from Kubernetes 1.${since} on, and the target is 1.${minor}`,
      allowed: `fields of Kubernetes 1.${minor}`,
      fix: `remove it; or KubernetesTarget.set(app, { version: '1.${since}' }) where no older cluster is meant`,
    };
  }
  if (until !== undefined && until < minor) {
    yield {
      at,
      why: `${type} has this field up to Kubernetes 1.${until}, and the target is 1.${minor}`,
      allowed: `fields of Kubernetes 1.${minor}`,
      fix: 'remove it',
    };
  }
}

function clusters(at: Path): ReturnType<typeof wrong> {
  return { at, why: 'the cluster decides it', allowed: 'fields that a manifest may hold', fix: 'remove it' };
}
