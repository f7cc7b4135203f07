import { checkArguments } from './check-props';
import { markClass } from './known-class';
import { methodsOf } from './types';

type Method = (...given: unknown[]) => unknown;

/**
 * Makes a class one of the public API: its objects are known by its name, whichever copy of the package made them, and
 * the arguments of its methods are checked. It stands below the class.
 *
 * @param name name of the class
 */
export function publicClass(of: { readonly prototype: object }, name: string): void {
  markClass(of.prototype, name);
  for (const method of methodsOf(name)) {
    const owner = (Object.hasOwn(of, method) ? of : of.prototype) as { [method: string]: Method };
    owner[method] = checked(`${name}.${method}`, owner[method]);
  }
}

function checked(name: string, method: Method): Method {
  return function (this: unknown, ...given: unknown[]): unknown {
    checkArguments(name, given);
    return method.apply(this, given);
  };
}
