import type { Inventory } from '../inventory/inventory';
import { hangingRoutes, type Listener } from '../inventory/parent';
import { chooses, labelSelector } from '../inventory/selectors';
import type { Subject } from '../inventory/subject';
import { asObject, asText } from '../json/read';
import { NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import type { Rule } from './rule';

/** Route of a namespace that the listeners of its parent do not admit: it hangs nowhere. */
export const routeAdmission: Rule = {
  id: 'kubernetes/route-admission',
  severity: 'error',
  run: (inventory, report) => {
    for (const { route, parents } of hangingRoutes(inventory)) {
      const about = route.subject;
      for (const { subject, words, named } of parents) {
        if (named.length === 0 || named.some((one) => admits(one, subject, about, inventory))) continue;
        report({
          about,
          involved: [subject],
          property: `parentRefs: ${words}`,
          value: `a route of namespace "${about.namespace}"`,
          why: `its listeners admit routes ${namespaces(named[0])} alone, and every request would be answered with 404`,
          allowed: 'namespaces in allowedRoutes of the listener',
          fix: {
            construct: 'routesFrom: RouteNamespaces.all(), or RouteNamespaces.labelled({ … }), on the Gateway',
            yaml: 'write allowedRoutes: { namespaces: { from: All } } in the listener',
          },
        });
      }
    }
  },
};

function admits({ allowed }: Listener, parent: Subject, route: Subject, inventory: Inventory): boolean {
  const { from = 'Same', selector } = asObject(allowed.namespaces);
  // Which namespace a manifest without one goes to is not known.
  if (from === 'Same') return [parent.namespace, undefined].includes(route.namespace);
  if (from !== 'Selector' || route.namespace === undefined) return true;
  const own = inventory.namedIn(undefined, 'Namespace', route.namespace);
  const labels = { ...own?.labels, [NAMESPACE_NAME_LABEL]: route.namespace };
  const asked = labelSelector(selector);
  if (chooses(asked, labels)) return true;
  const { [NAMESPACE_NAME_LABEL]: name = route.namespace } = asked.labels;
  return own === undefined && name === route.namespace; // its other labels are not known
}

function namespaces({ allowed }: Listener): string {
  const { from } = asObject(allowed.namespaces);
  return asText(from) === 'Selector' ? 'of namespaces with its labels' : 'of its own namespace';
}
