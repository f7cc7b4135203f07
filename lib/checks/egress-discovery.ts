import { shownStrategy } from '../beam/discovery-variables';
import { isolates } from '../inventory/isolation';
import { variableOf } from '../inventory/workload';
import { asObjects } from '../json/read';
import { admitsDns, mayAdmitApiServer } from '../kubernetes/egress';
import type { Rule } from './rule';

/** Member whose egress is isolated and whose strategy cannot look up or ask: no cluster forms. */
export const egressDiscovery: Rule = {
  id: 'beam/egress-discovery',
  severity: 'error',
  run: ({ members }, report) => {
    for (const about of members) {
      const isolating = about.policies.filter((policy) => isolates(policy, 'Egress'));
      if (isolating.length === 0) continue;
      const strategy = shownStrategy((variable) => variableOf(about, variable));
      if (strategy === undefined) continue;
      const rules = isolating.flatMap(({ spec }) => asObjects(spec.egress));
      const missing = [
        ...(admitsDns(rules) ? [] : ['DNS']),
        ...(strategy.asksApi && !mayAdmitApiServer(rules) ? ['the API server'] : []),
      ];
      if (missing.length === 0) continue;
      report({
        about,
        involved: isolating,
        property: 'egress',
        value: isolating.map(({ name }) => name),
        why: `${strategy.variable} shows a strategy that needs ${missing.join(' and ')}, and no rule lets the pods reach it: no cluster forms`,
        allowed: `a rule of egress for ${missing.join(' and for ')}`,
        fix: {
          construct: missing.map((one) => FIXES[one]).join(' and '),
          yaml: 'add a rule: UDP and TCP on the port behind the DNS Service; TCP 6443 or 443 to the API server',
        },
      });
    }
  },
};

const FIXES: { readonly [missing: string]: string } = {
  DNS: 'add Egress.dns()',
  'the API server': "add Egress.apiServer('ADDRESS/32')",
};
