import type { Check } from '../inventory/inventory';
import type { Rendered } from './finding';

/** Two objects of one kind, namespace and name: the second would overwrite the first when applied. */
export const duplicateObjects: Check = ({ sameName }, report) => {
  const byIdentity = new Map<string, Rendered>();
  const twice = new Map<string, Rendered[]>();
  for (const rendered of sameName) {
    const { apiVersion, kind, metadata } = rendered.manifest;
    const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
    const identity = `${group}|${kind}|${metadata.namespace ?? ''}|${metadata.name}`;
    const first = byIdentity.get(identity);
    const same = twice.get(identity);
    if (first === undefined) byIdentity.set(identity, rendered);
    else if (same === undefined) twice.set(identity, [first, rendered]);
    else same.push(rendered);
  }
  for (const same of twice.values()) {
    const about = same.find((one) => one.own);
    if (about === undefined) continue;
    const { kind, metadata } = about.manifest;
    const where = same.map((one) => one.from).join(', ');
    report({
      about,
      property: 'metadata.name',
      value: metadata.name,
      why: `${same.length} objects are the ${kind} "${metadata.name}" in namespace "${metadata.namespace ?? 'of kubectl'}": ${where}`,
      allowed: 'one object of a kind, namespace and name',
      fix: 'give one of them another `name`, or another namespace',
    });
  }
};
