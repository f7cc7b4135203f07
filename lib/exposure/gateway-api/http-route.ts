import type { HttpRouteSpec } from '../../../imports/gateway.networking.k8s.io';
import { Refusal } from '../../errors/refusal';
import { GATEWAY_V1 } from '../../kubernetes/gateway-api';
import { checkName } from '../../kubernetes/names';
import type { ExposureTarget, IExposure } from '../i-exposure';
import { backendRefs } from './backend-refs';
import { backendTlsPolicy, checkBackendTls } from './backend-tls-policy';
import type { GatewayExposureOptions } from './gateway-options';
import { checkFilters, type RouteFilter } from './route-filter';
import { grants } from './route-grants';
import { matchesOf, type RouteMatch } from './route-match';
import { type RouteBase, routeBase, routeHead } from './route-options';
import { checkRedirects, type HttpRoute, redirectRoutes } from './route-redirects';
import { timeoutsOf } from './route-timeouts';

const PROPERTY = 'Exposure.gateway';

/**
 * Way in through a Gateway. The Service's port says that it also speaks WebSocket.
 *
 * Source: https://gateway-api.sigs.k8s.io/geps/gep-1911/ (appProtocol)
 */
export function gatewayExposure(options: GatewayExposureOptions): IExposure {
  const { filters = [], backendTls, appProtocol } = options;
  const base = routeBase(PROPERTY, options);
  const matches = matchesOf(PROPERTY, options.paths, options.matches);
  checkFilters(`${PROPERTY}.filters`, filters);
  const rules = rulesOf(matches, filters);
  const timeouts = timeoutsOf(PROPERTY, options.timeouts ?? {}, options.unlimited);
  if (backendTls !== undefined) checkBackendTls(`${PROPERTY}.backendTls`, backendTls);
  if (appProtocol !== undefined) checkName('qualifiedKey', `${PROPERTY}.appProtocol`, appProtocol);
  checkRedirects(PROPERTY, base.parents, options);
  const endpoints = [...base.shares, ...filters].map((one) => ('endpoint' in one ? one.endpoint : one._endpoint));
  return {
    kind: 'route',
    appProtocol: appProtocol ?? (backendTls === undefined ? 'kubernetes.io/ws' : 'kubernetes.io/wss'),
    from: options.from,
    manifests: (target) => [
      httpRoute(target, base, rules, filters, timeouts),
      ...redirectRoutes(PROPERTY, target, base, options),
      ...(backendTls === undefined ? [] : [backendTlsPolicy(target, backendTls)]),
      ...grants('HTTPRoute', target, endpoints),
    ],
  };
}

function httpRoute(
  target: ExposureTarget,
  base: RouteBase,
  rules: readonly (readonly RouteMatch[])[],
  filters: readonly RouteFilter[],
  timeouts: object,
): HttpRoute {
  // The API's words for enumerations are those of the generated enums; importing these as values would load cdk8s twice.
  const spec = {
    ...routeHead(PROPERTY, target, base),
    rules: rules.map((matches) => ({
      matches: matches.map(({ _json }) => _json),
      ...(filters.length > 0 ? { filters: filters.map((filter) => filter._filter(target)) } : {}),
      backendRefs: backendRefs(target, base.shares),
      ...timeouts,
    })),
  } as unknown as HttpRouteSpec;
  return {
    apiVersion: GATEWAY_V1,
    kind: 'HTTPRoute',
    metadata: { name: target.name, labels: { ...target.labels } },
    spec,
  };
}

/** Most rules of a route: https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec. */
const MOST_RULES = 16;

/** Matches of each rule: one rule, or one a match where a filter replaces the prefix that matched. */
function rulesOf(matches: readonly RouteMatch[], filters: readonly RouteFilter[]): readonly (readonly RouteMatch[])[] {
  if (!filters.some(({ _replacesPrefix }) => _replacesPrefix)) return [matches];
  const exact = matches.find(({ _type }) => _type === 'Exact');
  if (exact === undefined && matches.length <= MOST_RULES) return matches.map((one) => [one]);
  throw new Refusal({
    property: `${PROPERTY}.filters`,
    ...(exact === undefined ? { kind: `a rewrite of ${matches.length} paths` } : { value: exact._path }),
    why: 'a rewrite replaces the prefix that matched, each in a rule of its own',
    allowed: `prefixes alone, ${MOST_RULES} at most`,
    fix: 'share the paths among several ways in',
  });
}
