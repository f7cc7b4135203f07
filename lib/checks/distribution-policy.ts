import type { PortRange } from '../beam/argument-ports';
import { isolates } from '../inventory/isolation';
import { labelSelector } from '../inventory/selectors';
import type { Subject } from '../inventory/subject';
import type { Workload } from '../inventory/workload';
import type { Dictionary } from '../json/dictionary';
import { asNumber, asObjects } from '../json/read';
import { CLUSTER_LABEL, JOINS_LABEL } from '../kubernetes/labels';
import { waiverKey } from '../risks/accepted-risks';
import { type DistributionPorts, distributionPorts, isDistribution, OPEN } from './member-ports';
import type { Report, Rule } from './rule';

/**
 * Distribution port that others than members reach: policies add up, and each one opens what it admits, whoever wrote
 * it.
 */
export const distributionPolicy: Rule = {
  id: 'beam/distribution-policy',
  severity: 'error',
  risk: 'open-distribution',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const member of inventory.members) {
      const policies = member.policies.filter((policy) => isolates(policy, 'Ingress'));
      if (policies.length === 0) report(notIsolated(member));
      for (const policy of policies) inPolicy(member, policy, distributionPorts(member, inventory), report);
    }
  },
};

function inPolicy(member: Workload, about: Subject, distribution: DistributionPorts, report: Report): void {
  for (const rule of asObjects(about.spec.ingress)) {
    if (isFromMembers(rule, member) || !admits(rule, distribution)) continue;
    report({
      ...OPEN,
      about,
      involved: [member],
      property: `NetworkPolicy "${about.name}", rule`,
      value: rule,
      fix: `list the ports that it is for, without those of the distribution; to accept it, say why in the policy's annotation ${waiverKey('open-distribution')}`,
    });
  }
}

function notIsolated(about: Workload) {
  return {
    about,
    property: 'NetworkPolicy',
    value: about.policies.map(({ name }) => name),
    why: 'no policy isolates these pods, so every pod reaches the Erlang distribution: with the cookie it runs any code in the node',
    allowed: 'a NetworkPolicy with the policy type Ingress that selects the pods',
    fix: {
      construct:
        "remove the override of `networkPolicy`; where something else isolates the pods: allow: [Waiver.openDistribution('why')]",
      yaml: `add one; where something else isolates the pods, say so in the annotation ${waiverKey('open-distribution')}`,
    },
  };
}

function isFromMembers({ from }: Dictionary, { podLabels }: Workload): boolean {
  const peers = asObjects(from);
  return (
    peers.length > 0 &&
    peers.every(
      ({ podSelector, namespaceSelector }) =>
        namespaceSelector === undefined && isOfCluster(labelSelector(podSelector).labels, podLabels[CLUSTER_LABEL]),
    )
  );
}

/** Whether labels are those of a cluster's members, or of pods that join it for a while. */
function isOfCluster(labels: Dictionary, cluster: unknown): boolean {
  return labels[CLUSTER_LABEL] === cluster || labels[JOINS_LABEL] === cluster;
}

function admits({ ports }: Dictionary, distribution: DistributionPorts): boolean {
  const listed = asObjects(ports);
  return listed.length === 0 || listed.some((one) => meets(one, distribution));
}

function meets({ port, endPort, protocol }: Dictionary, distribution: DistributionPorts): boolean {
  if ((protocol ?? 'TCP') !== 'TCP') return false;
  if (port === undefined || isDistribution(distribution, port)) return true;
  const [first, last] = [asNumber(port), asNumber(endPort)];
  return first !== undefined && last !== undefined && distribution.ranges.some((range) => overlaps(range, first, last));
}

function overlaps(range: PortRange, first: number, last: number): boolean {
  return range.first <= last && first <= range.last;
}
