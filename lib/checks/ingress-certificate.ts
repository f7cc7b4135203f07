import type { Inventory } from '../inventory/inventory';
import type { Subject } from '../inventory/subject';
import { asObjects, asText, asTexts } from '../json/read';
import { isIssued } from '../kubernetes/cert-manager';
import type { Report, Rule } from './rule';

/**
 * Two Ingresses of one class and namespace that bring two certificates for one host, of which one is served by chance; and
 * two that have cert-manager make one Secret for other hosts, which it does for the first alone.
 *
 * Source: cert-manager, pkg/controller/certificate-shim/sync.go: a Certificate of another Ingress is not updated.
 */
export const ingressCertificate: Rule = {
  id: 'kubernetes/ingress-certificate',
  severity: 'error',
  run: (inventory, report) => {
    twoSetsOfHosts(inventory, report);
    const first = new Map<string, { readonly ingress: Subject; readonly secret: string }>();
    for (const about of inventory.ofKind('Ingress')) {
      for (const { hosts, secretName } of asObjects(about.spec.tls)) {
        const secret = asText(secretName);
        if (secret === undefined) continue;
        for (const host of asTexts(hosts)) {
          const key = `${about.namespace}|${asText(about.spec.ingressClassName)}|${host}`;
          const other = first.get(key);
          if (other === undefined) first.set(key, { ingress: about, secret });
          if (other === undefined || other.secret === secret) continue;
          report({
            about,
            involved: [other.ingress],
            property: `tls of host "${host}"`,
            value: secret,
            why: `the Ingress "${other.ingress.name}" brings the certificate "${other.secret}" for the same host and class, and one of them is served by chance`,
            allowed: 'one certificate for a host',
            fix: {
              construct: "name one Secret in both: Tls.clusterIssuer('…', { secretName: '…' }), or Tls.secret('…')",
              yaml: 'name one Secret in both Ingresses',
            },
          });
        }
      }
    }
  },
};

function twoSetsOfHosts(inventory: Inventory, report: Report): void {
  const first = new Map<string, { readonly ingress: Subject; readonly hosts: string }>();
  for (const about of inventory.ofKind('Ingress').filter(({ annotations }) => isIssued(annotations))) {
    for (const { hosts, secretName } of asObjects(about.spec.tls)) {
      const secret = asText(secretName);
      if (secret === undefined) continue;
      const key = `${about.namespace}|${secret}`;
      const own = [...asTexts(hosts)].sort().join(', ');
      const other = first.get(key);
      if (other === undefined) first.set(key, { ingress: about, hosts: own });
      if (other === undefined || other.hosts === own) continue;
      report({
        about,
        involved: [other.ingress],
        property: `tls of Ingress "${about.name}", secretName`,
        value: secret,
        why: `the Ingress "${other.ingress.name}" has cert-manager make it for ${other.hosts}, and ${own} would have no certificate`,
        allowed: 'one Secret for one set of hosts',
        fix: {
          construct: "leave secretName out, or make one Certificate: Tls.clusterIssuer('…', { certificate: true })",
          yaml: 'name another Secret, or the same hosts in both',
        },
      });
    }
  }
}
