import { Refusal } from '../errors/refusal';
import type { Labels, Manifest } from '../kubernetes/api';
import { issuerOf } from '../kubernetes/cert-manager';
import type { ListenerDescription } from './gateway-listener';

/**
 * Annotations by which cert-manager makes the certificates of listeners.
 *
 * @throws where two listeners ask for different ones: an annotation is for the whole Gateway
 */
export function certificateAnnotations(all: readonly ListenerDescription[]): Labels {
  const asked = all.map(({ tls }) => tls?._annotations ?? {}).filter((one) => Object.keys(one).length > 0);
  const [first = {}] = asked;
  const other = asked.find((one) => JSON.stringify(one) !== JSON.stringify(first));
  if (other !== undefined) throw twoIssuers(issuerOf(first), issuerOf(other));
  return first;
}

/** Certificates that listeners ask cert-manager for, one a Secret, for the hosts of all listeners that name it. */
export function certificates(owner: string, labels: Labels, all: readonly ListenerDescription[]): Manifest[] {
  const bySecret = new Map<string, ListenerDescription[]>();
  for (const one of all) {
    const secret = one.tls?._secretFor(owner);
    if (secret !== undefined) bySecret.set(secret, [...(bySecret.get(secret) ?? []), one]);
  }
  return [...bySecret.values()].flatMap((sharing) => {
    const hosts = [...new Set(sharing.flatMap(({ host }) => host ?? []))];
    const [{ tls }] = sharing;
    return tls?._certificates({ serviceName: owner, hosts, labels, someHosts: false }) ?? [];
  });
}

function twoIssuers(one: unknown, other: unknown): Refusal {
  return new Refusal({
    property: 'listeners.tls',
    value: other,
    why: `the annotations of a Gateway are for all of its certificates, and another listener asks for another one of "${one}"`,
    allowed: 'one issuer, with the same times, for all listeners',
    fix: "ask by Certificates: Tls.clusterIssuer('…', { certificate: true, secretName: '…' })",
  });
}
