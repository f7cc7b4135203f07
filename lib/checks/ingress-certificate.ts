import type { Subject } from '../inventory/subject';
import { asObjects, asText, asTexts } from '../json/read';
import type { Rule } from './rule';

/** Two Ingresses of one class and namespace that bring two certificates for one host: which one is served is chance. */
export const ingressCertificate: Rule = {
  id: 'kubernetes/ingress-certificate',
  severity: 'error',
  run: (inventory, report) => {
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
