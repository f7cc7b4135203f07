import { check } from '../../lib/checks/check';
import { subjectsOf } from '../../lib/inventory/subject';

/** Findings about YAML documents, as `id property`. */
export function findings(...documents: unknown[]): string[] {
  const subjects = documents.flatMap((document) => subjectsOf(document, { path: 'k8s.yaml' }));
  return check(subjects).map(({ rule, property }) => `${rule.id} ${property}`);
}

/** Security context of a container under the Pod Security Standard `restricted`. */
export const SAFE = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
