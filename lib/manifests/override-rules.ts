import { Refusal } from '../errors/refusal';
import { type Dictionary, isDictionary, valueAt } from '../json/dictionary';
import { asObjects } from '../json/read';
import { CLUSTER_LABEL } from '../kubernetes/labels';

/** Policy type, list of rules and list of peers of each direction. */
const DIRECTIONS = [
  ['Ingress', 'ingress', 'from'],
  ['Egress', 'egress', 'to'],
] as const;

/**
 * Refuses rules of egress in an override of a NetworkPolicy that does not isolate egress: they would say nothing.
 *
 * @param property property of the user's: `overrides.networkPolicy`
 */
export function checkRules(property: string, object: object, override: unknown): void {
  if (valueAt(object, 'kind') !== 'NetworkPolicy') return;
  const [made, given] = [object, override].map((whole) => valueAt(whole, 'spec'));
  if (!isDictionary(made) || !isDictionary(given) || !Array.isArray(given.egress)) return;
  const types = given.policyTypes === undefined ? made.policyTypes : given.policyTypes;
  if (!Array.isArray(types) || types.includes('Egress')) return;
  throw new Refusal({
    property: `${property}.spec.egress`,
    value: given.egress,
    why: `the policy has the types ${types.join(', ')}, so rules of egress say nothing`,
    allowed: 'rules of egress in a policy that isolates egress',
    fix: 'set `egress` on the release, which keeps what discovery needs open; or add policyTypes: ["Ingress", "Egress"]',
  });
}

/**
 * Refuses an override that takes the rule for members of the cluster out of a NetworkPolicy: its nodes would no longer
 * reach each other.
 *
 * @param property property of the user's: `overrides.networkPolicy`
 */
export function checkMembers(property: string, object: unknown, merged: unknown): void {
  if (valueAt(object, 'kind') !== 'NetworkPolicy') return;
  const types = valueAt(merged, 'spec', 'policyTypes');
  for (const [type, list, peers] of DIRECTIONS) {
    if (Array.isArray(types) && !types.includes(type)) continue;
    const [before, after] = [object, merged].map((whole) => valueAt(whole, 'spec', list));
    const rule = asObjects(before).find((one) => membersIn(one, peers).length > 0);
    if (rule === undefined || before === after || !(after === undefined || Array.isArray(after))) continue;
    const wanted = membersIn(rule, peers);
    const kept = asObjects(after).some((one) => membersIn(one, peers).some((cluster) => wanted.includes(cluster)));
    if (!kept) throw noMembers(`${property}.spec.${list}`, rule);
  }
}

/** Clusters whose members a rule admits. */
function membersIn(rule: Dictionary, peers: string): unknown[] {
  const labels = asObjects(rule[peers]).map((peer) => valueAt(peer, 'podSelector', 'matchLabels', CLUSTER_LABEL));
  return labels.filter((cluster) => cluster !== undefined);
}

function noMembers(property: string, rule: Dictionary): Refusal {
  return new Refusal({
    property,
    value: 'without the rule for members',
    why: 'members of the cluster could no longer reach each other',
    allowed: 'rules of which one admits the members',
    fix: `leave out { $patch: 'replace' } to add rules, or give this one too: ${JSON.stringify(rule)}`,
  });
}
