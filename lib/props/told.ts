import { isData } from '../json/dictionary';

/** Value as a message may tell it where it is of the wrong type: lists and objects may hold secrets by mistake. */
export function told(value: unknown): { value?: unknown; kind?: string } {
  if (Array.isArray(value)) return { kind: value.length === 0 ? 'an empty list' : `a list of ${value.length}` };
  return isData(value) ? { kind: 'an object' } : { value };
}
