import { at, newList } from '../inventory/at';
import { runnersIn } from '../inventory/runner-quota';
import type { Subject } from '../inventory/subject';
import type { Rule } from './rule';

/**
 * Quotas of one namespace that let a different number of runners be there: each counts the runners of every release, so
 * that the larger numbers are never reached.
 */
export const runnerQuota: Rule = {
  id: 'kubernetes/runner-quota',
  severity: 'error',
  run: (inventory, report) => {
    const all = inventory.ofKind('ResourceQuota');
    if (all.length < 2) return;
    const namespaces = new Map<string | undefined, Subject[]>();
    for (const quota of all) {
      if (runnersIn(quota) !== undefined) at(namespaces, quota.namespace, newList<Subject>).push(quota);
    }
    for (const quotas of namespaces.values()) {
      const numbers = quotas.map((quota) => runnersIn(quota) as number);
      const least = Math.min(...numbers);
      const larger = quotas.find((_, index) => numbers[index] > least);
      if (larger === undefined) continue;
      report({
        about: larger,
        involved: quotas.filter((one) => one !== larger),
        property: `ResourceQuota "${larger.name}", pods`,
        value: runnersIn(larger),
        why: `each quota counts the pods with a longest life of the whole namespace: ${quotas.map(({ name }, index) => `${name} ${numbers[index]}`).join(', ')}, so there are ${least} at most`,
        allowed: 'the same number in all of them',
        fix: {
          construct: 'give Runners.flame the same `max` on each release: the number of runners of the whole namespace',
          yaml: 'keep one of the quotas, or put the pods into namespaces of their own',
        },
      });
    }
  },
};
