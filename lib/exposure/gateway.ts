import type { HttpRouteProps, HttpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import { Refusal } from '../errors/refusal';
import { checkName } from '../kubernetes/names';
import type { NetworkPeer } from '../pod/network';
import type { HttpEndpoint } from './http-endpoint';
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
   * Peers that its requests come from: the pods of the Gateway, which run in the namespace of the Gateway or in that
   * of its controller.
   *
   * @default - not known
   */
  readonly from?: NetworkPeer[];

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

  /**
   * Share of the requests that goes to another version. A socket is one request: it stays where it was opened.
   *
   * Source: https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
   *
   * @default - none
   */
  readonly canary?: GatewayCanary;
}

/** Share of the requests that goes to another endpoint: a new version that few clients try first. */
export interface GatewayCanary {
  /** Endpoint of the other version, in the same namespace. */
  readonly endpoint: HttpEndpoint;

  /** Requests in a hundred that it gets, from 0 to 100. */
  readonly percent: number;
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
  if (options.canary !== undefined) checkPercent(options.canary.percent);
  return {
    kind: 'route',
    appProtocol: 'kubernetes.io/ws',
    from: options.from,
    manifests: (target) => [httpRoute(target, options)],
  };
}

function httpRoute(target: ExposureTarget, options: GatewayExposureOptions): HttpRoute {
  const { gateway, gatewayNamespace, sectionName, paths = ['/'], unlimited = true } = options;
  // The API's words for enumerations are those of the generated enums; importing these as values would load cdk8s twice.
  const spec = {
    parentRefs: [
      {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name: gateway,
        ...(gatewayNamespace ? { namespace: gatewayNamespace } : {}),
        ...(sectionName ? { sectionName } : {}),
      },
    ],
    hostnames: [...target.hosts],
    rules: [
      {
        matches: paths.map((value) => ({ path: { type: 'PathPrefix', value } })),
        backendRefs: backends(target, options.canary),
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

/**
 * Service of the endpoint, and of the other version with the share of each. Here and in parentRefs the defaults of the API
 * server are written out: Argo CD with server-side apply shows a difference for ever where they are left out.
 *
 * Source: https://github.com/argoproj/argo-cd/issues/22151
 */
function backends({ serviceName, servicePort }: ExposureTarget, canary: GatewayCanary | undefined) {
  const service = { group: '', kind: 'Service' };
  const own = { ...service, name: serviceName, port: servicePort };
  if (canary === undefined) return [{ ...own, weight: 1 }];
  const { endpoint, percent } = canary;
  return [
    { ...own, weight: 100 - percent },
    { ...service, name: endpoint.name, port: endpoint.port, weight: percent },
  ];
}

function checkPercent(percent: number): void {
  if (Number.isInteger(percent) && percent >= 0 && percent <= 100) return;
  throw new Refusal({
    property: 'Exposure.gateway.canary.percent',
    value: percent,
    allowed: 'a whole number from 0 to 100',
    fix: 'for example 10',
  });
}
