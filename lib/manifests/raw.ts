import { plain } from '../json/plain';
import type { KubernetesTarget } from '../kubernetes/target';
import { refuseFault } from './refuse-fault';
import { validation } from './validation';

/**
 * Raw value of the user's, in the API's words or in those of cdk8s-plus-27's `k8s`, as the API's own JSON.
 *
 * @param property property of the user's
 * @param type name of the type of the value or of its items, such as `Container`
 * @throws where it is no JSON, or the API server would not take it
 */
export function rawJson<T>(property: string, type: string, value: unknown, target: KubernetesTarget): T {
  if (value === undefined) return value as T;
  const { KUBERNETES, faultIn } = validation();
  const json = plain(value, property, KUBERNETES, type);
  const values = Array.isArray(json) ? json.map((item, index) => [[index], item] as const) : [[[], json] as const];
  for (const [path, item] of values) {
    const fault = faultIn(item, type, target._minor);
    if (fault !== undefined) refuseFault(property, fault, [...path, ...fault.at]);
  }
  return json as T;
}

/** Raw object of any kind; of a kind that is not known nothing is checked. */
export function rawManifest(property: string, value: unknown, target: KubernetesTarget): unknown {
  const { typeOfKind } = validation();
  const { apiVersion, kind } = Object(value) as { apiVersion?: unknown; kind?: unknown };
  const type = typeOfKind(apiVersion, kind);
  return type === undefined ? plain(value, property) : rawJson(property, type, value, target);
}
