import type { Route } from '../inventory/route';
import type { Workload } from '../inventory/workload';
import { covers } from '../kubernetes/route-hosts';
import { waiverKey } from '../risks/accepted-risks';
import type { Rule } from './rule';

/**
 * Phoenix application that no way in leads to by the host that it knows: `check_origin` refuses every socket of another
 * host, and links go elsewhere. Further hosts beside that one are fine.
 */
export const phoenixHost: Rule = {
  id: 'beam/phoenix-host',
  severity: 'error',
  risk: 'other-host',
  holdsAsMade: true,
  run: (inventory, report) => {
    const others = new Map<Workload, Route>();
    const known = new Set<Workload>();
    for (const route of inventory.routes) {
      const { hosts } = route;
      for (const { name } of route.backends) {
        const service = inventory.named('Service', name, route.subject);
        for (const workload of service === undefined ? [] : inventory.selectedBy(service)) {
          const host = workload.textOf('PHX_HOST');
          if (host === undefined || host.includes('$(')) continue;
          if (hosts.some((one) => one === undefined || covers(one, host))) known.add(workload);
          else if (!others.has(workload)) others.set(workload, route);
        }
      }
    }
    for (const [workload, { subject: about, hosts }] of others) {
      if (known.has(workload)) continue;
      const host = workload.textOf('PHX_HOST');
      report({
        about,
        involved: [workload],
        property: `${about.kind} "${about.name}", host`,
        value: hosts,
        why: `PHX_HOST is ${host}: Phoenix refuses sockets from pages of another host (403), so that LiveView does not connect, and makes links to ${host}`,
        allowed: `${host}, with others beside it`,
        fix: {
          construct:
            "remove the override, and set `host`; behind a proxy that has that host: allow: [Waiver.otherHost('why')]",
          yaml: `write the same host in both; behind a proxy that has it, say so in the annotation ${waiverKey('other-host')}`,
        },
      });
    }
  },
};
