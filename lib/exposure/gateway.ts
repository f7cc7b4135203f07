import type { HttpRouteProps, HttpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import { checkName } from '../kubernetes/names';
import type { ExposureTarget, IExposure } from './i-exposure';
import { checkPaths } from './paths';

/** Options for `Exposure.gateway`. */
export interface GatewayExposureOptions {
  /** Name of the Gateway. */
  readonly gateway: string;

  /**
   * Namespace of the Gateway; its listener must admit routes from the release's.
   *
   * @default - the release's own
   */
  readonly gatewayNamespace?: string;

  /**
   * Name of one listener of the Gateway.
   *
   * @default - every listener that takes the host
   */
  readonly sectionName?: string;

  /**
   * Paths, each with all below it.
   *
   * @default ['/']
   */
  readonly paths?: string[];

  /**
   * Whether the route says that requests may take as long as they do (`timeouts.request: 0s`), so that sockets and long
   * polls are not cut. Set it to false for a Gateway that does not support timeouts of routes.
   *
   * Source: https://gateway-api.sigs.k8s.io/reference/spec/#httproutetimeouts
   *
   * @default true
   */
  readonly unlimited?: boolean;
}

/** HTTPRoute, as the Gateway API's own JSON. */
interface HttpRoute extends HttpRouteProps {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'HTTPRoute';
}

/** Matches that a rule of an HTTPRoute can have: https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule. */
const MOST_MATCHES = 64;

/** Way in through a Gateway. The Service's port says that it also speaks WebSocket. */
export function gatewayExposure(options: GatewayExposureOptions): IExposure {
  const { gateway, gatewayNamespace, sectionName, paths } = options;
  checkName('subdomain', 'Exposure.gateway.gateway', gateway);
  if (gatewayNamespace !== undefined) checkName('label', 'Exposure.gateway.gatewayNamespace', gatewayNamespace);
  if (sectionName !== undefined) checkName('subdomain', 'Exposure.gateway.sectionName', sectionName);
  checkPaths('Exposure.gateway.paths', paths, MOST_MATCHES);
  return {
    kind: 'route',
    appProtocol: 'kubernetes.io/ws',
    manifests: (target) => [httpRoute(target, options)],
  };
}

function httpRoute(target: ExposureTarget, options: GatewayExposureOptions): HttpRoute {
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
    hostnames: [target.host],
    rules: [
      {
        matches: paths.map((value) => ({ path: { type: 'PathPrefix', value } })),
        backendRefs: [{ name: target.serviceName, port: target.servicePort }],
        ...(unlimited ? { timeouts: { request: '0s' } } : {}),
      },
    ],
  } as unknown as HttpRouteSpec;
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: target.name, labels: { ...target.labels } },
    spec,
  };
}
