import type { NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyPort } from '../kubernetes/api';
import { clusterPeers } from '../kubernetes/labels';
import type { PodPort } from '../pod/contribution';
import { metadata } from './metadata';
import type { WorkloadDescription } from './workload-description';

/** Workload of any kind, as far as its policy goes. */
type Isolated = Pick<WorkloadDescription, 'name' | 'labels' | 'selector' | 'network'>;

/**
 * Policy that isolates ingress: the distribution from members and from pods that join them only, every open port from its
 * peers, nothing else. An empty list of rules is left out: the API server drops it, and `kubectl apply` would add it again
 * each time.
 */
export function networkPolicy(workload: Isolated): NetworkPolicy {
  const { ports, memberPorts, cluster, egress, proxyPort } = workload.network;
  const peers = cluster === undefined ? undefined : clusterPeers(cluster);
  const distribution = memberPorts.map(policyPort);
  const ingress = [
    ...ports.map((port) => ({
      ...(port.from ? { from: [...port.from] } : {}),
      ports: proxied([policyPort(port)], proxyPort),
    })),
    ...(peers ? [{ from: peers, ports: distribution }] : []),
  ];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(workload, workload.name),
    spec: {
      podSelector: { matchLabels: workload.selector },
      policyTypes: egress ? ['Ingress', 'Egress'] : ['Ingress'],
      ...(ingress.length ? { ingress } : {}),
      ...(egress
        ? {
            egress: [
              ...(peers ? [{ to: peers, ports: distribution }] : []),
              ...egress.map((rule) => leaving(rule, proxyPort)),
            ],
          }
        : {}),
    },
  };
}

/** Port of a policy. */
export function policyPort({ port, protocol = 'TCP' }: PodPort): NetworkPolicyPort {
  return { port, protocol };
}

/** Ports of TCP with the proxy's, at which connections to them arrive in a mesh. */
function proxied(ports: NetworkPolicyPort[], proxyPort: number | undefined): NetworkPolicyPort[] {
  if (proxyPort === undefined || ports.some(({ protocol }) => protocol !== 'TCP')) return ports;
  return [...ports, policyPort({ name: 'proxy', port: proxyPort })];
}

/** Rule of egress with the port of the peers' proxies; peers that are addresses have none. */
function leaving(rule: NetworkPolicyEgressRule, proxyPort: number | undefined): NetworkPolicyEgressRule {
  const isToPods = rule.to?.every(({ ipBlock }) => ipBlock === undefined) ?? false;
  return rule.ports && isToPods ? { ...rule, ports: proxied(rule.ports, proxyPort) } : rule;
}
