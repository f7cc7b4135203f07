import { isName, type NameRuleName } from '../kubernetes/names';
import type { Rule } from './rule';

/** Rule of the name by kind; every other kind takes a DNS subdomain. */
const BY_KIND: ReadonlyMap<string, NameRuleName> = new Map([
  ['CronJob', 'cronJob'],
  ['Job', 'job'],
  ['Service', 'service'],
  ['StatefulSet', 'statefulSet'],
]);

/** Kinds whose names are path segments and may hold `:`. */
const FREE: ReadonlySet<string> = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);

/** Name that some supported Kubernetes refuses. */
export const objectName: Rule = {
  id: 'kubernetes/object-name',
  severity: 'error',
  run: ({ all }, report) => {
    for (const about of all) {
      const { kind, name, manifest } = about;
      if (FREE.has(kind) || isName(BY_KIND.get(kind) ?? 'subdomain', name) || generates(manifest.metadata)) continue;
      report({
        about,
        property: 'metadata.name',
        value: name,
        why: `some supported Kubernetes refuses a ${kind} of this name`,
        allowed: 'lower-case letters, digits and `-`, within the length that the kind allows',
        fix: { construct: 'choose another `name`', yaml: 'choose another metadata.name' },
      });
    }
  },
};

function generates(metadata: unknown): boolean {
  return typeof (metadata as { generateName?: unknown } | undefined | null)?.generateName === 'string';
}
