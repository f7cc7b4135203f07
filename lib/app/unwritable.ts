/**
 * Error of a manifest with a text that no document can hold.
 *
 * @param path path of the construct
 * @param text the text; it is not shown
 * @param manifest the manifest that holds it
 */
export function unwritable(path: string, text: string, manifest: unknown): Error {
  const property = placeOf(text, manifest, new Set()) ?? '';
  return new Error(
    [
      `${path}: \`${property}\` is (not shown)`,
      '  why:     it holds half of a surrogate pair, which UTF-8 cannot hold: the API server refuses or replaces it',
      '  allowed: text for which isWellFormed() is true',
      '  fix:     text.toWellFormed(); bytes that are no text belong to the binaryData of a ConfigMap or Secret',
    ].join('\n'),
  );
}

/** Place of a text among the members of a value: `data.GREETING`. That of a key is the map which has it. */
function placeOf(text: string, value: unknown, seen: Set<unknown>): string | undefined {
  if (value === text) return '';
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  for (const [key, member] of Object.entries(value)) {
    if (key === text) return '';
    const inside = placeOf(text, member, seen);
    if (inside === undefined) continue;
    const own = Array.isArray(value) ? `[${key}]` : key;
    return inside === '' || inside.startsWith('[') ? own + inside : `${own}.${inside}`;
  }
  return undefined;
}
