import { Refusal } from '../errors/refusal';

/** Largest number of the API's fields of 32 bits: replicas, times and thresholds of probes. */
export const INT32_MAX = 2147483647;

/** Bytes of all annotations of an object, keys and values: apimachinery, `TotalAnnotationSizeLimitB`. */
export const ANNOTATION_BYTES = 256 * 1024;

/** Bytes of all values of a ConfigMap or a Secret: https://kubernetes.io/docs/concepts/configuration/configmap/. */
export const DATA_BYTES = 1024 * 1024;

/** Refuses what is no whole number of 32 bits, `from` or more. */
export function checkCount(property: string, value: number, fix: string, from = 1): number {
  if (Number.isInteger(value) && value >= from && value <= INT32_MAX) return value;
  throw new Refusal({
    property,
    value,
    allowed: `a whole number from ${from}${value > INT32_MAX ? ` to ${INT32_MAX}` : ''}`,
    fix,
  });
}

/** Refuses more annotations than an object can have. */
export function checkAnnotationSize(property: string, annotations: { readonly [key: string]: string }): void {
  checkSize(property, sizeOf(Object.keys(annotations)) + sizeOf(Object.values(annotations)), ANNOTATION_BYTES, {
    allowed: 'annotations of 256 KiB in all',
    fix: 'keep long text in a file of a ConfigBundle',
  });
}

/** Refuses more data than a ConfigMap or a Secret can hold. */
export function checkDataSize(property: string, data: { readonly [key: string]: string }): void {
  checkSize(property, sizeOf(Object.values(data)), DATA_BYTES, {
    allowed: '1 MiB in all',
    fix: 'bring large files in the image or in a volume, or in bundles of their own',
  });
}

function checkSize(property: string, bytes: number, most: number, words: { allowed: string; fix: string }): void {
  if (bytes <= most) return;
  throw new Refusal({ property, kind: `${bytes} bytes`, ...words });
}

function sizeOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
