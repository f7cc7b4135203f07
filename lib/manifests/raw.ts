import { plain } from '../json/plain';
import { KUBERNETES } from '../kubernetes/api-facts';
import { checkFields } from './check-fields';

/**
 * Raw value of the user's, in the API's words or in those of cdk8s-plus-27's `k8s`, as the API's own JSON.
 *
 * @param property property of the user's
 * @param type name of the type of the value or of its items, such as `Container`
 * @throws where it is no JSON, a field is misspelt, or two exclude each other
 */
export function rawJson<T>(property: string, type: string | undefined, value: unknown): T {
  if (value === undefined) return value as T;
  const json = plain(value, property, KUBERNETES, type);
  checkFields(property, json, type);
  return json as T;
}
