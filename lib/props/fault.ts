import { CLASSES } from './props.generated';
import { told } from './told';
import { membersOf, type Type } from './types';

/** What is wrong with a value, and where in it. */
export interface Fault {
  /** Path from the value to what is wrong: `[0].name`. */
  readonly at: string;
  readonly value?: unknown;
  readonly kind?: string;
  readonly why?: string;
  readonly allowed: string;
  readonly fix: string;
}

/** Fault of a value that is of another type. */
export function wrongType(type: Type, value: unknown): Fault {
  return { at: '', ...toldOf(type, value), allowed: allowed(type), fix: fix(type, value) };
}

/** Text that is no secret: a number, a truth value, a word of an enumeration. */
const HARMLESS = /^[+-]?\d{1,12}(\.\d{1,6})?$|^[A-Za-z]{1,12}$/;

/** Value in the place of another type. */
function toldOf({ kind }: Type, value: unknown): { value?: unknown; kind?: string } {
  // A number in the place of text can be a PIN.
  if (kind === 'string' && ['number', 'bigint'].includes(typeof value)) return { kind: 'a number' };
  if (typeof value !== 'string') return told(value);
  return ['boolean', 'number', 'enum'].includes(kind) && HARMLESS.test(value) ? { value } : { kind: 'text' };
}

function allowed(type: Type): string {
  switch (type.kind) {
    case 'boolean':
      return 'true or false';
    case 'class':
    case 'interface':
      return withArticle(type.name);
    case 'enum':
      return [...type.members.values()].map((member) => `${type.name}.${member}`).join(', ');
    case 'list':
      return `a list, with each item ${allowed(type.of)}`;
    case 'map':
      return `an object, with each member ${allowed(type.of)}`;
    case 'json':
      return "an object of the API's own JSON";
    case 'number':
    case 'method':
      return `a ${type.kind}`;
    case 'string':
      return 'text';
    case 'struct':
      return `an object with properties of ${type.name}`;
    default:
      return 'any value';
  }
}

function fix(type: Type, value: unknown): string {
  if (value === null) return `leave it out, or give ${allowed(type)}`;
  switch (type.kind) {
    case 'boolean':
      return 'write true or false without quotes: any text counts as true';
    case 'class':
    case 'interface':
      return example(type.name);
    case 'list':
      return `put it into brackets, for example [${sample(type.of)}]`;
    case 'map':
      return `for example { name: ${sample(type.of)} }`;
    case 'number':
      return 'write a number, without quotes';
    case 'string':
      return 'put it into quotes';
    case 'struct':
      return `for example ${sample(type)}`;
    default:
      return `use ${allowed(type)}`;
  }
}

/** How a value of a class is made. */
function example(name: string): string {
  if (Object.hasOwn(EXAMPLES, name)) return `for example ${EXAMPLES[name]}`;
  const ways = (CLASSES[name] ?? '').split(' ');
  if (ways[0].startsWith('new ')) return `make one: ${ways[0]}(…)`;
  return `make one with ${ways.join(', ')}`;
}

/** Values of classes that the library does not have. */
const EXAMPLES: { readonly [name: string]: string } = {
  Construct: 'the chart',
  Cpu: 'Cpu.millis(500) of cdk8s-plus-27',
  Duration: 'Duration.seconds(30) of cdk8s',
  IConstruct: 'the app or a chart',
  ISecret: 'Secret.fromSecretName(…) of cdk8s-plus-27',
  Size: 'Size.mebibytes(512) of cdk8s',
};

function sample(type: Type): string {
  if (type.kind === 'string') return "'…'";
  if (type.kind === 'number') return '…';
  if (type.kind !== 'struct') return allowed(type);
  const members = [...(membersOf(type.name)?.values() ?? [])];
  const required = members.filter(({ optional }) => !optional);
  const named = required.length > 0 ? required : members.slice(0, 1);
  return `{ ${named.map((member) => `${member.name}: …`).join(', ')} }`;
}

function withArticle(name: string): string {
  return `${/^(I[A-Z]|[AEO])/.test(name) ? 'an' : 'a'} ${name}`;
}
