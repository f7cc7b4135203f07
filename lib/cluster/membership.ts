import { memberNode, NodeHost } from '../beam/node-name';
import { Refusal } from '../errors/refusal';
import type { EnvVar, NetworkPolicyEgressRule } from '../kubernetes/api';
import { admitsApiServer, admitsDns } from '../kubernetes/egress';
import type { Contribution } from '../pod/contribution';
import type { ClusterDescription } from './cluster-description';
import { certificateContribution } from './members-certificate';

/**
 * Contribution of a cluster to the pods of a member: cookie, node name, discovery, distribution.
 *
 * @throws where the strategy cannot find nodes of such names
 */
export function membershipContribution(cluster: ClusterDescription, stableNames: boolean): Contribution {
  const { nodeBasename, serviceName, clusterDomain } = cluster;
  if (stableNames !== (cluster.nodeHost === NodeHost.FQDN)) throw cannotBeFound(cluster, stableNames);
  const host = stableNames ? NodeHost.FQDN : NodeHost.ADDRESS;
  return {
    by: `the ErlangCluster "${cluster.clusterName}"`,
    env: [
      cluster.cookie,
      { name: 'RELEASE_NODE', value: memberNode(nodeBasename, host, serviceName, clusterDomain) },
      ...strategyVariables(cluster),
    ],
    memberPorts: cluster.ports,
    argumentLines: cluster.argumentLines,
    ...certificateContribution(cluster),
    apiAccess: cluster.reads !== undefined,
  };
}

/**
 * Contribution of a cluster to pods that are no members of it, such as those of a Job: the variables of the strategy,
 * because config/runtime.exs fetches them in every VM of the release.
 */
export function guestContribution(cluster: ClusterDescription): Contribution {
  return { by: `the ErlangCluster "${cluster.clusterName}"`, env: strategyVariables(cluster) };
}

/** Variables that the strategy reads; the list of nodes is filled in when all members are known. */
function strategyVariables({ variables, nodeListVariable }: ClusterDescription): readonly EnvVar[] {
  return nodeListVariable === undefined ? variables : [...variables, { name: nodeListVariable, value: '' }];
}

function cannotBeFound({ strategy, nodeHost }: ClusterDescription, stableNames: boolean): Refusal {
  const wantsNames = nodeHost === NodeHost.FQDN;
  return new Refusal({
    property: 'stableNames',
    value: stableNames,
    why: wantsNames
      ? `${strategy} finds nodes by stable DNS names, which only the pods of a StatefulSet have`
      : `${strategy} finds addresses and connects to BASENAME@ADDRESS: nodes with stable names never mesh, though the pods are Ready`,
    allowed: `${wantsNames} with ${strategy}`,
    fix: wantsNames
      ? 'set stableNames: true on the release, or use Discovery.dnsCluster()'
      : 'remove stableNames (`storage` alone keeps volumes per pod), or use Discovery.kubernetesDnsSrv()',
  });
}

/** Egress of a member's pods. */
export interface MemberEgress {
  /** Rules; undefined where egress is not isolated. */
  readonly egress?: readonly NetworkPolicyEgressRule[];
  /** Whether one of them is for the API server. */
  readonly apiEgress: boolean;
}

/**
 * Egress that lets a member find the others.
 *
 * @throws where it is isolated and lets neither DNS nor the API server through though the strategy needs them
 */
export function checkMemberEgress(cluster: ClusterDescription, { egress, apiEgress }: MemberEgress): void {
  if (egress === undefined) return;
  if (cluster.looksUpNames && !admitsDns(egress)) {
    throw noEgress(cluster, 'DNS', 'it looks up names', 'add Egress.dns()');
  }
  if (cluster.reads !== undefined && !apiEgress && !admitsApiServer(egress)) {
    throw noEgress(cluster, 'the API server', `it lists ${cluster.reads}`, "add Egress.apiServer('ADDRESS/32')");
  }
}

function noEgress({ strategy }: ClusterDescription, to: string, need: string, fix: string): Refusal {
  return new Refusal({
    property: 'egress',
    value: `nothing for ${to}`,
    why: `${strategy} needs ${to}, because ${need}: no cluster would form`,
    allowed: `a rule that lets the pods reach ${to}`,
    fix,
  });
}
