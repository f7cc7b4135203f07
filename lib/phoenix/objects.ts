import type { HttpRouteProps, HttpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import { ipv6Only } from '../kubernetes/address-families';
import type { Ingress, Labels, Service } from '../kubernetes/api';
import { releaseSelector } from '../kubernetes/labels';
import type { GatewayExposureOptions, IngressExposureOptions } from './exposure';

/** What serves: the facts that its Service and its routes share. */
export interface Served {
  readonly name: string;
  readonly host: string;
  readonly labels: Labels;
  readonly ipv6: boolean;
  readonly gateway: boolean;
}

/** The name of the HTTP port, in the container and in the Service. */
export const HTTP = 'http';

/** The port of the Service. */
const SERVICE_PORT = 80;

/**
 * The Service. Where a Gateway is in front, its port says that it also speaks WebSocket.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
 */
export function service({ name, labels, ipv6, gateway }: Served): Service {
  const appProtocol = gateway ? { appProtocol: 'kubernetes.io/ws' } : {};
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: {
      type: 'ClusterIP',
      selector: releaseSelector(name),
      ports: [{ name: HTTP, port: SERVICE_PORT, targetPort: HTTP, protocol: 'TCP', ...appProtocol }],
      ...(ipv6 ? ipv6Only() : {}),
    },
  };
}

/** An HTTPRoute, as the Gateway API's own JSON. */
export interface HttpRoute extends HttpRouteProps {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'HTTPRoute';
}

/** The route of one exposure; `name` differs where there are several. */
export function httpRoute(
  { name: backend, host, labels }: Served,
  name: string,
  options: GatewayExposureOptions,
): HttpRoute {
  const { gateway, gatewayNamespace, sectionName, paths = ['/'], unlimited = true } = options;
  // The API's words for enumerations are those of the generated enums; importing these as values would load cdk8s twice.
  const spec = {
    parentRefs: [
      {
        name: gateway,
        ...(gatewayNamespace ? { namespace: gatewayNamespace } : {}),
        ...(sectionName ? { sectionName } : {}),
      },
    ],
    hostnames: [host],
    rules: [
      {
        matches: paths.map((value) => ({ path: { type: 'PathPrefix', value } })),
        backendRefs: [{ name: backend, port: SERVICE_PORT }],
        ...(unlimited ? { timeouts: { request: '0s' } } : {}),
      },
    ],
  } as unknown as HttpRouteSpec;
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, labels: { ...labels } },
    spec,
  };
}

/**
 * What keeps idle sockets open, by class: ingress-nginx closes after 60 seconds, an AWS load balancer after 60, and it
 * must reach pods by their address.
 *
 * Source: https://kubernetes.github.io/ingress-nginx/user-guide/miscellaneous/#websockets;
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
const SOCKETS: { readonly [className: string]: Labels } = {
  nginx: {
    'nginx.ingress.kubernetes.io/proxy-read-timeout': '3600',
    'nginx.ingress.kubernetes.io/proxy-send-timeout': '3600',
  },
  alb: {
    'alb.ingress.kubernetes.io/load-balancer-attributes': 'idle_timeout.timeout_seconds=3600',
    'alb.ingress.kubernetes.io/target-type': 'ip',
  },
};

/** The Ingress of one exposure. */
export function ingress(served: Served, name: string, options: IngressExposureOptions, annotations: Labels): Ingress {
  const { className, paths = ['/'], issuer, clusterIssuer } = options;
  const tlsSecret = options.tlsSecret ?? (issuer || clusterIssuer ? `${name}-tls` : undefined);
  const backend = { service: { name: served.name, port: { name: HTTP } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      labels: served.labels,
      annotations: {
        ...SOCKETS[className ?? ''],
        ...(issuer ? { 'cert-manager.io/issuer': issuer } : {}),
        ...(clusterIssuer ? { 'cert-manager.io/cluster-issuer': clusterIssuer } : {}),
        ...annotations,
        ...options.annotations,
      },
    },
    spec: {
      ...(className ? { ingressClassName: className } : {}),
      ...(tlsSecret ? { tls: [{ hosts: [served.host], secretName: tlsSecret }] } : {}),
      rules: [{ host: served.host, http: { paths: paths.map((path) => ({ path, pathType: 'Prefix', backend })) } }],
    },
  };
}
