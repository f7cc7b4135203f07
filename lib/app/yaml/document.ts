import { entry, map, Reading, UNSURE } from './block-style';
import { type Dictionary, isMap, isSpecial } from './json-map';
import { sortedKeys } from './sorted-keys';
import { stockDocument } from './stock';

/**
 * YAML document of a value, byte for byte as cdk8s's `Yaml.stringify` writes it.
 *
 * @param value the value
 * @param tree whether no object is referred to twice; the yaml package writes the second reference as an alias
 */
export function document(value: unknown, tree = false): string {
  if (!isMap(value) || (!tree && sharesObjects(value, new Set()))) return stockDocument(value);
  return sure(() => map('', value, 0, '', Reading.AS_IT_STANDS) || '{}\n') ?? stockDocument(value);
}

/** Documents, joined as cdk8s joins them. */
export function documents(texts: readonly string[]): string {
  return texts.join('---\n');
}

/** First keys of a manifest, in their order. */
const HEAD = ['apiVersion', 'kind', 'metadata'];

/**
 * YAML document of a manifest that cdk8s has not rendered: unset values are omitted, and keys are sorted but for the
 * first three.
 *
 * @param manifest the manifest; its own metadata is ignored
 * @param metadata the metadata, not rendered either
 * @returns undefined where only cdk8s can tell
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
