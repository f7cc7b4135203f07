import { Refusal } from '../errors/refusal';
import { isDictionary, valueAt } from '../json/dictionary';

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
