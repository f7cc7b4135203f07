import { meant } from '../errors/misspelt';
import { Refusal } from '../errors/refusal';
import { type Dictionary, isData, memberPath } from '../json/dictionary';
import { type Fault, wrongType } from './fault';
import { isRequired, type Member, type Members, membersOf, requiredOf, type Type } from './types';

/**
 * Refuses properties that a struct does not have, and values of another type, as the compiled public API says: nobody
 * but TypeScript's own check does so before.
 *
 * @param struct name of the struct of a construct's props
 * @throws where a property is not known, missing or of another type, however deep
 */
export function checkProps(struct: string, given: unknown): void {
  const fault = structFault({ kind: 'struct', name: struct }, given);
  if (fault === undefined) return;
  const { at, ...props } = fault;
  throw new Refusal({ property: at === '' ? 'props' : at.replace(/^\./, ''), ...props });
}

/**
 * Refuses arguments of another type. Properties of options are told as the method's own.
 *
 * @param method name of a method of the public API
 */
export function checkArguments(method: string, given: readonly unknown[]): void {
  let index = 0;
  for (const parameter of membersOf(method)?.values() ?? []) {
    const fault = memberFault(parameter, given[index++]);
    if (fault === undefined) continue;
    const { at, ...props } = fault;
    const name = parameter.type.kind === 'struct' && at !== '' ? '' : `.${parameter.name}`;
    throw new Refusal({ property: `${method}${name}${at}`, ...props });
  }
}

function memberFault(member: Member, value: unknown): Fault | undefined {
  if (value !== undefined) return faultOf(member.type, value);
  return isRequired(member) ? wrongType(member.type, value) : undefined;
}

function faultOf(type: Type, value: unknown): Fault | undefined {
  switch (type.kind) {
    case 'any':
      return undefined;
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type.kind ? undefined : wrongType(type, value);
    case 'json':
      return isObject(value) ? undefined : wrongType(type, value);
    case 'method':
      return typeof value === 'function' ? undefined : wrongType(type, value);
    case 'class':
      return type.isOf(value) ? undefined : wrongType(type, value);
    case 'enum':
      return type.members.has(value as string) ? undefined : wrongType(type, value);
    case 'list':
      return listFault(type, value);
    case 'map':
      return mapFault(type, value);
    case 'struct':
      return structFault(type, value);
    default:
      return interfaceFault(type, value);
  }
}

/** For `[condition && item]`, which leaves the condition's value in the list. */
const NO_ITEM = 'leave the item out: ...(condition ? [item] : [])';

function isNothing(item: unknown): boolean {
  return item === undefined || item === null || item === false;
}

function listFault(type: Type & { readonly kind: 'list' | 'map' }, value: unknown): Fault | undefined {
  if (!Array.isArray(value)) return wrongType(type, value);
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    const fault = item === undefined ? wrongType(type.of, item) : faultOf(type.of, item);
    if (fault !== undefined) return below(isNothing(item) ? { ...fault, fix: NO_ITEM } : fault, `[${index}]`);
  }
  return undefined;
}

function mapFault(type: Type & { readonly kind: 'list' | 'map' }, value: unknown): Fault | undefined {
  if (!isData(value)) return wrongType(type, value);
  if (type.of.kind === 'any') return undefined;
  for (const key of Object.keys(value)) {
    const fault = faultOf(type.of, value[key]);
    if (fault !== undefined) return below(fault, memberPath('', key));
  }
  return undefined;
}

function structFault(type: Type & { readonly name: string }, value: unknown): Fault | undefined {
  if (!isData(value)) return wrongType(type, value);
  const members = membersOf(type.name) as Members;
  for (const key of Object.keys(value)) {
    const member = members.get(key);
    if (member === undefined) return unknownProperty(type.name, members, key);
    const fault = value[key] === undefined ? undefined : faultOf(member.type, value[key]);
    if (fault !== undefined) return below(fault, `.${key}`);
  }
  for (const member of requiredOf(type.name)) {
    if (value[member.name] === undefined) return below(wrongType(member.type, undefined), `.${member.name}`);
  }
  return undefined;
}

/** Objects of users have members of their own, and methods of their class. */
function interfaceFault(type: Type & { readonly name: string }, value: unknown): Fault | undefined {
  if (!isObject(value)) return wrongType(type, value);
  for (const member of (membersOf(type.name) as Members).values()) {
    const fault = memberFault(member, value[member.name]);
    if (fault !== undefined) return below(fault, `.${member.name}`);
  }
  return undefined;
}

/** True for an object with a class or without; what holds methods of its own is refused where it is rendered. */
function isObject(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownProperty(struct: string, members: Members, key: string): Fault {
  const names = [...members.keys()];
  const near = meant(key, names) ?? names.find((name) => name.startsWith(key) || key.startsWith(name));
  return {
    at: memberPath('', key),
    kind: 'no property that there is',
    why: `${struct} has none of that name, so it would be ignored`,
    allowed: `properties of ${struct}${names.length > 12 ? '' : `: ${names.join(', ')}`}`,
    fix:
      near === undefined
        ? `remove it; props of a class of your own: const { ${key}, ...props } = given`
        : `did you mean ${near}?`,
  };
}

function below(fault: Fault, at: string): Fault {
  return { ...fault, at: `${at}${fault.at}` };
}
