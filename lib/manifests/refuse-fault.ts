import { Refusal } from '../errors/refusal';
import { memberPath } from '../json/dictionary';
import type { Fault, Path } from '../validation';

/** Refuses a value that the API server has something against; the path in it is told as `property` starts it. */
export function refuseFault(property: string, { at, ...fault }: Fault, path: Path = at): never {
  throw new Refusal({ property: propertyAt(property, path), ...fault });
}

/** Property at a path: `overrides.workload.spec.template.spec.containers[0].name`. */
function propertyAt(property: string, path: Path): string {
  return path.reduce<string>(
    (all, step) => (typeof step === 'number' ? `${all}[${step}]` : memberPath(all, step)),
    property,
  );
}
