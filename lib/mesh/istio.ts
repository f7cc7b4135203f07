import type { Labels } from '../kubernetes/api';
import { NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import type { PodPort } from '../pod/contribution';
import { type MeshDescription, portList } from './mesh-description';
import type { ServiceMeshOptions } from './service-mesh-options';

/**
 * Annotations of every pod: the proxy is a native sidecar, and the kubelet's probes go to the pilot agent, which asks the
 * application past mutual TLS.
 *
 * Source: https://istio.io/latest/docs/reference/config/annotations/, `sidecar.istio.io/nativeSidecar` (from Istio 1.24),
 * `sidecar.istio.io/rewriteAppHTTPProbers`; https://istio.io/latest/docs/ops/configuration/mesh/app-health-check/.
 */
const EVERY_POD: Labels = {
  'sidecar.istio.io/nativeSidecar': 'true',
  'sidecar.istio.io/rewriteAppHTTPProbers': 'true',
};

/** Port at which istiod serves the proxies. Source: https://istio.io/latest/docs/ops/deployment/application-requirements/. */
const ISTIOD = 15012;

/** Istio with sidecars. */
export function istio(options: ServiceMeshOptions): MeshDescription {
  const { proxyDistribution = false, excludedOutboundPorts = [] } = options;
  return {
    name: 'Istio',
    proxiesDistribution: proxyDistribution,
    // Source: https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy
    podLabels: { 'sidecar.istio.io/inject': 'true' },
    podAnnotations: (distribution) => ({
      ...EVERY_POD,
      ...excluded(proxyDistribution ? [] : distribution, excludedOutboundPorts),
    }),
    nodesAnnotations: () => ({}),
    // Source: https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
    nodesProtocol: 'tcp',
    httpProtocol: 'http',
    controlPlane: {
      to: [
        {
          namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: 'istio-system' } },
          podSelector: { matchLabels: { app: 'istiod' } },
        },
      ],
      ports: [{ port: ISTIOD, protocol: 'TCP' }],
    },
    // Source: https://github.com/istio/istio/blob/master/pkg/kube/inject/app_probe.go, `convertAppProber`: TCP and gRPC too
    tcpProbesPass: true,
    guards: () => [],
  };
}

/**
 * Ports that the proxy leaves alone.
 *
 * Source: https://istio.io/latest/docs/reference/config/annotations/, `traffic.sidecar.istio.io/excludeInboundPorts` and
 * `excludeOutboundPorts`.
 */
function excluded(distribution: readonly PodPort[], further: readonly number[]): Labels {
  const [inbound, outbound] = [portList(distribution), portList(distribution, further)];
  return {
    ...(inbound ? { 'traffic.sidecar.istio.io/excludeInboundPorts': inbound } : {}),
    ...(outbound ? { 'traffic.sidecar.istio.io/excludeOutboundPorts': outbound } : {}),
  };
}
