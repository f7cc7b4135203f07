import type { TlsRouteProps, TlsRouteSpec } from '../../../imports/gateway.networking.k8s.io';
import { GATEWAY_V1 } from '../../kubernetes/gateway-api';
import type { IExposure } from '../i-exposure';
import { backendRefs } from './backend-refs';
import { grants } from './route-grants';
import { type RouteExposureOptions, routeBase, routeHead } from './route-options';

/** TLSRoute, as the Gateway API's own JSON. */
interface TlsRoute extends TlsRouteProps {
  readonly apiVersion: typeof GATEWAY_V1;
  readonly kind: 'TLSRoute';
}

const PROPERTY = 'Exposure.tlsRoute';

/**
 * Way in for TLS that the pods end themselves. The listener must be one of TLS in mode Passthrough.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/tlsroute/
 */
export function tlsRouteExposure(options: RouteExposureOptions): IExposure {
  const base = routeBase(PROPERTY, options);
  const endpoints = base.shares.map(({ endpoint }) => endpoint);
  return {
    kind: 'tls',
    from: options.from,
    manifests: (target) => {
      const spec = {
        ...routeHead(PROPERTY, target, base),
        rules: [{ backendRefs: backendRefs(target, base.shares) }],
      } as unknown as TlsRouteSpec;
      const metadata = { name: target.name, labels: { ...target.labels } };
      const route: TlsRoute = { apiVersion: GATEWAY_V1, kind: 'TLSRoute', metadata, spec };
      return [route, ...grants('TLSRoute', target, endpoints)];
    },
  };
}
