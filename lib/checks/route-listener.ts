import { type HangingRoute, hangingRoutes, type Listener, type Parent, takesKind } from '../inventory/parent';
import { hostsMeet } from '../kubernetes/route-hosts';
import { listed } from './listed';
import type { Report, Rule } from './rule';

/** Route whose parent has no listener that it names, or none that takes one of its hosts: every request is a 404. */
export const routeListener: Rule = {
  id: 'kubernetes/route-listener',
  severity: 'error',
  run: (inventory, report) => {
    for (const hanging of hangingRoutes(inventory)) inRoute(hanging, report);
  },
};

function inRoute({ route: { subject: about, hosts }, parents }: HangingRoute, report: Report): void {
  for (const parent of parents) {
    const fitting = parent.named.filter((one) => takesKind(one, about.kind));
    if (fitting.length === 0) {
      noListener(parent, about.kind, (finding) => report({ about, ...finding }));
      continue;
    }
    if (fitting.some((one) => hosts.some((host) => meets(one, host)))) continue;
    report({
      about,
      involved: [parent.subject],
      property: `${about.kind} "${about.name}", hostnames`,
      value: hosts,
      why: `no listener of ${parent.words} takes one of them, and every request would be answered with 404`,
      allowed: `hosts of its listeners: ${listed(fitting.map(({ host }) => host))}`,
      fix: {
        construct: 'give the Gateway a listener for the host, or the endpoint another host',
        yaml: 'write a host of the listener, or a listener for the host',
      },
    });
  }
}

type Told = (finding: Omit<Parameters<Report>[0], 'about'>) => void;

function noListener({ subject, words, every, named }: Parent, kind: string, report: Told): void {
  const fitting = every.filter((one) => takesKind(one, kind));
  report({
    involved: [subject],
    property: `parentRefs: ${words}`,
    value: named.length === 0 ? 'no listener' : `listeners of ${listed(named.map(({ protocol }) => protocol))}`,
    why: `the ${kind} would hang nowhere, and every request would be answered with 404`,
    allowed: `listeners that take the kind ${kind}: ${listed(fitting.map(({ name }) => name))}`,
    fix: {
      construct: 'name a listener that there is in `sectionName`, or give the Gateway one of that name',
      yaml: 'name a listener of the parent in sectionName',
    },
  });
}

function meets(listener: Listener, host: string | undefined): boolean {
  return listener.host === undefined || host === undefined || hostsMeet(listener.host, host);
}
