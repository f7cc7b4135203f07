import type { Labels, Manifest, NetworkPolicyEgressRule } from '../kubernetes/api';
import type { PodPort } from '../pod/contribution';

/** Cluster of Erlang nodes, as a mesh sees it. */
export interface MeshedCluster {
  readonly name: string;
  /** Labels of its members. */
  readonly selector: Labels;
  readonly labels: Labels;
  /** Ports of the distribution. */
  readonly ports: readonly PodPort[];
}

/** Service mesh as plain data: what its proxy asks of pods, Services and policies. */
export interface MeshDescription {
  /** Name in messages. */
  readonly name: string;
  /** Whether the distribution goes through the proxies. */
  readonly proxiesDistribution: boolean;
  /** Labels of every pod. */
  readonly podLabels: Labels;
  /** Annotations of a pod that has, or dials, these ports of the distribution. */
  podAnnotations(distribution: readonly PodPort[]): Labels;
  /** Annotations of the headless Service with these ports of the distribution. */
  nodesAnnotations(distribution: readonly PodPort[]): Labels;
  /** Application protocol of the headless Service's ports. */
  readonly nodesProtocol?: string;
  /** Application protocol of a Service's HTTP port. */
  readonly httpProtocol: string;
  /** Connections of the proxy to the mesh's own pods, where egress is isolated. */
  readonly controlPlane: NetworkPolicyEgressRule;
  /** Port of the proxy at which connections of meshed pods arrive, whatever port they were opened to. */
  readonly inboundPort?: number;
  /** Whether a TCP probe asks the application, and not the proxy. */
  readonly tcpProbesPass: boolean;
  /** Objects that keep the proxies from leading others to the distribution. */
  guards(cluster: MeshedCluster): readonly Manifest[];
}

/** Text of a list of ports, each once. */
export function portList(distribution: readonly PodPort[], further: readonly number[] = []): string {
  return [...new Set([...distribution.map(({ port }) => port), ...further])].join(',');
}
