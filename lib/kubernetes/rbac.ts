import type { Dictionary } from '../json/dictionary';
import { asObjects, asTexts } from '../json/read';

const EVERY = '*';

/**
 * Whether rules of a Role give the right to list all objects of a resource of the core group. A rule with names of
 * objects does not: a list asks for all of them.
 *
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export function letsList(rules: unknown, resource: string): boolean {
  return asObjects(rules).some(
    ({ apiGroups, resources, verbs, resourceNames }) =>
      has(apiGroups, '') && has(resources, resource) && has(verbs, 'list') && asTexts(resourceNames).length === 0,
  );
}

function has(list: unknown, wanted: string): boolean {
  const texts = asTexts(list);
  return texts.includes(wanted) || texts.includes(EVERY);
}

/** Whether a subject of a RoleBinding is a ServiceAccount of a namespace. */
export function isAccount({ kind, name, namespace }: Dictionary, account: unknown, of: string | undefined): boolean {
  return (
    kind === 'ServiceAccount' && name === account && (of === undefined || namespace === undefined || namespace === of)
  );
}
