import type { Labels, Manifest } from '../kubernetes/api';
import { NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import type { PodPort } from '../pod/contribution';
import { type MeshDescription, type MeshedCluster, portList } from './mesh-description';
import type { ServiceMeshOptions } from './service-mesh-options';

/**
 * Annotations of every pod: the proxy is injected, as a native sidecar.
 *
 * Source: https://linkerd.io/2/features/proxy-injection/; https://linkerd.io/2/reference/proxy-configuration/,
 * `config.beta.linkerd.io/proxy-enable-native-sidecar` (from Linkerd 2.19; the alpha one before).
 */
const EVERY_POD: Labels = {
  'linkerd.io/inject': 'enabled',
  'config.beta.linkerd.io/proxy-enable-native-sidecar': 'true',
};

/**
 * Port of the proxy at which every connection between meshed pods arrives.
 *
 * Source: https://linkerd.io/2/common-errors/network-policy/
 */
const INBOUND = 4143;

/** Ports of identity, destination and policy. Source: linkerd2, charts/linkerd-control-plane/templates. */
const CONTROL_PLANE = [8080, 8086, 8090];

/** Linkerd. */
export function linkerd(options: ServiceMeshOptions): MeshDescription {
  const { proxyDistribution = false, excludedOutboundPorts = [] } = options;
  return {
    name: 'Linkerd',
    proxiesDistribution: proxyDistribution,
    podLabels: {},
    podAnnotations: (distribution) => ({
      ...EVERY_POD,
      ...(proxyDistribution
        ? { ...opaque(distribution), ...skipped([], excludedOutboundPorts) }
        : skipped(distribution, excludedOutboundPorts)),
    }),
    nodesAnnotations: (distribution) => (proxyDistribution ? opaque(distribution) : {}),
    // Source: https://linkerd.io/2/features/protocol-detection/#declaring-a-service-ports-protocol
    httpProtocol: 'http',
    controlPlane: {
      to: [{ namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: 'linkerd' } } }],
      ports: CONTROL_PLANE.map((port) => ({ port, protocol: 'TCP' })),
    },
    inboundPort: INBOUND,
    // Source: https://github.com/linkerd/linkerd2/issues/7777
    tcpProbesPass: false,
    guards: (cluster) => (proxyDistribution ? [] : cluster.ports.map((port) => server(cluster, port))),
  };
}

/** Ports that the proxy leaves alone. Source: https://linkerd.io/2/features/protocol-detection/#marking-ports-as-skip-ports. */
function skipped(distribution: readonly PodPort[], further: readonly number[]): Labels {
  const [inbound, outbound] = [portList(distribution), portList(distribution, further)];
  return {
    ...(inbound ? { 'config.linkerd.io/skip-inbound-ports': inbound } : {}),
    ...(outbound ? { 'config.linkerd.io/skip-outbound-ports': outbound } : {}),
  };
}

/**
 * Ports whose protocol the proxy does not ask for; on the pods and on the Service.
 *
 * Source: https://linkerd.io/2/features/protocol-detection/#marking-ports-as-opaque
 */
function opaque(distribution: readonly PodPort[]): Labels {
  const ports = portList(distribution);
  return ports ? { 'config.linkerd.io/opaque-ports': ports } : {};
}

/**
 * Server without an authorization, which denies all that the proxy would lead to a port of the distribution: whoever may
 * connect to another port of a meshed pod reaches the proxy's, and by it every port. Members connect past the proxy.
 *
 * Source: https://linkerd.io/2/reference/authorization-policy/#server;
 * https://github.com/linkerd/linkerd2/issues/15246
 */
function server({ name, labels, selector }: MeshedCluster, { name: portName, port }: PodPort): Manifest {
  return {
    apiVersion: 'policy.linkerd.io/v1beta3',
    kind: 'Server',
    metadata: { name: `${name}-${portName}`, labels },
    spec: { podSelector: { matchLabels: selector }, port, proxyProtocol: 'opaque', accessPolicy: 'deny' },
  } as Manifest;
}
