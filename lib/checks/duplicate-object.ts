import { at, newList } from '../inventory/at';
import { groupOf, type Subject } from '../inventory/subject';
import type { Rule } from './rule';

/** Two objects of one kind, namespace and name: the second overwrites the first when applied. */
export const duplicateObject: Rule = {
  id: 'kubernetes/duplicate-object',
  severity: 'error',
  run: ({ sameName }, report) => {
    const byIdentity = new Map<string, Subject[]>();
    for (const one of sameName) {
      if (one.name === undefined) continue; // of `generateName`
      at(byIdentity, [groupOf(one), one.kind, one.namespace, one.name].join('|'), newList<Subject>).push(one);
    }
    for (const same of byIdentity.values()) {
      const [about, ...involved] = same;
      if (involved.length === 0) continue;
      const namespace = about.namespace === undefined ? 'the namespace of the apply' : `namespace "${about.namespace}"`;
      report({
        about,
        involved,
        property: 'metadata.name',
        value: about.name,
        why: `${same.length} objects are the ${about.kind} "${about.name}" in ${namespace}: ${same.map(({ from }) => from).join(', ')}`,
        allowed: 'one object of a kind, namespace and name',
        fix: 'give one of them another `name`, or another namespace',
      });
    }
  },
};
