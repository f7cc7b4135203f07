import { classTest } from './known-class';
import { ENUMS, INTERFACES, METHODS, STRUCTS } from './props.generated';

/** Type of a value, as the table writes it. */
export type Type =
  | { readonly kind: 'any' | 'boolean' | 'json' | 'number' | 'string' | 'method' }
  | { readonly kind: 'class'; readonly name: string; readonly isOf: (value: unknown) => boolean }
  | { readonly kind: 'enum'; readonly name: string; readonly members: ReadonlyMap<string, string> }
  | { readonly kind: 'interface' | 'struct'; readonly name: string }
  | { readonly kind: 'list' | 'map'; readonly of: Type };

/** Property of a struct, or parameter of a method. */
export interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: Type;
}

export type Members = ReadonlyMap<string, Member>;

const parsed = new Map<string, Members>();

/** Properties of a struct or an interface, or parameters of a method; undefined where the table has none of the name. */
export function membersOf(name: string): Members | undefined {
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const table = [STRUCTS, INTERFACES, METHODS].find((one) => Object.hasOwn(one, name));
  if (table === undefined) return undefined;
  const members = new Map(table[name].split(' ').map((text) => [text.split(/[?:]/, 1)[0], memberOf(text)]));
  parsed.set(name, members);
  return members;
}

/** Whether a member that is missing is refused here; text and numbers are where they are read, with an example of them. */
export function isRequired({ optional, type }: Member): boolean {
  return !optional && !['any', 'json', 'string', 'number'].includes(type.kind);
}

const required = new Map<string, readonly Member[]>();

/** Members of a struct that are refused where they are missing. */
export function requiredOf(name: string): readonly Member[] {
  const known = required.get(name);
  if (known !== undefined) return known;
  const members = [...(membersOf(name)?.values() ?? [])].filter(isRequired);
  required.set(name, members);
  return members;
}

/** Names of the methods of a class that take parameters. */
export function methodsOf(className: string): readonly string[] {
  return Object.keys(METHODS)
    .filter((name) => name.startsWith(`${className}.`))
    .map((name) => name.slice(className.length + 1));
}

function memberOf(text: string): Member {
  const [given, type] = text.split(':');
  const optional = given.endsWith('?');
  return { name: optional ? given.slice(0, -1) : given, optional, type: typeOf(type) };
}

function typeOf(text: string): Type {
  if (text.endsWith('[]')) return { kind: 'list', of: typeOf(text.slice(0, -2)) };
  if (text.endsWith('{}')) return { kind: 'map', of: typeOf(text.slice(0, -2)) };
  switch (text) {
    case 'any':
    case 'boolean':
    case 'json':
    case 'method':
    case 'number':
    case 'string':
      return { kind: text };
    default:
      return named(text);
  }
}

function named(name: string): Type {
  if (Object.hasOwn(STRUCTS, name)) return { kind: 'struct', name };
  if (Object.hasOwn(INTERFACES, name)) return { kind: 'interface', name };
  if (!Object.hasOwn(ENUMS, name)) return { kind: 'class', name, isOf: classTest(name) };
  const members = ENUMS[name].split(' ').map((text): [string, string] => {
    const [member, value] = text.split('=');
    return [value, member];
  });
  return { kind: 'enum', name, members: new Map(members) };
}
