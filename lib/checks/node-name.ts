import type { Workload } from '../inventory/workload';
import { asText } from '../json/read';
import { waiverKey } from '../risks/accepted-risks';
import type { Report, Rule } from './rule';

/** Node whose name the others cannot find: it is alone, though its pod is Ready. */
export const nodeName: Rule = {
  id: 'beam/node-name',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: ({ members }, report) => {
    for (const about of members) {
      const node = about.textOf('RELEASE_NODE');
      if (node === undefined) continue;
      if (node.includes('@$(POD_NAME)')) afterName(about, node, report);
      else if (node.endsWith('@$(POD_IP)')) afterAddress(about, node, report);
    }
  },
};

function afterName(about: Workload, node: string, report: Report): void {
  const { strategy, kind, spec, namespace } = about;
  const serviceName = asText(spec.serviceName);
  const byAddress = strategy?.finds === 'addresses';
  if (kind !== 'StatefulSet' || byAddress) {
    report({
      about,
      property: 'RELEASE_NODE',
      value: node,
      why: byAddress
        ? `${strategy.variable} says that discovery looks up addresses, and a node of that name is not found by its address`
        : `the pods of a ${kind} have no names in DNS`,
      allowed: 'BASENAME@$(POD_IP)',
      fix: {
        construct: 'remove the override; for stable names: stableNames: true with Discovery.kubernetesDnsSrv()',
        yaml: 'write BASENAME@$(POD_IP); for stable names use a StatefulSet with libcluster Kubernetes.DNSSRV',
      },
    });
    return;
  }
  const [, service, inside, svc, ...domain] = node.slice(node.indexOf('@') + 1).split('.');
  const isOwn = inside === '$(POD_NAMESPACE)' || namespace === undefined || inside === namespace;
  if (service === serviceName && isOwn && svc === 'svc' && domain.length > 0) return;
  report({
    about,
    property: 'RELEASE_NODE',
    value: node,
    why: `it is not the pod's full name in DNS, by which the others dial it: the StatefulSet's serviceName is ${serviceName}`,
    allowed: `BASENAME@$(POD_NAME).${serviceName}.$(POD_NAMESPACE).svc.DOMAIN`,
    fix: { construct: 'remove the override', yaml: `write the full name, with the cluster's domain: ${FULL}` },
  });
}

const FULL = 'BASENAME@$(POD_NAME).SERVICE.$(POD_NAMESPACE).svc.cluster.local';

function afterAddress(about: Workload, node: string, report: Report): void {
  const { strategy } = about;
  if (strategy?.finds !== 'names') return;
  report({
    about,
    property: 'RELEASE_NODE',
    value: node,
    why: `${strategy.variable} says that discovery looks up names, and a node that is named after its address has another one`,
    allowed: FULL,
    fix: {
      construct: 'remove the override; for names after addresses: Discovery.dnsCluster()',
      yaml: `write the pod's full name, or say why not in the annotation ${waiverKey('settings-elsewhere')}`,
    },
  });
}
