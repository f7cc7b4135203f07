import type { Workload } from '../inventory/workload';
import { asObjects } from '../json/read';
import { admitsDns, mayAdmitApiServer } from '../kubernetes/egress';
import { isolating } from './members-rule';
import type { Rule } from './rule';

/** Member whose egress is isolated and whose strategy cannot look up or ask: no cluster forms. */
export const egressDiscovery: Rule = {
  id: 'beam/egress-discovery',
  severity: 'error',
  holdsAsMade: true,
  run: ({ members }, report) => {
    for (const about of members) {
      const policies = isolating(about, 'Egress');
      if (policies.length === 0) continue;
      const needs = needsOf(about);
      if (needs === undefined) continue;
      const rules = policies.flatMap(({ spec }) => asObjects(spec.egress));
      const missing = [
        ...(admitsDns(rules) ? [] : ['DNS']),
        ...(needs.asksApi && !mayAdmitApiServer(rules) ? ['the API server'] : []),
      ];
      if (missing.length === 0) continue;
      report({
        about,
        involved: policies,
        property: 'egress',
        value: policies.map(({ name }) => name),
        why: `${needs.variable} shows a strategy that needs ${missing.join(' and ')}, and no rule lets the pods reach it: no cluster forms`,
        allowed: `a rule of egress for ${missing.join(' and for ')}`,
        fix: {
          construct: missing.map((one) => FIXES[one]).join(' and '),
          yaml: 'add a rule: UDP and TCP on the port behind the DNS Service; TCP 6443 or 443 to the API server',
        },
      });
    }
  },
};

/** What the environment says that discovery needs: nodes with stable names are dialled by their names. */
function needsOf(about: Workload): { readonly variable: string; readonly asksApi: boolean } | undefined {
  if (about.strategy !== undefined) return about.strategy;
  const byName = about.textOf('RELEASE_NODE')?.includes('@$(POD_NAME).');
  return byName ? { variable: 'RELEASE_NODE', asksApi: false } : undefined;
}

const FIXES: { readonly [missing: string]: string } = {
  DNS: 'add Egress.dns()',
  'the API server': "add Egress.apiServer('ADDRESS/32')",
};
