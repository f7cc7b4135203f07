import type { Subject } from './subject';

/**
 * Whether a NetworkPolicy isolates its pods in a direction. Without types it isolates ingress, and egress where it has
 * rules of it.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function isolates({ spec: { policyTypes, egress } }: Subject, direction: 'Ingress' | 'Egress'): boolean {
  if (Array.isArray(policyTypes)) return policyTypes.includes(direction);
  return direction === 'Ingress' || egress !== undefined;
}
