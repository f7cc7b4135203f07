import type { Subject } from '../inventory/subject';
import type { Dictionary } from '../json/dictionary';
import { asObjects } from '../json/read';

/** Port of a Service by its number or name. */
export function servicePort({ spec }: Subject, port: unknown): Dictionary | undefined {
  return asObjects(spec.ports).find((one) => one.port === port || one.name === port);
}
