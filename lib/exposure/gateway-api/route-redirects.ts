import type { HttpRouteProps } from '../../../imports/gateway.networking.k8s.io';
import { Refusal } from '../../errors/refusal';
import { GATEWAY_V1 } from '../../kubernetes/gateway-api';
import { checkName } from '../../kubernetes/names';
import { checkHosts } from '../host';
import type { ExposureTarget } from '../i-exposure';
import type { GatewayExposureOptions } from './gateway-options';
import { hostnames, type RouteBase } from './route-options';
import { type ParentListener, type ParentRef, parentRefs } from './route-parent';

/** HTTPRoute, as the Gateway API's own JSON. */
export interface HttpRoute extends HttpRouteProps {
  readonly apiVersion: typeof GATEWAY_V1;
  readonly kind: 'HTTPRoute';
}

/** Redirects in the words of the options. */
type Redirects = Pick<GatewayExposureOptions, 'httpSectionName' | 'redirectedHosts'>;

/**
 * Refuses a redirect to https beside a route that takes plain HTTP itself, and hosts that are none.
 *
 * @param property way in: `Exposure.gateway`
 */
export function checkRedirects(property: string, parents: readonly ParentListener[], options: Redirects): void {
  const { httpSectionName, redirectedHosts } = options;
  if (redirectedHosts !== undefined) checkHosts(`${property}.redirectedHosts`, redirectedHosts);
  if (httpSectionName === undefined) return;
  checkName('subdomain', `${property}.httpSectionName`, httpSectionName);
  const plain = parents
    .map(({ ref }) => ref)
    .find(
      ({ sectionName, port }) => sectionName === httpSectionName || (sectionName === undefined && port === undefined),
    );
  if (plain === undefined) return;
  throw new Refusal({
    property: `${property}.httpSectionName`,
    value: httpSectionName,
    why: `the route itself takes requests over plain HTTP: its parent "${plain.name}" names ${plain.sectionName === undefined ? 'no section' : 'the same section'}`,
    allowed: 'a section for TLS in each parent, and another one for the redirect',
    fix: "for example sectionName: 'https', httpSectionName: 'http'",
  });
}

/** HTTPRoutes that send clients elsewhere: from http to https, from other hosts to the first one. */
export function redirectRoutes(
  property: string,
  target: ExposureTarget,
  { parents, hosts }: RouteBase,
  { httpSectionName, redirectedHosts = [] }: Redirects,
): HttpRoute[] {
  const served = hostnames(property, target, hosts);
  const routes: HttpRoute[] = [];
  if (httpSectionName !== undefined) {
    const plain = parents.map(({ ref: { sectionName: _, port: __, ...ref } }) => ({
      ...ref,
      sectionName: httpSectionName,
    }));
    const all = hostnames(property, target, [...served, ...redirectedHosts]);
    routes.push(redirectRoute(target, 'http', distinct(plain), all, { scheme: 'https' }));
  }
  if (redirectedHosts.length > 0) {
    routes.push(
      redirectRoute(
        target,
        'hosts',
        parentRefs(`${property}.redirectedHosts`, parents, redirectedHosts),
        redirectedHosts,
        {
          hostname: served[0],
        },
      ),
    );
  }
  return routes;
}

function distinct(parents: readonly ParentRef[]): ParentRef[] {
  return [...new Map(parents.map((one) => [JSON.stringify(one), one])).values()];
}

function redirectRoute(
  target: ExposureTarget,
  suffix: string,
  parents: readonly ParentRef[],
  hosts: readonly string[],
  redirect: object,
): HttpRoute {
  const spec = {
    parentRefs: parents,
    hostnames: hosts,
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        filters: [{ type: 'RequestRedirect', requestRedirect: { ...redirect, statusCode: 301 } }],
      },
    ],
  };
  return {
    apiVersion: GATEWAY_V1,
    kind: 'HTTPRoute',
    metadata: { name: `${target.name}-redirect-${suffix}`, labels: { ...target.labels } },
    spec: spec as unknown as HttpRoute['spec'],
  };
}
