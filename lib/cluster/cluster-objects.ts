import type { DiscoveryTarget } from '../discovery/discovery-interface';
import { ApiRead } from '../discovery/discovery-interface';
import { ipv6Only } from '../kubernetes/address-families';
import type { Labels, Role, RoleBinding, Service } from '../kubernetes/api';
import { clusterSelector, objectLabels } from '../kubernetes/labels';

/** A cluster as plain data: what its objects and those of its members are made of. */
export interface ClusterDescription extends DiscoveryTarget {
  /** The ports of the distribution, each with its name. */
  readonly ports: readonly { readonly name: string; readonly port: number }[];
  /** The labels of the cluster's own objects. */
  readonly labels: Labels;
  /** The annotations of the headless Service: the accepted risks. */
  readonly annotations: Labels;
}

/**
 * The Service by which members find each other. Addresses are published before pods are ready: otherwise a pod whose
 * readiness waits for the cluster never joins, and one that is stopping is disconnected too early. The distribution's
 * ports are listed, because a headless Service without ports has no SRV records. It carries the membership label itself,
 * because libcluster's look-up of endpoints goes by the Service's own labels.
 */
export function headlessService(cluster: ClusterDescription): Service {
  const { clusterName, serviceName, ipv6 } = cluster;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: serviceName,
      labels: { ...cluster.labels, ...clusterSelector(clusterName) },
      ...(Object.keys(cluster.annotations).length ? { annotations: cluster.annotations } : {}),
    },
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: clusterSelector(clusterName),
      ports: cluster.ports.map(({ name, port }) => ({ name, port, targetPort: port, protocol: 'TCP' })),
      ...(ipv6 ? ipv6Only() : {}),
    },
  };
}

/** The right to list what the strategy reads. libcluster needs no other verb, and no other resource. */
export function discoveryRole(cluster: ClusterDescription, reads: ApiRead): Role {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: `${cluster.clusterName}-discovery`, labels: cluster.labels },
    rules: [{ apiGroups: [''], resources: [reads === ApiRead.PODS ? 'pods' : 'endpoints'], verbs: ['list'] }],
  };
}

/** Gives a member's ServiceAccount that right. */
export function discoveryBinding(
  role: string,
  member: string,
  serviceAccount: string,
  namespace: string,
  clusterName: string,
): RoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: `${member}-discovery`, labels: objectLabels(member, clusterName) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount, namespace }],
  };
}
