import { POD_VARIABLES } from '../beam/node-name';
import type { PodContainer } from '../inventory/container';
import { mayBring } from '../inventory/environment-sources';
import type { Inventory } from '../inventory/inventory';
import type { Workload } from '../inventory/workload';
import { asObject, asText } from '../json/read';
import { references } from '../kubernetes/environment';
import { orElsewhere } from './elsewhere';
import type { Report, Rule } from './rule';

/**
 * Variables of a member's start script that do not fit each other: a long name without RELEASE_DISTRIBUTION=name, a name
 * that no VM takes, or one that every pod has.
 */
export const releaseEnvironment: Rule = {
  id: 'beam/release-environment',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const about of inventory.members) {
      const { release } = about;
      if (release === undefined) continue;
      inDistribution(about, release, inventory, report);
      const node = release.textOf('RELEASE_NODE');
      if (node !== undefined) inNode(about, release, node, report);
    }
  },
};

function inDistribution(about: Workload, release: PodContainer, inventory: Inventory, report: Report): void {
  const given = release.variables.get('RELEASE_DISTRIBUTION');
  const isLong = given === undefined ? !release.textOf('RELEASE_NODE')?.includes('@') : asText(given.value) === 'name';
  if (isLong || (given !== undefined && given.value === undefined)) return;
  if (given === undefined && comesFromElsewhere(about, release, 'RELEASE_DISTRIBUTION', inventory)) return;
  report({
    about,
    property: `container ${release.name}, env RELEASE_DISTRIBUTION`,
    value: given?.value,
    why: 'an address or a full name is a long node name, and only `name` starts a node with one; the default is sname',
    allowed: 'name',
    fix: orElsewhere('remove the override', 'write name'),
  });
}

function comesFromElsewhere(about: Workload, { envFrom }: PodContainer, name: string, inventory: Inventory): boolean {
  return envFrom.some((source) => mayBring(source, name, about, inventory));
}

/** Hosts that are the pod itself, whichever pod dials them. */
const LOOPBACK = /^(localhost|127\.[\d.]+|::1)$/;

function inNode(about: Workload, release: PodContainer, node: string, report: Report): void {
  const property = `container ${release.name}, env RELEASE_NODE`;
  const [base, ...rest] = node.split('@');
  const host = rest.join('@');
  if (rest.length !== 1 || host === '' || !/^([A-Za-z0-9_-]|\$\([^()]+\))+$/.test(base)) {
    report({
      about,
      property,
      value: node,
      why: 'the VM stops at boot: a long node name is BASENAME@HOST, and a basename has letters, digits, `_` and `-`',
      allowed: 'BASENAME@$(POD_IP)',
      fix: orElsewhere('remove the override; set `nodeBasename` on the ErlangCluster', 'write BASENAME@$(POD_IP)'),
    });
    return;
  }
  const used = references(host);
  if (used.length === 0 && (LOOPBACK.test(host) || about.spec.replicas !== 1)) {
    report({
      about,
      property,
      value: node,
      why: 'every pod would have this name, and dial itself by it',
      allowed: 'BASENAME@$(POD_IP), or the full name of the pod of a StatefulSet',
      fix: orElsewhere('remove the override', 'write BASENAME@$(POD_IP)'),
    });
  }
  for (const name of used) inFact(about, release, name, report);
}

/** Facts of the pod that node names are made of. */
const FACTS: ReadonlyMap<string, string> = new Map(Object.entries(POD_VARIABLES));

function inFact(about: Workload, release: PodContainer, name: string, report: Report): void {
  const fieldPath = FACTS.get(name);
  const variable = release.variables.get(name);
  if (fieldPath === undefined || variable === undefined) return;
  const { value, valueFrom } = variable;
  if (asObject(asObject(valueFrom).fieldRef).fieldPath === fieldPath) return;
  if (name === 'POD_NAMESPACE' && value !== undefined && value === about.namespace) return;
  report({
    about,
    property: `container ${release.name}, env ${name}`,
    value: value ?? valueFrom,
    why: "the node is named after it, and it is not the pod's own: the others dial somebody else",
    allowed: `valueFrom: { fieldRef: { fieldPath: '${fieldPath}' } }`,
    fix: orElsewhere('remove the override', `take it from the field ${fieldPath}`),
  });
}
