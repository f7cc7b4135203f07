import type { ListRule } from '../json/facts';
import { fieldsOf } from './schema';

const byPortName: ListRule = { by: 'key', key: ['name'], optional: true };
const addition: ListRule = { by: 'addition' };

/**
 * Lists that are merged otherwise than the schema says: ports are told apart by their names where every one has a name,
 * which no override has to guess the number of; sources of variables by what they refer to; claim templates by their
 * names, listeners of a Gateway as well; and rules of a NetworkPolicy add up, as several policies do
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies).
 */
const OTHERWISE: { readonly [list: string]: ListRule } = {
  'Container.envFrom': { by: 'key', key: ['configMapRef.name', 'secretRef.name', 'prefix'] },
  'Container.ports': byPortName,
  'GatewaySpec.listeners': { by: 'key', key: ['name'] },
  'ListenerSetSpec.listeners': { by: 'key', key: ['name'] },
  'NetworkPolicySpec.egress': addition,
  'NetworkPolicySpec.ingress': addition,
  'ServiceSpec.ports': byPortName,
  'StatefulSetSpec.volumeClaimTemplates': { by: 'key', key: ['metadata.name'] },
};

/**
 * Rule for a list; without one it is replaced whole.
 *
 * Source: `x-kubernetes-patch-merge-key` and `x-kubernetes-list-map-keys` of the schema. Of several members the first
 * one is enough in an override.
 */
export function listRule(type: string, field: string): ListRule | undefined {
  const list = `${type}.${field}`;
  if (Object.hasOwn(OTHERWISE, list)) return OTHERWISE[list];
  const key = fieldsOf(type)?.get(field)?.mergedBy;
  return key && { by: 'key', key, ...(key.length > 1 ? { partial: true } : {}) };
}
