import { Refusal } from '../errors/refusal';
import type { Service } from '../kubernetes/api';
import { READ_SINCE, RELAXED_SINCE } from '../kubernetes/feature-gates';
import { seconds } from '../kubernetes/quantities';
import type { KubernetesTarget } from '../kubernetes/target';
import { type ServiceOptions, TrafficDistribution, TrafficPolicy } from './service-options';

/** Longest affinity: https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity. */
const MOST_AFFINITY = 86_400;

/** Minor version from which each preference is read. */
const DISTRIBUTIONS: { readonly [distribution in TrafficDistribution]: number } = {
  [TrafficDistribution.PREFER_CLOSE]: READ_SINCE['ServiceSpec.trafficDistribution'],
  [TrafficDistribution.PREFER_SAME_ZONE]: RELAXED_SINCE.trafficDistribution,
  [TrafficDistribution.PREFER_SAME_NODE]: RELAXED_SINCE.trafficDistribution,
};

/**
 * Fields of a Service that choose among its pods.
 *
 * @throws where an affinity is none that Kubernetes takes, or the target is too old for a preference
 */
export function serviceTraffic(options: ServiceOptions, target: KubernetesTarget): Service['spec'] {
  const { clientIpAffinity, internalTrafficPolicy = TrafficPolicy.CLUSTER, trafficDistribution } = options;
  const timeoutSeconds = clientIpAffinity && seconds('service.clientIpAffinity', clientIpAffinity, 1, MOST_AFFINITY);
  if (trafficDistribution !== undefined) checkDistribution(trafficDistribution, target);
  return {
    ...(timeoutSeconds === undefined
      ? {}
      : { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds } } }),
    ...(internalTrafficPolicy === TrafficPolicy.CLUSTER ? {} : { internalTrafficPolicy }),
    ...(trafficDistribution === undefined ? {} : { trafficDistribution }),
  };
}

function checkDistribution(distribution: TrafficDistribution, target: KubernetesTarget): void {
  const since = DISTRIBUTIONS[distribution];
  if (since === undefined || target._minor >= since) return;
  throw new Refusal({
    property: 'service.trafficDistribution',
    value: distribution,
    why: `Kubernetes ${target.version} does not read it, and requests would go to any pod`,
    allowed: `a target of 1.${since} or newer`,
    fix: `KubernetesTarget.set(app, { version: '1.${since}' }) where the cluster has it; else remove it`,
  });
}
