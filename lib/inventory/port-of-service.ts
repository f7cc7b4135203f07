import type { Dictionary } from '../json/dictionary';
import { asObjects } from '../json/read';
import type { Subject } from './subject';

/** Port of a Service by its number or name. */
export function portOfService({ spec }: Subject, port: unknown): Dictionary | undefined {
  return asObjects(spec.ports).find((one) => one.port === port || one.name === port);
}
