import { Refusal } from '../errors/refusal';
import { memberPath } from '../json/dictionary';
import type { Fault, Path } from '../validation';

/**
 * Refuses a value that the API server has something against; the path in it is told as `property` starts it:
 * `overrides.workload.spec.template.spec.containers[0].name`.
 */
export function refuseFault(property: string, { at, ...fault }: Fault, path: Path = at): never {
  throw new Refusal({ property: path.reduce<string>(memberPath, property), ...fault });
}
