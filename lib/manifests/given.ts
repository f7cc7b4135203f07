const GIVEN = new WeakSet<object>();

/** Marks an object that is not as the library makes it: an override was merged into it, or somebody else wrote it. */
export function markGiven<T extends object>(object: T): T {
  GIVEN.add(object);
  return object;
}

/** Whether an object was marked so. A copy is to be marked again. */
export function isGiven(object: object): boolean {
  return GIVEN.has(object);
}
