/** Place of a value below another one: members and indices. */
export type Path = readonly (string | number)[];

/** What the API server has against a value. */
export interface Fault {
  readonly at: Path;
  /** Number, boolean or form of the value; texts are left out, because they could be secret. */
  readonly value?: unknown;
  readonly why?: string;
  readonly allowed: string;
  readonly fix: string;
}

export type Faults = Generator<Fault, void, undefined>;

/** What a value is checked for. */
export interface Context {
  /** Minor version of the oldest Kubernetes that the value is for. */
  readonly minor: number;
  /** Whether the value is merged into another one, which holds the rest. */
  readonly partial: boolean;
  /** Names of a StatefulSet's claim templates, which are volumes of its pods. */
  readonly claims?: readonly unknown[];
}

/** Value as a message may show it: a number, a boolean, or the form of anything else. */
export function shown(value: unknown): { value?: unknown } {
  if (value === null || ['number', 'boolean'].includes(typeof value)) return { value };
  if (Array.isArray(value)) return { value: `a list of ${value.length}` };
  if (typeof value === 'object') return { value: Object.keys(value).length === 0 ? {} : Object.keys(value) };
  return value === '' ? { value } : {};
}

/** Fault of a value that is not allowed where it stands. */
export function wrong(at: Path, value: unknown, allowed: string, fix: string, why?: string): Fault {
  return { at, ...shown(value), ...(why === undefined ? {} : { why }), allowed, fix };
}

/** Fault of a value that is missing. */
export function missing(at: Path, allowed: string, fix: string, why?: string): Fault {
  return { at, value: undefined, ...(why === undefined ? {} : { why }), allowed, fix };
}

/** Faults as they stand below a path. */
export function* below(path: Path, faults: Iterable<Fault>): Faults {
  for (const fault of faults) yield { ...fault, at: [...path, ...fault.at] };
}
