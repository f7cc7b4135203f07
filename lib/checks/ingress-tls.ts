import type { Inventory } from '../inventory/inventory';
import type { Route } from '../inventory/route';
import { asObjects, asTexts } from '../json/read';
import { isIssued } from '../kubernetes/cert-manager';
import { covers } from '../kubernetes/route-hosts';
import { waiverKey } from '../risks/accepted-risks';
import type { Report, Rule } from './rule';

/** Ingress that serves a host without the certificate that it asks for: cert-manager's annotation, or its other hosts'. */
export const ingressTls: Rule = {
  id: 'kubernetes/ingress-tls',
  severity: 'error',
  risk: 'plain-http',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const route of inventory.routes) if (route.subject.kind === 'Ingress') inIngress(route, inventory, report);
  },
};

function inIngress({ subject: about, hosts, backends }: Route, inventory: Inventory, report: Report): void {
  const certificates = asObjects(about.spec.tls);
  const isEncrypted = (host: string) =>
    certificates.some(({ hosts: own }) => !Array.isArray(own) || asTexts(own).some((one) => covers(one, host)));
  if (certificates.length === 0 && !isIssued(about.annotations)) return;
  const plain = hosts.filter((host): host is string => host !== undefined && !isEncrypted(host));
  if (plain.length === 0) return;
  const services = backends.map(({ name }) => inventory.named('Service', name, about));
  report({
    about,
    involved: services.flatMap((service) => (service === undefined ? [] : inventory.selectedBy(service))),
    property: `Ingress "${about.name}", tls`,
    value: certificates.flatMap(({ hosts: own }) => asTexts(own)),
    why: `${plain.join(', ')} has no certificate: session cookies would cross the network in the open, or with a certificate that no browser takes`,
    allowed: `tls with the host ${plain.join(', ')}`,
    fix: {
      construct:
        "remove the override, and set `host` and `tls`; where nothing encrypts: allow: [Waiver.plainHttp('why')]",
      yaml: `name the host in spec.tls; where nothing encrypts, say why in the annotation ${waiverKey('plain-http')}`,
    },
  });
}
