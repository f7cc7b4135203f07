import { isMember } from '../inventory/workload';
import { asObject, asObjects } from '../json/read';
import { isForDns } from '../kubernetes/egress';
import { isolating } from './members-rule';
import type { Rule } from './rule';

/**
 * Release that a policy of the whole namespace leaves without a connection, and that has no rule of its own: it reaches no
 * database and no other service. A policy for these pods alone, one without rules too, says that it is meant. Of members
 * beam/member-policy tells.
 */
export const egressClosed: Rule = {
  id: 'beam/egress-closed',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: ({ workloads }, report) => {
    for (const about of workloads) {
      if (about.release === undefined || isMember(about)) continue;
      const policies = isolating(about, 'Egress');
      if (policies.length === 0 || !policies.every(({ spec }) => isOfNamespace(spec.podSelector))) continue;
      if (!policies.flatMap(({ spec }) => asObjects(spec.egress)).every(isForDns)) continue;
      report({
        about,
        involved: policies,
        property: 'egress',
        value: 'not given',
        why: `NetworkPolicy "${policies[0].name}" denies every connection from pods of the namespace that no other policy allows`,
        allowed: 'the connections that the release opens; none of its own by an empty list',
        fix: {
          construct: 'for example egress: [Egress.dns(), Egress.to(NetworkPeer.pods({ app: "postgres" }), [5432])]',
          yaml: 'add a NetworkPolicy for these pods with the policy type Egress and its rules',
        },
      });
    }
  },
};

function isOfNamespace(selector: unknown): boolean {
  return Object.keys(asObject(selector)).length === 0;
}
