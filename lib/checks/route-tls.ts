import { hangingRoutes } from '../inventory/parent';
import { waiverKey } from '../risks/accepted-risks';
import type { Rule } from './rule';

/** Route to pods at a listener of plain HTTP: of a Gateway that is among the manifests, whose listeners are known. */
export const routeTls: Rule = {
  id: 'kubernetes/route-tls',
  severity: 'error',
  risk: 'plain-http',
  run: (inventory, report) => {
    for (const { route, parents } of hangingRoutes(inventory)) {
      const { subject: about, backends } = route;
      if (backends.length === 0) continue; // a redirect has none
      for (const { subject, words, named } of parents) {
        const plain = named.find(({ protocol }) => protocol === 'HTTP');
        if (plain === undefined) continue;
        const services = backends.map(({ name }) => inventory.named('Service', name, about));
        const pods = services.flatMap((service) => (service === undefined ? [] : inventory.selectedBy(service)));
        report({
          about,
          involved: [subject, ...pods],
          property: `parentRefs: ${words}`,
          value: `the listener "${plain.name}" of plain HTTP`,
          why: 'session cookies would cross the network in the open, and a generated prod configuration makes https links',
          allowed: 'listeners of HTTPS, with a redirect at that of HTTP',
          fix: {
            construct: `sectionName: 'https', httpSectionName: '${plain.name}'; where nothing encrypts: allow: [Waiver.plainHttp('why')]`,
            yaml: `name a listener of HTTPS in sectionName; where nothing encrypts, say why in the annotation ${waiverKey('plain-http')}`,
          },
        });
      }
    }
  },
};
