import { Refusal } from '../errors/refusal';
import { valueAt } from '../json/dictionary';
import { asObjects } from '../json/read';

/**
 * Refuses an override that takes the certificate from an Ingress.
 *
 * @param property property of the user's: `overrides.exposures.Ingress`
 */
export function checkKeepsTls(property: string, made: unknown, overridden: unknown): void {
  if (made === overridden) return;
  const [before, after] = [made, overridden].map((object) => asObjects(valueAt(object, 'spec', 'tls')));
  if (before.length === 0 || after.length > 0) return;
  throw new Refusal({
    property: `${property}.spec.tls`,
    value: 'none',
    why: 'session cookies would cross the network in the open, and a generated prod configuration makes https links',
    allowed: 'the certificate of the way in, or another one',
    fix: "remove the override; for a certificate of the load balancer: Tls.loadBalancer(); where nothing encrypts: allow: [Waiver.plainHttp('why')]",
  });
}
