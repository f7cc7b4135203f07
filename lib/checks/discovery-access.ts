import { KUBERNETES_LOOKUP } from '../beam/discovery-variables';
import { at, newList, newMap } from '../inventory/at';
import type { Inventory } from '../inventory/inventory';
import type { Subject } from '../inventory/subject';
import type { Workload } from '../inventory/workload';
import { asObject, asObjects, asText } from '../json/read';
import { NAME_LABEL } from '../kubernetes/labels';
import { isAccount, letsList } from '../kubernetes/rbac';
import { orElsewhere } from './elsewhere';
import { listed } from './listed';
import type { Finding, Report, Rule } from './rule';

/**
 * Member whose right to list pods does not reach it: a Role that does not give it, a binding of another ServiceAccount,
 * or no token. The API server answers 403, and libcluster disconnects everybody.
 */
export const discoveryAccess: Rule = {
  id: 'beam/discovery-access',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    const all = inventory.ofKind('RoleBinding');
    if (all.length === 0) return;
    const bindings = bindingsByName(all);
    for (const member of inventory.members) inMember(member, bindings, inventory, report);
  },
};

/** Bindings by namespace, and there by the workload that their label names and by the accounts that they are for. */
type Bindings = ReadonlyMap<string | undefined, ReadonlyMap<string, readonly Subject[]>>;

function bindingsByName(all: readonly Subject[]): Bindings {
  const bindings = new Map<string | undefined, Map<string, Subject[]>>();
  for (const binding of all) {
    const own = at(bindings, binding.namespace, newMap<string, Subject[]>);
    const label = asText(binding.labels[NAME_LABEL]);
    if (label !== undefined) at(own, `label ${label}`, newList<Subject>).push(binding);
    for (const { name } of asObjects(binding.manifest.subjects)) {
      if (typeof name === 'string') at(own, `account ${name}`, newList<Subject>).push(binding);
    }
  }
  return bindings;
}

const NONE: readonly Subject[] = [];

function inMember(about: Workload, bindings: Bindings, inventory: Inventory, report: Report): void {
  const own = bindings.get(about.namespace);
  if (own === undefined) return;
  const account = asText(about.pod.serviceAccountName) ?? 'default';
  const asks = about.strategy?.asksApi ?? false;
  const labelled = own.get(`label ${about.name}`) ?? NONE;
  const candidates = asks ? [...labelled, ...(own.get(`account ${account}`) ?? NONE)] : labelled;
  const lookup = asks ? about.textOf(KUBERNETES_LOOKUP) : undefined;
  const resources = lookup === 'pods' || lookup === 'endpoints' ? [lookup] : ['pods', 'endpoints'];
  const granting = candidates.filter((binding) => gives(binding, resources, inventory));
  const isBound = (binding: Subject) =>
    asObjects(binding.manifest.subjects).some((subject) => isAccount(subject, account, about.namespace));
  if (granting.length > 0) {
    if (!granting.some(isBound)) report(otherAccount(about, granting[0], account));
    if (!hasToken(about, account, inventory)) report(noToken(about, granting[0]));
  } else if (asks && candidates.length > 0) {
    report(noRight(about, candidates[0], resources.join(' or '), inventory));
  }
}

/** Whether a binding gives the list of one of these resources. What a ClusterRole gives is not looked at. */
function gives(binding: Subject, resources: readonly string[], inventory: Inventory): boolean {
  if (asObject(binding.manifest.roleRef).kind === 'ClusterRole') return true;
  const rules = roleOf(binding, inventory)?.manifest.rules;
  return resources.some((resource) => letsList(rules, resource));
}

function roleOf(binding: Subject, inventory: Inventory): Subject | undefined {
  return inventory.named('Role', asText(asObject(binding.manifest.roleRef).name), binding);
}

function noRight(about: Workload, binding: Subject, resource: string, inventory: Inventory): Finding {
  const role = roleOf(binding, inventory);
  return {
    about: role ?? binding,
    involved: [binding, about],
    property: role ? `Role "${role.name}", rules` : `RoleBinding "${binding.name}", roleRef`,
    value: role ? role.manifest.rules : binding.manifest.roleRef,
    why: `discovery lists ${resource} through the API server, and it is refused: every node disconnects from all others`,
    allowed: `a Role with apiGroups: [''], resources: ['${resource}'], verbs: ['list'] and no resourceNames`,
    fix: orElsewhere('remove the override', 'give the Role that rule'),
  };
}

function otherAccount(about: Workload, binding: Subject, account: string): Finding {
  const bound = asObjects(binding.manifest.subjects).map(({ name }) => name);
  return {
    about,
    involved: [binding],
    property: 'serviceAccountName',
    value: account,
    why: `discovery asks the API server, and the RoleBinding "${binding.name}" gives the right to ${listed(bound)}`,
    allowed: 'the ServiceAccount of the RoleBinding, in this namespace',
    fix: orElsewhere(
      'set `serviceAccountName` on the release instead of patching it: the RoleBinding follows',
      'name the same ServiceAccount in both',
    ),
  };
}

/** Whether the pods get a token: they or their ServiceAccount say so, or a volume brings one. */
function hasToken(about: Workload, account: string, inventory: Inventory): boolean {
  const { automountServiceAccountToken: own, volumes } = about.pod;
  const token = own ?? inventory.named('ServiceAccount', account, about)?.manifest.automountServiceAccountToken;
  if (token !== false) return true;
  const sources = asObjects(volumes).flatMap(({ projected }) => asObjects(asObject(projected).sources));
  return sources.some(({ serviceAccountToken }) => serviceAccountToken !== undefined);
}

function noToken(about: Workload, binding: Subject): Finding {
  return {
    about,
    involved: [binding],
    property: 'automountServiceAccountToken',
    value: about.pod.automountServiceAccountToken,
    why: 'discovery asks the API server, and without a token it is refused: every node disconnects from all others',
    allowed: 'true, with a strategy that reads the API',
    fix: { construct: 'remove the override', yaml: 'set it to true in the pod template' },
  };
}
