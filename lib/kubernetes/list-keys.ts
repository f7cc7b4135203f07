import type { ListRule } from '../json/facts';

const byName: ListRule = { by: 'key', key: ['name'] };
const byPortName: ListRule = { by: 'key', key: ['name'], optional: true };
const containerLists = {
  env: byName,
  envFrom: { by: 'key', key: ['configMapRef.name', 'secretRef.name', 'prefix'] },
  ports: byPortName,
  volumeDevices: { by: 'key', key: ['devicePath'] },
  volumeMounts: { by: 'key', key: ['mountPath'] },
} as const;

/**
 * Lists whose items are merged, by type and field; every other list is replaced whole.
 *
 * Source: `listMapKey` and `patchMergeKey` of each list in the API reference. Three are otherwise: ports are told
 * apart by their names where every one has a name, which no override has to guess the number of; sources of variables
 * by what they refer to; and rules of a NetworkPolicy add up, as several policies do
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies).
 */
export const LIST_RULES: { readonly [type: string]: { readonly [field: string]: ListRule } } = {
  Container: containerLists,
  NetworkPolicySpec: { egress: { by: 'addition' }, ingress: { by: 'addition' } },
  ObjectMeta: { ownerReferences: { by: 'key', key: ['uid'] } },
  PodSpec: {
    containers: byName,
    hostAliases: { by: 'key', key: ['ip'] },
    imagePullSecrets: byName,
    initContainers: byName,
    resourceClaims: byName,
    schedulingGates: byName,
    topologySpreadConstraints: { by: 'key', key: ['topologyKey', 'whenUnsatisfiable'], partial: true },
    volumes: byName,
  },
  ServiceAccount: { imagePullSecrets: byName, secrets: byName },
  ServiceSpec: { ports: byPortName },
  StatefulSetSpec: { volumeClaimTemplates: { by: 'key', key: ['metadata.name'] } },
};
