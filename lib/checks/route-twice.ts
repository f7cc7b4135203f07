import type { Backend, Route } from '../inventory/route';
import type { Subject } from '../inventory/subject';
import { asObjects, asPort, asText } from '../json/read';
import type { Rule } from './rule';

/**
 * Two ways in of one namespace that take the same requests, by host and path, to different Services: one of them never
 * gets any. Canaries of ingress-nginx are meant so.
 */
export const routeTwice: Rule = {
  id: 'kubernetes/route-twice',
  severity: 'error',
  run: ({ routes }, report) => {
    const first = new Map<string, { readonly subject: Subject; readonly backends: readonly Backend[] }>();
    for (const { subject, ways } of sharingHosts(routes)) {
      for (const entry of entriesOf(subject)) {
        for (const { host, match, backends } of ways) {
          const key = `${subject.kind}|${subject.namespace}|${entry}|${host}|${match}`;
          const other = first.get(key);
          if (other === undefined) first.set(key, { subject, backends });
          if (other === undefined || isSame(other.backends, backends)) continue;
          report({
            about: subject,
            involved: other.subject === subject ? [] : [other.subject],
            property: `${subject.kind} "${subject.name}", ${host ?? 'every host'}, ${match}`,
            value: backends,
            why: `the ${other.subject.kind} "${other.subject.name}" takes the same requests to ${JSON.stringify(other.backends)}: one of them never gets any`,
            allowed: 'one Service for a host and path',
            fix: {
              construct: 'give one of them another `host`, or other `paths`',
              yaml: 'give one of them another host or path',
            },
          });
        }
      }
    }
  },
};

/** Kinds whose ways are told apart by host and what they match. */
const KINDS: readonly string[] = ['Ingress', 'HTTPRoute', 'GRPCRoute', 'TLSRoute'];

/** Ways in that take a host which another one takes too: of most hosts there is one. */
function sharingHosts(routes: readonly Route[]): Set<Route> {
  const byHost = new Map<string, Route>();
  const sharing = new Set<Route>();
  for (const route of routes) {
    const { subject, hosts } = route;
    if (!KINDS.includes(subject.kind) || isCanary(subject)) continue;
    for (const host of hosts) {
      const key = `${subject.kind}|${subject.namespace}|${host}`;
      const other = byHost.get(key);
      if (other === undefined) byHost.set(key, route);
      else sharing.add(other).add(route);
    }
  }
  return sharing;
}

/** Entries that a way in hangs at: the class of an Ingress, the parents of a route. */
function entriesOf({ kind, spec, annotations, namespace: own }: Subject): string[] {
  if (kind === 'Ingress') return [asText(spec.ingressClassName) ?? asText(annotations[CLASS]) ?? ''];
  return asObjects(spec.parentRefs).map(({ kind: parent = 'Gateway', namespace = own, name, sectionName, port }) =>
    [parent, namespace, name, sectionName, port].map((one) => asPort(one) ?? '').join('/'),
  );
}

const CLASS = 'kubernetes.io/ingress.class';

/** Source: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary. */
function isCanary({ annotations }: Subject): boolean {
  return annotations['nginx.ingress.kubernetes.io/canary'] === 'true';
}

function isSame(some: Route['backends'], others: Route['backends']): boolean {
  return some === others || JSON.stringify(some) === JSON.stringify(others);
}
