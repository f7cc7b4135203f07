import { Refusal } from '../../errors/refusal';
import type { NetworkPeer } from '../../pod/network';
import { checkHosts } from '../host';
import type { ExposureTarget } from '../i-exposure';
import { checkShares, type RouteShare } from './backend-refs';
import { type ParentListener, type ParentRef, parentRefs, parentsOf, type RouteParent } from './route-parent';

/** What routes of every kind have. */
export interface RouteExposureOptions {
  /**
   * Name of the Gateway.
   *
   * @default - none, where `parents` names it
   */
  readonly gateway?: string;

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
   * Parents, in the place of `gateway`: several of them, a ListenerSet, or a `Gateway` of this app by its `parent()`.
   *
   * @default - the Gateway that `gateway` names
   */
  readonly parents?: RouteParent[];

  /**
   * Hosts that the route takes, such as `*.example.com` for tenants.
   *
   * @default - the endpoint's hosts
   */
  readonly hosts?: string[];

  /**
   * Peers that its requests come from: the pods of the Gateway, which run in the namespace of the Gateway or in that
   * of its controller.
   *
   * @default - not known
   */
  readonly from?: NetworkPeer[];

  /**
   * Shares of the requests that go to other versions. A socket is one request: it stays where it was opened.
   *
   * Source: https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
   *
   * @default - none
   */
  readonly shares?: RouteShare[];
}

/** Parts that routes of every kind have, checked. */
export interface RouteBase {
  readonly parents: readonly ParentListener[];
  readonly hosts?: readonly string[];
  readonly shares: readonly RouteShare[];
}

/** Most hosts of a route: https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec. */
const MOST_HOSTS = 16;

/**
 * Parents, hosts and shares of a route.
 *
 * @param property way in: `Exposure.gateway`
 * @throws where one of them is none
 */
export function routeBase(property: string, options: RouteExposureOptions): RouteBase {
  const { hosts, shares = [] } = options;
  const parents = parentsOf(property, options);
  if (hosts !== undefined) checkHosts(`${property}.hosts`, hosts);
  checkShares(`${property}.shares`, shares);
  return { parents, hosts, shares };
}

/**
 * Hosts of a route of an endpoint.
 *
 * @throws where there are more than a route can have
 */
export function hostnames(property: string, target: ExposureTarget, hosts: readonly string[] = target.hosts): string[] {
  if (hosts.length <= MOST_HOSTS) return [...hosts];
  throw new Refusal({
    property: `${property}.hosts`,
    kind: `${hosts.length} hosts`,
    allowed: `${MOST_HOSTS} at most`,
    fix: 'share them among several ways in, each with `hosts` of its own',
  });
}

/**
 * Parents of a route of an endpoint, and its hosts.
 *
 * @param property way in: `Exposure.gateway`
 * @throws where there are more hosts than a route can have, or no parent takes one of them
 */
export function routeHead(
  property: string,
  target: ExposureTarget,
  { parents, hosts }: RouteBase,
): { readonly parentRefs: readonly ParentRef[]; readonly hostnames: readonly string[] } {
  const served = hostnames(property, target, hosts);
  return { parentRefs: parentRefs(`${property}.hosts`, parents, served), hostnames: served };
}
