import { meant } from '../errors/misspelt';
import type { Field } from '../kubernetes/schema';
import { quantityValue } from './quantity-values';
import { type Context, type Fault, type Path, wrong } from './server-fault';

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

interface Kind {
  readonly accepts: (value: unknown) => boolean;
  readonly allowed: string;
  readonly fix: string;
}

const isInteger = (value: unknown, bits: number) =>
  Number.isSafeInteger(value) && Math.abs(value as number) <= 2 ** (bits - 1) - 1;

const quoted = 'put it into quotes';
const unquoted = 'write it without quotes';

/** Kinds of values, by their letters. */
const KINDS: { readonly [letter: string]: Kind } = {
  '': { accepts: (value) => typeof value === 'string', allowed: 'text', fix: quoted },
  i: { accepts: (value) => isInteger(value, 32), allowed: 'a whole number of 32 bits', fix: unquoted },
  l: { accepts: (value) => isInteger(value, 54), allowed: 'a whole number', fix: unquoted },
  f: { accepts: (value) => Number.isFinite(value), allowed: 'a number', fix: unquoted },
  b: { accepts: (value) => typeof value === 'boolean', allowed: 'true or false', fix: unquoted },
  q: { accepts: (value) => quantityValue(value) !== undefined, allowed: 'a quantity', fix: 'for example "64Mi"' },
  p: {
    accepts: (value) => typeof value === 'string' || isInteger(value, 32),
    allowed: 'a whole number, or text',
    fix: 'for example 4000',
  },
  t: {
    accepts: (value) => TIME.test(String(value)) && !Number.isNaN(Date.parse(String(value))),
    allowed: 'a time',
    fix: 'for example "2030-01-01T00:00:00Z"',
  },
  y: {
    accepts: (value) => typeof value === 'string' && BASE64.test(value.replace(/[\r\n]/g, '')),
    allowed: 'text in base64',
    fix: "Buffer.from('text').toString('base64')",
  },
  '*': { accepts: () => true, allowed: '', fix: '' },
};

/** What is wrong with a value that is no object, by its kind, values, bounds and pattern. */
export function valueFault(value: unknown, field: Field, at: Path, { minor }: Context): Fault | undefined {
  const { accepts, allowed, fix } = KINDS[field.of];
  if (!accepts(value)) return wrong(at, value, allowed, fix);
  const since = field.values?.get(String(value));
  if (field.values !== undefined && since === undefined) {
    const known = [...field.values].filter(([text, one]) => text !== '' && one <= minor).map(([one]) => one);
    const near = meant(String(value), known);
    return wrong(at, value, known.join(', '), near === undefined ? 'choose one of them' : `did you mean ${near}?`);
  }
  if (since !== undefined && since > minor) {
    const why = `this value is of Kubernetes 1.${since}, and the target is 1.${minor}`;
    return wrong(at, value, `values of Kubernetes 1.${minor}`, 'choose another one', why);
  }
  const size = typeof value === 'string' ? [...value].length : Number(value);
  const [least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY] = field.bounds ?? [];
  if (size < least || size > most) {
    const of = typeof value === 'string' ? ' characters' : '';
    const upTo = most === Number.POSITIVE_INFINITY ? ' or more' : ` to ${most}`;
    return wrong(at, value, `${Math.max(least, 0)}${upTo}${of}`, 'change it');
  }
  if (field.pattern === undefined || field.pattern.test(String(value))) return undefined;
  return wrong(at, value, `text of the form ${field.pattern.source}`, 'change it');
}
