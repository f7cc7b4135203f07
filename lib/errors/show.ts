import { mayNameSecret } from '../sensitive/secret-names';
import { holdsSecret } from '../sensitive/secret-values';

/** The longest text that is shown of a value. */
const LONGEST = 160;

/** How many members of a list or a map are shown, and how deep. */
const MEMBERS = 8;
const DEPTH = 5;

/**
 * A value as a message shows it. It never throws, calls nothing of the value's own (getters, `toJSON`, `toString`) and is
 * short. What a name or a form says to be secret is left out, and of an object of a class only the class is shown.
 */
export function show(value: unknown): string {
  if (value === undefined) return 'not given';
  try {
    return cut(shown(value, 0), LONGEST);
  } catch {
    return 'an object that cannot be read'; // a Proxy that refuses
  }
}

/** Text, cut where it is too long. */
export function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}

function shown(value: unknown, depth: number): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return depth < DEPTH ? list(value, depth) : '[…]';
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return ofClass(prototype);
  return depth < DEPTH ? map(value, depth) : '{…}';
}

/** How much of a text is looked at for a secret: what is shown is shorter. */
const LOOKED_AT = 4096;

/** A name and a password before a host, whatever comes first; an image before its digest is none. */
const BEFORE_HOST = /[^\s/@]:[^\s/]*@(?!sha\d+:)|\/\/[^\s/]*@/;

/** Text in quotes, unless its form says that it could hold a secret. */
function quoted(text: string): string {
  return couldHoldSecret(text) ? '(not shown)' : JSON.stringify(text.slice(0, LONGEST));
}

/** Whether the form of a text says that it could hold a secret: more than is refused. */
export function couldHoldSecret(text: string): boolean {
  const start = text.slice(0, LOOKED_AT);
  return BEFORE_HOST.test(start) || start.includes('-----BEGIN') || holdsSecret(start);
}

/** Items of a list; words of a command that hold a secret together (`-setcookie`, `…`) are left out. */
function list(values: readonly unknown[], depth: number): string {
  if (values.length > 1 && holdsSecret(words(values))) return '(not shown)';
  const members = Array.from({ length: Math.min(values.length, MEMBERS) }, (_, index) =>
    member(values, String(index), (each) => shown(each, depth + 1)),
  );
  return `[${[...members, ...(values.length > MEMBERS ? ['…'] : [])].join(',')}]`;
}

function map(value: object, depth: number): string {
  const keys = Object.keys(value);
  const members = keys.slice(0, MEMBERS).map((key) => {
    const text = member(value, key, (each) => (mayNameSecret(key) ? '…' : shown(each, depth + 1)));
    return `${quoted(key)}:${text}`;
  });
  return `{${[...members, ...(keys.length > MEMBERS ? ['…'] : [])].join(',')}}`;
}

function words(values: readonly unknown[]): string {
  const texts: string[] = [];
  for (let index = 0; index < Math.min(values.length, MEMBERS + 1); index++) {
    const text = Object.getOwnPropertyDescriptor(values, index)?.value;
    if (typeof text === 'string') texts.push(text.slice(0, LONGEST));
  }
  return texts.join(' ');
}

/** A member as it is kept: a getter is not called. */
function member(of: object, key: string, tell: (value: unknown) => string): string {
  const found = Object.getOwnPropertyDescriptor(of, key);
  return found !== undefined && 'value' in found ? tell(found.value) : '…';
}

function ofClass(prototype: object): string {
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  const name: unknown = typeof made === 'function' && Object.getOwnPropertyDescriptor(made, 'name')?.value;
  return typeof name === 'string' && name !== '' ? `an object of class ${name}` : 'an object of a class';
}
