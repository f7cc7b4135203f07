import type { IConstruct } from 'constructs';
import { podFqdn } from '../beam/node-name';
import type { ClusterDescription } from './cluster-description';

/** Member of a cluster, as the construct tree holds it. */
export interface Member {
  readonly cluster: IConstruct;
  readonly name: string;
  readonly replicas: number;
  /** Ordinal of its first pod. */
  readonly start: number;
}

const MEMBER = Symbol.for('cdk8s-elixir.Member');

/** Marks a construct as a member, so that its cluster finds it in the tree. */
export function markMember(construct: IConstruct, member: Member): void {
  Object.defineProperty(construct, MEMBER, { value: member });
}

/** Members of a cluster, in the order of the construct tree. */
export function membersOf(cluster: IConstruct): Member[] {
  return cluster.node.root.node
    .findAll()
    .map((construct) => (construct as { [MEMBER]?: Member })[MEMBER])
    .filter((member): member is Member => member?.cluster === cluster);
}

/** Node names of all pods of the members, separated by commas. */
export function nodeNames(cluster: ClusterDescription, members: readonly Member[]): string {
  const { nodeBasename, serviceName, namespace, clusterDomain } = cluster;
  return members
    .flatMap(({ name, replicas, start }) => Array.from({ length: replicas }, (_, index) => `${name}-${start + index}`))
    .map((pod) => `${nodeBasename}@${podFqdn(pod, serviceName, namespace, clusterDomain)}`)
    .join(',');
}
