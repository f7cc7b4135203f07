import type { ClusterDescription } from '../cluster/cluster-description';
import { certificateContribution } from '../cluster/members-certificate';
import { checkMemberEgress } from '../cluster/membership';
import type { NetworkPolicyEgressRule } from '../kubernetes/api';
import { clusterSelector } from '../kubernetes/labels';
import type { Contribution } from '../pod/contribution';
import type { PodParts } from '../pod/merge-contributions';
import type { ReleaseCommand } from '../release/release-command';
import type { SharedReleaseProps } from '../release/shared-release-props';
import { policyPort } from '../workload/network-policy';

/** Properties of a job that may join its release's cluster. */
interface JoiningProps extends SharedReleaseProps {
  readonly run: ReleaseCommand;
}

/** Cluster that a job joins for a while; undefined where it joins none. */
export function joinedCluster({ run, cluster }: JoiningProps): ClusterDescription | undefined {
  return run._joins ? cluster?._description : undefined;
}

/** Contributions of the cluster to a job that joins it: the cookie, the flags by which nodes dial each other, the certificate. */
export function joining(props: JoiningProps): Contribution[] {
  const cluster = joinedCluster(props);
  if (cluster === undefined) return [];
  const { clusterName, cookie, argumentLines } = cluster;
  const by = `the ErlangCluster "${clusterName}"`;
  return [{ by, env: [cookie], argumentLines, ...certificateContribution(cluster) }];
}

/**
 * Egress of a job: to the members too, where it is isolated.
 *
 * @throws where it joins a cluster and can look up no names
 */
export function jobEgress(props: JoiningProps, parts: PodParts): readonly NetworkPolicyEgressRule[] | undefined {
  const cluster = joinedCluster(props);
  if (cluster === undefined || parts.egress === undefined) return parts.egress;
  checkMemberEgress({ ...cluster, looksUpNames: true, reads: undefined }, parts);
  return [
    {
      to: [{ podSelector: { matchLabels: clusterSelector(cluster.clusterName) } }],
      ports: cluster.ports.map(policyPort),
    },
    ...parts.egress,
  ];
}
