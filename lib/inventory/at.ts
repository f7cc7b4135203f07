/** Value of a map at a key, made there where it has none yet. */
export function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made = make();
  map.set(key, made);
  return made;
}

export const newMap = <K, V>() => new Map<K, V>();
export const newList = <T>(): T[] => [];
