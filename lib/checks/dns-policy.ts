import type { Workload } from '../inventory/workload';
import { orElsewhere } from './elsewhere';
import type { Rule } from './rule';

/**
 * Member that must look up names of the cluster and asks the DNS of the machine, which does not know them unless it was
 * told to.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
 */
export const dnsPolicy: Rule = {
  id: 'beam/dns-policy',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: ({ members }, report) => {
    for (const about of members) {
      if (about.pod.dnsPolicy !== 'Default' || !looksUp(about)) continue;
      report({
        about,
        property: 'dnsPolicy',
        value: 'Default',
        why: 'the pods ask the DNS of their machine, which knows no Service and no pod: nodes do not find each other',
        allowed: 'ClusterFirst, or None with a dnsConfig that names the DNS of the cluster',
        fix: orElsewhere('remove the override', 'remove it: ClusterFirst is the default'),
      });
    }
  },
};

function looksUp(about: Workload): boolean {
  return about.strategy !== undefined || (about.textOf('RELEASE_NODE')?.includes('@$(POD_NAME).') ?? false);
}
