import { ApiRead } from '../discovery/i-discovery';
import { ipv6Only } from '../kubernetes/address-families';
import type { Role, RoleBinding, Service } from '../kubernetes/api';
import type { Certificate } from '../kubernetes/cert-manager';
import { clusterSelector, objectLabels } from '../kubernetes/labels';
import type { ClusterDescription } from './cluster-description';
import { membersCertificate } from './members-certificate';

/** Objects of a cluster, by the names of its parts. */
export interface ClusterObjects {
  readonly service: Service;
  readonly role?: Role;
  readonly certificate?: Certificate;
}

/** Every object of a cluster. */
export function clusterObjects(cluster: ClusterDescription): ClusterObjects {
  const { reads } = cluster;
  return {
    service: headlessService(cluster),
    role: reads && discoveryRole(cluster, reads),
    certificate: membersCertificate(cluster),
  };
}

/**
 * Service by which members find each other. Addresses are published before pods are ready: otherwise a pod whose
 * readiness waits for the cluster never joins, and one that is stopping is disconnected too early. The distribution's
 * ports are listed, because a headless Service without ports has no SRV records. It carries the membership label
 * itself, because libcluster's look-up of endpoints goes by the Service's own labels.
 */
function headlessService(cluster: ClusterDescription): Service {
  const { clusterName, serviceName, ipv6 } = cluster;
  const appProtocol = cluster.mesh?.nodesProtocol;
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
      ports: cluster.ports.map(({ name, port }) => ({
        name,
        port,
        targetPort: port,
        protocol: 'TCP',
        ...(appProtocol ? { appProtocol } : {}),
      })),
      ...(ipv6 ? ipv6Only() : {}),
    },
  };
}

/** Role to list the resource that the strategy reads. libcluster needs no other verb, and no other resource. */
function discoveryRole(cluster: ClusterDescription, reads: ApiRead): Role {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: roleName(cluster), labels: cluster.labels },
    rules: [{ apiGroups: [''], resources: [reads === ApiRead.PODS ? 'pods' : 'endpoints'], verbs: ['list'] }],
  };
}

/** Binding of a member's ServiceAccount to that role. */
export function discoveryBinding(
  cluster: ClusterDescription,
  member: string,
  serviceAccount: string,
  namespace: string,
): RoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: `${member}-discovery`, labels: objectLabels(member) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: roleName(cluster) },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount, namespace }],
  };
}

function roleName({ clusterName }: ClusterDescription): string {
  return `${clusterName}-discovery`;
}
