import { waiverKey } from '../risks/accepted-risks';
import type { Rule } from './rule';

/**
 * StatefulSet of members whose pods start one after the other: where readiness waits for other nodes, a cluster that is
 * down as a whole does not come back.
 */
export const podManagement: Rule = {
  id: 'beam/pod-management',
  severity: 'error',
  risk: 'ordered-start',
  holdsAsMade: true,
  run: ({ members }, report) => {
    for (const about of members) {
      const { kind, spec } = about;
      if (kind !== 'StatefulSet' || spec.podManagementPolicy === 'Parallel') continue;
      report({
        about,
        property: 'spec.podManagementPolicy',
        value: spec.podManagementPolicy,
        why: 'the second pod starts when the first is Ready: with a readiness that waits for other nodes none ever is, and after an outage a pod that cannot start keeps the rest away',
        allowed: 'Parallel',
        fix: {
          construct: "remove the override; where the order is needed: allow: [Waiver.orderedStart('why')]",
          yaml: `write Parallel (the default is OrderedReady); where the order is needed, say why in the annotation ${waiverKey('ordered-start')}`,
        },
      });
    }
  },
};
