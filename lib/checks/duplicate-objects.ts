import type { Check } from './checks';
import type { Rendered } from './inventory';

/** Two objects of one kind, namespace and name: the second would overwrite the first when applied. */
export const duplicateObjects: Check = ({ all }) => {
  const byIdentity = new Map<string, Rendered[]>();
  for (const rendered of all) {
    const { apiVersion, kind, metadata } = rendered.manifest;
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    const identity = [group, kind, metadata.namespace ?? '', metadata.name].join('|');
    const same = byIdentity.get(identity);
    if (same) same.push(rendered);
    else byIdentity.set(identity, [rendered]);
  }
  return [...byIdentity.values()]
    .filter((same) => same.length > 1)
    .flatMap((same) => {
      const about = same.find((one) => one.own);
      if (about === undefined) return [];
      const { kind, metadata } = about.manifest;
      const where = same.map((one) => one.from).join(', ');
      return [
        {
          about,
          property: 'metadata.name',
          value: metadata.name,
          why: `${same.length} objects are the ${kind} "${metadata.name}" in namespace "${metadata.namespace ?? 'of kubectl'}": ${where}`,
          allowed: 'one object of a kind, namespace and name',
          fix: 'give one of them another `name`, or another namespace',
        },
      ];
    });
};
