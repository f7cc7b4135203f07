/** Symbol under which a class that jsii compiled has its name. */
const JSII = Symbol.for('jsii.rtti');

/** Name of the class of an object, with its package where jsii compiled it: `Volume of cdk8s-plus-27`. */
export function className(value: object): string {
  const { constructor: made } = value as { constructor?: { [JSII]?: { fqn: string }; name?: string } };
  const [name, ...rest] = (made?.[JSII]?.fqn ?? '').split('.').reverse();
  if (rest.length > 0) return `${name} of ${rest.reverse().join('.')}`;
  if (typeof value === 'function') return 'function';
  return made?.name || 'object with a class';
}

/** True for a node of the construct tree. */
export function isConstruct(value: object): boolean {
  return 'node' in value && typeof value.node === 'object' && value.node !== null && 'path' in value.node;
}
