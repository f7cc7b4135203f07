import type {
  Labels,
  NetworkPolicy,
  NetworkPolicyEgressRule,
  ResourceQuota,
  Role,
  RoleBinding,
} from '../kubernetes/api';
import { runnerSelector } from '../kubernetes/labels';
import type { PodPort } from '../pod/contribution';
import { metadata } from '../workload/metadata';
import { networkPolicy } from '../workload/network-policy';

/** Runners of a release, as far as their objects go. */
export interface RunnersDescription {
  /** Name of the release. */
  readonly name: string;
  /** Labels of every object. */
  readonly labels: Labels;
  readonly namespace: string;
  /** ServiceAccount of the release, which starts them. */
  readonly serviceAccount: string;
  /** Most runners at once. */
  readonly max: number;
  /** Cluster that they join. */
  readonly cluster: string;
  /** Ports of the distribution. */
  readonly memberPorts: readonly PodPort[];
  /** Rules of egress; undefined where egress is not isolated. */
  readonly egress?: readonly NetworkPolicyEgressRule[];
  /** Port of a mesh's proxy by which connections leave; none without such a mesh. */
  readonly proxyPort?: number;
  /** Whether the distribution is open to everybody. */
  readonly isOpen: boolean;
}

/** Objects of runners beside their template. */
export function runnerObjects(runners: RunnersDescription): [Role, RoleBinding, ResourceQuota, ...NetworkPolicy[]] {
  return [role(runners), roleBinding(runners), quota(runners), ...(runners.isOpen ? [] : [policy(runners)])];
}

const nameOf = ({ name }: RunnersDescription) => `${name}-runners`;

/**
 * Role to start runners, look at them and stop them. The names of pods that are yet to be are not known, so that it is
 * for all pods of the namespace.
 *
 * Source: flame_k8s_backend, lib/flame_k8s_backend/k8s_client.ex, which gets, creates and deletes pods
 */
function role(runners: RunnersDescription): Role {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadata(runners, nameOf(runners)),
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['create', 'get', 'delete'] }],
  };
}

function roleBinding(runners: RunnersDescription): RoleBinding {
  const { serviceAccount: name, namespace } = runners;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadata(runners, nameOf(runners)),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: nameOf(runners) },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  };
}

/**
 * Quota of pods that have a longest life, as runners have and pods of workloads have not: it never holds up a rollout.
 *
 * Source: https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
 */
function quota(runners: RunnersDescription): ResourceQuota {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: metadata(runners, nameOf(runners)),
    spec: { hard: { pods: String(runners.max) }, scopes: ['Terminating'] },
  };
}

/**
 * Policy of the runners: the distribution from members and from each other. A node that cannot reach one of the others
 * has `global` disconnect nodes on both sides.
 *
 * Source: https://www.erlang.org/doc/apps/kernel/global#prevent_overlapping_partitions
 */
function policy(runners: RunnersDescription): NetworkPolicy {
  const { name, labels, memberPorts, cluster, egress, proxyPort } = runners;
  return networkPolicy({
    name: nameOf(runners),
    labels,
    selector: runnerSelector(name),
    network: { ports: [], memberPorts, cluster, egress, proxyPort },
  });
}
