import { check } from '../../lib/checks/check';
import { subjectsOf } from '../../lib/inventory/subject';

/** Findings about YAML documents. */
const found = (documents: unknown[]) =>
  check(documents.flatMap((document) => subjectsOf(document, { path: 'k8s.yaml' })));

/** Findings about YAML documents, as `id property`. */
export function findings(...documents: unknown[]): string[] {
  return found(documents).map(({ rule, property }) => `${rule.id} ${property}`);
}

/** What `details` gives, of the rules alone whose id starts so. */
export const detailsOf =
  (id: string) =>
  (...documents: unknown[]) =>
    told(found(documents).filter(({ rule }) => rule.id.startsWith(id)));

/** Findings about YAML documents, each with its property, its value and the other manifests that it takes. */
export function details(...documents: unknown[]) {
  return told(found(documents));
}

function told(all: ReturnType<typeof found>) {
  return all.map(({ property, value, involved = [] }) => [
    property,
    value,
    involved.map(({ kind, name }) => `${kind}/${name}`),
  ]);
}

/** Security context of a container under the Pod Security Standard `restricted`. */
export const SAFE = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
