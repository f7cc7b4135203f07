import {
  type ApiObject,
  ApiObjectMetadataDefinition,
  ImplicitTokenResolver,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import { manifestDocument } from './yaml/document';
import { sortedKeys } from './yaml/sorted-keys';

/** Result of a value that cdk8s may render otherwise than it stands: `ApiObject.toJson()` is asked instead. */
const UNSURE = Symbol('unsure');

type Dictionary = { readonly [key: string]: unknown };

/** Manifest of one API object, as it was given; `apiVersion` and `kind` are checked where it is rendered. */
export type Manifest = Dictionary;

/** Names, labels and annotations of one API object. */
export interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

/** Fields of cdk8s's metadata class; `_additionalAttributes` holds what was added under another key. */
interface MetadataFields extends Metadata {
  readonly finalizers?: readonly unknown[];
  readonly ownerReferences?: readonly unknown[];
  readonly _additionalAttributes?: Dictionary;
}

/**
 * Result of `ApiObject.toJson()` for a plain manifest, in one pass: cdk8s resolves, cleans and sorts in three, and
 * looks up the app for each value.
 *
 * @returns undefined where the result could differ: a Lazy value or another object with a class, a list with holes,
 *   custom resolvers, unsorted keys
 */
export function render(manifest: Manifest, object: ApiObject): Manifest | undefined {
  if (!hasStockResolvers(object) || process.env.CDK8S_DISABLE_SORT) return undefined;
  const { apiVersion, kind } = manifest;
  if (!isPlainMap(manifest) || typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const fields = metadataFields(object);
  const metadata = fields === undefined ? UNSURE : clean(renderedFields(fields), true);
  if (metadata === UNSURE) return undefined;
  const result: { [key: string]: unknown } = { apiVersion, kind, metadata };
  for (const key of sortedKeys(manifest)) {
    if (key === 'apiVersion' || key === 'kind' || key === 'metadata') continue;
    const member = clean(manifest[key], false);
    if (member === UNSURE || key === '__proto__') return undefined;
    if (member !== undefined) result[key] = member;
  }
  return result;
}

/** YAML document of a plain manifest, without an object in between; only where keys are to be sorted. */
export function renderText(manifest: Manifest, object: ApiObject): string | undefined {
  if (!hasStockResolvers(object)) return undefined;
  const fields = metadataFields(object);
  return fields === undefined ? undefined : manifestDocument(manifest, renderedFields(fields));
}

/** Names, labels and annotations of an object as they stand; undefined where only cdk8s can tell. */
export function metadataOf(object: ApiObject): Metadata | undefined {
  const fields = metadataFields(object);
  if (fields === undefined) return undefined;
  const { name, namespace, labels, annotations } = fields;
  return { name, namespace, labels, annotations };
}

/** Fields that `metadata.toJson()` renders. */
function renderedFields(fields: MetadataFields): Dictionary {
  const { annotations, finalizers, labels, name, namespace, ownerReferences } = fields;
  const own = { annotations, finalizers, labels, name, namespace, ownerReferences };
  const more = fields._additionalAttributes as Dictionary;
  for (const key of Object.keys(more)) if (!Object.hasOwn(own, key)) return { ...more, ...own };
  return own;
}

/** Fields of an object's metadata; undefined where it is another class than cdk8s's. */
function metadataFields({ metadata }: ApiObject): MetadataFields | undefined {
  const fields = metadata as unknown as MetadataFields;
  const known = fields._additionalAttributes !== undefined && fields.labels !== undefined;
  return known && metadata.toJson === ApiObjectMetadataDefinition.prototype.toJson ? fields : undefined;
}

/** Whether the app has cdk8s's own resolvers alone: another one could replace any value. */
function hasStockResolvers(object: ApiObject): boolean {
  const { resolvers } = object.node.root as { resolvers?: readonly object[] };
  return (
    resolvers?.length === 3 &&
    resolvers[0].constructor === LazyResolver &&
    resolvers[1].constructor === ImplicitTokenResolver &&
    resolvers[2].constructor === NumberStringUnionResolver
  );
}

/** Copy with sorted keys, without unset values; undefined for null, and with `dropEmpty` for an empty map or list. */
function clean(value: unknown, dropEmpty: boolean): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      if (value === null) return undefined;
      return Array.isArray(value) ? cleanList(value, dropEmpty) : cleanMap(value, dropEmpty);
    default:
      return UNSURE;
  }
}

function cleanList(list: readonly unknown[], dropEmpty: boolean): unknown {
  if ('resolve' in list || 'value' in list) return UNSURE;
  if (dropEmpty && list.length === 0) return undefined;
  const result: unknown[] = [];
  for (let index = 0; index < list.length; index++) {
    const item = clean(list[index], dropEmpty);
    if (item === undefined || item === UNSURE) return UNSURE;
    result.push(item);
  }
  return result;
}

function isPlainMap(value: object): value is Dictionary {
  return value.constructor === Object && typeof (value as Dictionary).resolve !== 'function';
}

function cleanMap(map: object, dropEmpty: boolean): unknown {
  if (!isPlainMap(map)) return UNSURE;
  const result: { [key: string]: unknown } = {};
  let empty = true;
  for (const key of sortedKeys(map)) {
    const member = clean(map[key], dropEmpty);
    if (member === UNSURE || key === '__proto__') return UNSURE;
    if (member === undefined) continue;
    result[key] = member;
    empty = false;
  }
  return empty && dropEmpty ? undefined : result;
}
