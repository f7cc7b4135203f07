import { memberNode, NodeHost } from '../beam/node-name';
import { Refusal } from '../errors/refusal';
import type { Contribution } from '../pod/contribution';
import type { ClusterDescription } from './description';

/**
 * Contribution of a cluster to the pods of a member: cookie, node name, discovery, distribution.
 *
 * @throws where the strategy cannot find nodes of such names
 */
export function membershipContribution(cluster: ClusterDescription, stableNames: boolean): Contribution {
  const { nodeBasename, serviceName, clusterDomain, nodeListVariable } = cluster;
  if (stableNames !== (cluster.nodeHost === NodeHost.FQDN)) throw cannotBeFound(cluster, stableNames);
  const host = stableNames ? NodeHost.FQDN : NodeHost.ADDRESS;
  return {
    by: `the ErlangCluster "${cluster.clusterName}"`,
    env: [
      cluster.cookie,
      { name: 'RELEASE_NODE', value: memberNode(nodeBasename, host, serviceName, clusterDomain) },
      ...cluster.variables,
      ...(nodeListVariable === undefined ? [] : [{ name: nodeListVariable, value: '' }]),
    ],
    memberPorts: cluster.ports,
    argumentLines: cluster.argumentLines,
    apiAccess: cluster.reads !== undefined,
  };
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
