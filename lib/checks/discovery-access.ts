import type { Inventory } from '../inventory/inventory';
import type { Subject } from '../inventory/subject';
import { isMember, type Workload } from '../inventory/workload';
import { asObject, asObjects, asText, asTexts } from '../json/read';
import { NAME_LABEL } from '../kubernetes/labels';
import type { Report, Rule } from './rule';

/**
 * Member whose right to list pods does not reach it: no token, or another ServiceAccount than the binding names. The
 * API server answers 403, and libcluster disconnects everybody.
 */
export const discoveryAccess: Rule = {
  id: 'beam/discovery-access',
  severity: 'error',
  run: (inventory, report) => {
    for (const binding of inventory.ofKind('RoleBinding')) {
      if (!givesDiscovery(binding, inventory)) continue;
      for (const kind of ['Deployment', 'StatefulSet']) {
        const about = inventory.workloadNamed(kind, asText(binding.labels[NAME_LABEL]), binding);
        if (about && isMember(about)) inMember(about, binding, report);
      }
    }
  },
};

function givesDiscovery(binding: Subject, inventory: Inventory): boolean {
  const role = inventory.named('Role', asText(asObject(binding.manifest.roleRef).name), binding);
  return asObjects(role?.manifest.rules).some(
    ({ resources }) => asTexts(resources).includes('pods') || asTexts(resources).includes('endpoints'),
  );
}

function inMember(about: Workload, binding: Subject, report: Report): void {
  const { serviceAccountName = 'default', automountServiceAccountToken: token } = about.pod;
  const bound = asObjects(binding.manifest.subjects).map(({ name }) => name);
  if (!bound.includes(serviceAccountName)) {
    report({
      about,
      involved: [binding],
      property: 'serviceAccountName',
      value: serviceAccountName,
      why: `discovery asks the API server, and the RoleBinding "${binding.name}" gives the right to ${bound.join(', ')}`,
      allowed: 'the ServiceAccount of the RoleBinding',
      fix: {
        construct: 'set `serviceAccountName` on the release instead of patching it: the RoleBinding follows',
        yaml: 'name the same ServiceAccount in both',
      },
    });
  }
  if (token !== false && token !== undefined) return;
  report({
    about,
    involved: [binding],
    property: 'automountServiceAccountToken',
    value: token,
    why: 'discovery asks the API server, and without a token it is refused: every node disconnects from all others',
    allowed: 'true, with a strategy that reads the API',
    fix: { construct: 'remove the override', yaml: 'set it to true in the pod template' },
  });
}
