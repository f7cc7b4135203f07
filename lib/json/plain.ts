import { Lazy } from 'cdk8s';
import { isDictionary } from './dictionary';

/**
 * Turns what users pass for raw parts into the API's own JSON: cdk8s-plus-27's `k8s` types hold IntOrString and
 * Quantity objects, whose content is in `.value`; dates become text; `undefined` members go. Lazy values stay: they
 * are resolved when the object is rendered.
 */
export function plain<T>(value: T): T {
  return convert(value) as T;
}

function convert(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Lazy) return value;
  if (Array.isArray(value)) return value.map(convert);
  if (value instanceof Date) return value.toISOString();
  if (!isDictionary(value) && 'value' in value && ['string', 'number'].includes(typeof value.value)) return value.value;
  const result: { [key: string]: unknown } = {};
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) result[key] = convert(member);
  }
  return result;
}
