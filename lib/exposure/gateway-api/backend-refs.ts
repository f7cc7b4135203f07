import { Chart } from 'cdk8s';
import { Refusal } from '../../errors/refusal';
import type { HttpEndpoint } from '../http-endpoint';
import type { ExposureTarget } from '../i-exposure';

/** Share of the requests that goes to another endpoint: a new version that few clients try first. */
export interface RouteShare {
  /** Endpoint of the other version. In another namespace a ReferenceGrant there lets the route refer to it. */
  readonly endpoint: HttpEndpoint;

  /** Requests in a hundred that it gets, from 0 to 100. */
  readonly percent: number;
}

/** Reference of a route to a Service, with the defaults of the API server written out. */
export interface BackendRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port: number;
  readonly weight?: number;
}

/**
 * Services that share the requests: what the others do not get, the endpoint itself does.
 *
 * @internal
 */
export function backendRefs(target: ExposureTarget, shares: readonly RouteShare[]): BackendRef[] {
  const own = { group: '', kind: 'Service', name: target.serviceName, port: target.servicePort };
  if (shares.length === 0) return [{ ...own, weight: 1 }];
  const others = shares.reduce((sum, { percent }) => sum + percent, 0);
  return [
    { ...own, weight: 100 - others },
    ...shares.map(({ endpoint, percent }) => ({ ...endpointRef(target, endpoint), weight: percent })),
  ];
}

/**
 * Reference to the Service of another endpoint.
 *
 * @internal
 */
export function endpointRef({ namespace }: ExposureTarget, endpoint: HttpEndpoint): BackendRef {
  const other = Chart.of(endpoint).namespace;
  return {
    group: '',
    kind: 'Service',
    name: endpoint.name,
    ...(other === namespace || other === undefined ? {} : { namespace: other }),
    port: endpoint.port,
  };
}

/** Most Services of one rule, the endpoint's own among them: https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule. */
const MOST_BACKENDS = 16;

/**
 * Refuses shares that are none, more than a hundred together, and one endpoint twice.
 *
 * @internal
 */
export function checkShares(property: string, shares: readonly RouteShare[]): void {
  for (const [index, { percent }] of shares.entries()) {
    if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
      throw wrongShare(`${property}[${index}].percent`, percent, 'a whole number from 0 to 100', 'for example 10');
    }
  }
  const all = shares.reduce((sum, { percent }) => sum + percent, 0);
  if (all > 100) throw wrongShare(property, `${all} together`, '100 together at most', 'lower one of them');
  if (shares.length >= MOST_BACKENDS) {
    throw wrongShare(property, `${shares.length} endpoints`, `${MOST_BACKENDS - 1} at most`, 'leave some out');
  }
  const twice = shares.findIndex(({ endpoint }, at) => shares.findIndex((one) => one.endpoint === endpoint) !== at);
  if (twice < 0) return;
  const { name } = shares[twice].endpoint;
  throw wrongShare(`${property}[${twice}].endpoint`, name, 'each endpoint once', 'add the shares up');
}

function wrongShare(property: string, value: unknown, allowed: string, fix: string): Refusal {
  return new Refusal({ property, value, allowed, fix });
}
