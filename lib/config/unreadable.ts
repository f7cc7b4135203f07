import { Refusal } from '../errors/refusal';

/** Refusal of a file or folder of the machine that synthesizes, where it cannot be read. */
export function unreadable(property: string, path: string, error: unknown, what: string): Refusal {
  return new Refusal({
    property,
    value: path,
    why: `it cannot be read: ${(error as NodeJS.ErrnoException).code}`,
    allowed: `${what}, by its path from where the synth is started`,
    fix: 'with `__dirname` it does not depend on where that is',
  });
}
