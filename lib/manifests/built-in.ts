const BUILT_IN = new WeakSet<object>();

/** Maker of the library's own: its objects are the API's own JSON, and need no check. */
export function builtIn<T extends object>(maker: T): T {
  BUILT_IN.add(maker);
  return maker;
}

/** Whether a maker is the library's own. */
export function isBuiltIn(maker: object): boolean {
  return BUILT_IN.has(maker);
}
