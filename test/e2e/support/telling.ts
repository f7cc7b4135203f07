/** Maps whose keys users choose: no schema names them. */
const FREE = ['annotations', 'data', 'labels', 'matchLabels', 'stringData'];

/** What a schema can judge of a value, since those of Kubernetes have no enumerations: which keys stand together, and types. */
function traits(value: unknown, place: string): string[] {
  if (Array.isArray(value)) return [`${place}[]`, ...value.flatMap((one) => traits(one, `${place}[]`))];
  if (typeof value !== 'object' || value === null) return [`${place} ${value === null ? null : typeof value}`];
  const free = FREE.some((key) => place.endsWith(`.${key}`));
  return [
    `${place} {${free ? '' : Object.keys(value).sort()}}`,
    ...Object.entries(value).flatMap(([key, one]) => traits(one, `${place}.${free ? '*' : key}`)),
  ];
}

/** Those manifests, of all, that show a schema something that none before them does. */
export function telling<T extends { readonly manifest: any }>(all: readonly T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ manifest }) => {
    const fresh = traits(manifest, `${manifest.apiVersion} ${manifest.kind}`).filter((trait) => !seen.has(trait));
    for (const trait of fresh) seen.add(trait);
    return fresh.length > 0;
  });
}
