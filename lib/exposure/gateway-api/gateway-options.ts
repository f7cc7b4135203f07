import type { BackendTls } from './backend-tls';
import type { RouteFilter } from './route-filter';
import type { RouteMatch } from './route-match';
import type { RouteExposureOptions } from './route-options';
import type { RouteTimeouts } from './route-timeouts';

/** Options for `Exposure.gateway`. */
export interface GatewayExposureOptions extends RouteExposureOptions {
  /**
   * Paths, each with all below it.
   *
   * @default ['/']
   */
  readonly paths?: string[];

  /**
   * Requests that the route takes, in the place of `paths`: exact paths, methods, headers, parameters.
   *
   * @default - every request to `paths`
   */
  readonly matches?: RouteMatch[];

  /**
   * Changes of requests and answers: headers, rewrites, mirrors.
   *
   * @default - none
   */
  readonly filters?: RouteFilter[];

  /**
   * Whether the route says that requests may take as long as they do (`timeouts.request: 0s`), so that sockets and long
   * polls are not cut. Set it to false for a Gateway that does not support timeouts of routes.
   *
   * Source: https://gateway-api.sigs.k8s.io/reference/spec/#httproutetimeouts
   *
   * @default - true, unless `timeouts.request` says how long
   */
  readonly unlimited?: boolean;

  /**
   * Times after which the Gateway ends a request; for a route without sockets.
   *
   * @default - none
   */
  readonly timeouts?: RouteTimeouts;

  /**
   * Name of the Gateways' listener for plain HTTP: a second HTTPRoute there sends every request to https (301). The
   * parents of this one must each name a section or a port, or it would answer over plain HTTP too.
   *
   * Source: https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/
   *
   * @default - no redirect
   */
  readonly httpSectionName?: string;

  /**
   * Other hosts whose requests are sent to the first of the route's hosts (301), such as `www.example.com`.
   *
   * @default - none
   */
  readonly redirectedHosts?: string[];

  /**
   * TLS between the Gateway and the pods, by a BackendTLSPolicy.
   *
   * @default - none: the pods serve plain HTTP
   */
  readonly backendTls?: BackendTls;

  /**
   * Application protocol of the Service's port, by which the Gateway knows what to speak: `kubernetes.io/ws`,
   * `kubernetes.io/wss`, `kubernetes.io/h2c`, `http` or `https`.
   *
   * Source: https://gateway-api.sigs.k8s.io/geps/gep-1911/
   *
   * @default - `kubernetes.io/ws`, with `backendTls` `kubernetes.io/wss`
   */
  readonly appProtocol?: string;
}
