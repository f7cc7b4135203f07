import { parseAllDocuments } from 'yaml';
import type { Check } from './check';
import { isKnown, objection } from './objects';

/** States that the API server and the definitions of custom resources have nothing against the objects of a file, strictly. */
export async function expectAccepted(t: Check, namespace: string, name: string, yaml: string): Promise<void> {
  const objects = parseAllDocuments(yaml).map((one) => one.toJS());
  const has = await Promise.all(objects.map(isKnown));
  const unknown = objects.filter((_, index) => !has[index]).map(({ kind }) => kind);
  if (unknown.length > 0) t.skip(`this cluster has no ${unknown}; give E2E_CRDS`, `${name}: ${unknown}`);
  const found = await Promise.all(objects.filter((_, index) => has[index]).map((one) => objection(namespace, one)));
  t.exactly(found.filter(Boolean).join('; ') || 'none', 'none', '', `objections to ${name}, ${objects.length} objects`);
}
