import {
  type ApiObject,
  ApiObjectMetadataDefinition,
  ImplicitTokenResolver,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { Manifest, ObjectMeta } from '../kubernetes/api';
import { manifestDocument } from './yaml/document';
import { sortedKeys } from './yaml/sorted-keys';

/** Said of a value that cdk8s may render otherwise than it stands: the object's own toJson() has the answer then. */
const UNSURE = Symbol('unsure');

type Dictionary = { readonly [key: string]: unknown };

/** What cdk8s's metadata holds; what was added under another key is in `_additionalAttributes`. */
interface MetadataParts {
  readonly name?: string;
  readonly namespace?: string;
  readonly annotations?: { readonly [key: string]: string };
  readonly finalizers?: readonly unknown[];
  readonly labels?: { readonly [key: string]: string };
  readonly ownerReferences?: readonly unknown[];
  readonly _additionalAttributes?: Dictionary;
}

/**
 * What `ApiObject.toJson()` makes of a plain manifest, in one pass: cdk8s resolves, cleans and sorts in three, and looks
 * the app up for each value.
 *
 * @returns undefined where the outcome could differ: a Lazy value or another object with a class, a list with holes,
 *   resolvers of the user's, unsorted keys
 */
export function render(manifest: Manifest, object: ApiObject): Manifest | undefined {
  if (!hasStockResolvers(object) || process.env.CDK8S_DISABLE_SORT) return undefined;
  const { apiVersion, kind } = manifest;
  if (!isPlainMap(manifest) || typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const parts = metadataParts(object);
  const metadata = parts === undefined ? UNSURE : clean(metadataOf(parts), true);
  if (metadata === UNSURE) return undefined;
  const result: { [key: string]: unknown } = { apiVersion, kind, metadata };
  for (const key of sortedKeys(manifest)) {
    if (key === 'apiVersion' || key === 'kind' || key === 'metadata') continue;
    const member = clean(manifest[key], false);
    if (member === UNSURE || key === '__proto__') return undefined;
    if (member !== undefined) result[key] = member;
  }
  return result as unknown as Manifest;
}

/** The same as a YAML document, without the object in between; only where keys are to be sorted. */
export function renderText(manifest: Manifest, object: ApiObject): string | undefined {
  if (!hasStockResolvers(object)) return undefined;
  const parts = metadataParts(object);
  return parts === undefined ? undefined : manifestDocument(manifest, metadataOf(parts));
}

/** What an object is called and labelled, now and after labels are added; undefined where only cdk8s can say. */
export function liveMetadata(object: ApiObject): ObjectMeta | undefined {
  const parts = metadataParts(object);
  if (parts === undefined) return undefined;
  const { name, namespace, labels, annotations } = parts;
  return { name, namespace, labels, annotations };
}

/** What `metadata.toJson()` renders. */
function metadataOf(parts: MetadataParts): Dictionary {
  const { annotations, finalizers, labels, name, namespace, ownerReferences } = parts;
  const own = { annotations, finalizers, labels, name, namespace, ownerReferences };
  const more = parts._additionalAttributes as Dictionary;
  for (const key of Object.keys(more)) if (!Object.hasOwn(own, key)) return { ...more, ...own };
  return own;
}

/** cdk8s's metadata, where it is the class that this was written for. */
function metadataParts({ metadata }: ApiObject): MetadataParts | undefined {
  const parts = metadata as unknown as MetadataParts;
  const known = parts._additionalAttributes !== undefined && parts.labels !== undefined;
  return known && metadata.toJson === ApiObjectMetadataDefinition.prototype.toJson ? parts : undefined;
}

/** Whether the app's resolvers are cdk8s's own: with one more, any value could become another. */
function hasStockResolvers(object: ApiObject): boolean {
  const { resolvers } = object.node.root as { resolvers?: readonly object[] };
  return (
    resolvers?.length === 3 &&
    resolvers[0].constructor === LazyResolver &&
    resolvers[1].constructor === ImplicitTokenResolver &&
    resolvers[2].constructor === NumberStringUnionResolver
  );
}

/** A copy with sorted keys and without what is not set; undefined for nothing, and with `dropEmpty` for what is empty. */
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
