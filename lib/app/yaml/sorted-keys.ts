/** Keys in the order of their characters, by insertion sort: maps are small and often sorted. */
export function sortedKeys(map: object): string[] {
  const keys = Object.keys(map);
  if (keys.length > 24) return keys.sort();
  for (let from = 1; from < keys.length; from++) {
    const key = keys[from];
    let to = from;
    while (to > 0 && keys[to - 1] > key) {
      keys[to] = keys[to - 1];
      to--;
    }
    keys[to] = key;
  }
  return keys;
}
