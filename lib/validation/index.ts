/**
 * What the API server accepts. It is loaded where something raw is given, and only there: the bundle has a file of its
 * own for it, which shares no class with the others. So nothing here throws a Refusal.
 */
import { isDictionary } from '../json/dictionary';
import { KUBERNETES } from '../kubernetes/api-facts';
import { isToken } from './read-json';
import { objectFaults } from './schema-check';
import { type Fault, wrong } from './server-fault';
import { ruleFaults } from './walk';

export { KUBERNETES } from '../kubernetes/api-facts';
export { typeOfKind } from '../kubernetes/schema';
export type { Fault, Path } from './server-fault';

/**
 * First thing that the API server has against a value of a type.
 *
 * @param minor minor version of the oldest Kubernetes that it is for
 * @param partial whether it is merged into another value, which holds what is missing here
 */
export function faultIn(value: unknown, type: string, minor: number, partial = false): Fault | undefined {
  if (isToken(value)) return undefined;
  if (!isDictionary(value)) return wrong([], value, `an object: ${type}`, `for example ${KUBERNETES.example(type)}`);
  const context = { minor, partial };
  const { value: bySchema } = objectFaults(value, type, [], context).next();
  return bySchema ?? ruleFaults(value, type, [], context).next().value ?? undefined;
}
