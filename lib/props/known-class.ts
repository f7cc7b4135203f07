/** Key by which a value of a public class is known, whichever copy of the package made it. */
const keyOf = (name: string) => Symbol.for(`cdk8s-elixir.${name}`);

/** Writes down that objects of a class, and of those that extend it, are of this public class. */
export function markClass(prototype: object, name: string): void {
  Object.defineProperty(prototype, keyOf(name), { value: true });
}

/** What an object of a class of cdk8s, constructs or cdk8s-plus has: each copy and version of them is known by it. */
const FOREIGN: { readonly [name: string]: { readonly member: string; readonly type: string } } = {
  Construct: { member: 'node', type: 'object' },
  IConstruct: { member: 'node', type: 'object' },
  Cpu: { member: 'amount', type: 'string' },
  Duration: { member: 'toSeconds', type: 'function' },
  ISecret: { member: 'name', type: 'string' },
  Size: { member: 'toKibibytes', type: 'function' },
};

/** Test of whether a value is of a class, by the class's name. */
export function classTest(name: string): (value: unknown) => boolean {
  const { member, type } = Object.hasOwn(FOREIGN, name) ? FOREIGN[name] : { member: keyOf(name), type: 'boolean' };
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const found = (value as { [key: string | symbol]: unknown })[member];
    return typeof found === type && found !== null;
  };
}

/** Whether a value is of a class, by the class's name. */
export function isOfClass(value: unknown, name: string): boolean {
  return classTest(name)(value);
}
