import { type Dictionary, entry, isMap, isSpecial, map, Reading, UNSURE } from './block-style';
import { sortedKeys } from './sorted-keys';
import { stockDocument } from './stock';

/**
 * A document, byte for byte as cdk8s's `Yaml.stringify` writes it.
 *
 * @param value the document
 * @param tree whether no object stands in it twice; the yaml package writes the second as an alias
 */
export function document(value: unknown, tree = false): string {
  if (!isMap(value) || (!tree && sharesObjects(value, new Set()))) return stockDocument(value);
  return sure(() => map('', value, 0, '', Reading.AS_IT_STANDS) || '{}\n') ?? stockDocument(value);
}

/** Several documents, as cdk8s joins them. */
export function documents(texts: readonly string[]): string {
  return texts.join('---\n');
}

/** What a manifest starts with, in this order. */
const HEAD = ['apiVersion', 'kind', 'metadata'];

/**
 * A manifest that cdk8s did not render yet, as the document that comes of it: what is not set is left out, and keys are
 * sorted but for the first three.
 *
 * @param manifest the manifest; its metadata is not looked at
 * @param metadata its metadata, not yet rendered either
 * @returns undefined where only cdk8s can say
 */
export function manifestDocument(manifest: object, metadata: Dictionary): string | undefined {
  if (!isMap(manifest)) return undefined;
  const { apiVersion, kind } = manifest;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  return sure(() => {
    let text = map('', { apiVersion, kind }, 0, '', Reading.AS_IT_STANDS);
    text = entry(text, '', 'metadata', metadata, 0, Reading.PRUNED);
    for (const key of sortedKeys(manifest)) {
      const member = manifest[key];
      if (isSpecial(key)) throw UNSURE;
      if (HEAD.includes(key) || member === undefined || member === null) continue;
      text = entry(text, '', key, member, 0, Reading.CLEANED);
    }
    return text;
  });
}

function sure(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (error === UNSURE) return undefined;
    throw error;
  }
}

function sharesObjects(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (seen.has(value)) return true;
  seen.add(value);
  return Object.values(value).some((member) => sharesObjects(member, seen));
}
