import { Refusal } from '../../errors/refusal';
import { GATEWAY_GROUP } from '../../kubernetes/gateway-api';
import { checkName } from '../../kubernetes/names';
import { checkPortNumber } from '../../kubernetes/port-numbers';
import { hostsMeet } from '../../kubernetes/route-hosts';
import { publicClass } from '../../props/public-class';

/** Options for `RouteParent.gateway` and `RouteParent.listenerSet`. */
export interface RouteParentOptions {
  /**
   * Namespace of the parent; its listeners must admit routes from the release's.
   *
   * @default - the release's own
   */
  readonly namespace?: string;

  /**
   * Name of one listener.
   *
   * @default - every listener that takes the host
   */
  readonly sectionName?: string;

  /**
   * Port of the listeners. Not every controller supports it.
   *
   * Source: https://gateway-api.sigs.k8s.io/reference/spec/#parentreference
   *
   * @default - listeners on every port
   */
  readonly port?: number;
}

/**
 * Reference of a route to a parent, with the defaults of the API server written out: Argo CD with server-side apply
 * shows a difference for ever where they are left out (https://github.com/argoproj/argo-cd/issues/22151).
 */
export interface ParentRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

/** Parent of a route, and the host of its listener where that is known: the route takes no other hosts there. */
export interface ParentListener {
  readonly ref: ParentRef;
  readonly host?: string;
}

/** Parent of a route: a Gateway or a ListenerSet, all of its listeners or one. */
export class RouteParent {
  /**
   * Gateway.
   *
   * @example
   *
   *   RouteParent.gateway('public', { namespace: 'infra', sectionName: 'https' })
   *
   * @param name name of the Gateway
   * @param options namespace and listener
   * @throws where a name or port is none that Kubernetes takes
   */
  public static gateway(name: string, options: RouteParentOptions = {}): RouteParent {
    return new RouteParent([{ ref: parentRef('RouteParent.gateway', 'Gateway', name, options) }]);
  }

  /**
   * ListenerSet: listeners that a team adds to a Gateway of somebody else's.
   *
   * Source: https://gateway-api.sigs.k8s.io/geps/gep-1713/
   *
   * @param name name of the ListenerSet
   * @param options namespace and listener
   * @throws where a name or port is none that Kubernetes takes
   */
  public static listenerSet(name: string, options: RouteParentOptions = {}): RouteParent {
    return new RouteParent([{ ref: parentRef('RouteParent.listenerSet', 'ListenerSet', name, options) }]);
  }

  /**
   * Several listeners of one parent.
   *
   * @internal
   */
  public static _of(listeners: readonly ParentListener[]): RouteParent {
    return new RouteParent(listeners);
  }

  private constructor(
    /** @internal */
    public readonly _listeners: readonly ParentListener[],
  ) {}
}

publicClass(RouteParent, 'RouteParent');

/**
 * Reference to a parent.
 *
 * @internal
 */
export function parentRef(property: string, kind: string, name: string, options: RouteParentOptions): ParentRef {
  const { namespace, sectionName, port } = options;
  checkName('subdomain', `${property}.name`, name);
  if (namespace !== undefined) checkName('label', `${property}.namespace`, namespace);
  if (sectionName !== undefined) checkName('subdomain', `${property}.sectionName`, sectionName);
  if (port !== undefined) checkPortNumber(`${property}.port`, port, 1);
  return refOf(kind, name, options);
}

/** Reference of a route to a parent, of values that were checked. */
function refOf(kind: string, name: string, { namespace, sectionName, port }: RouteParentOptions): ParentRef {
  return {
    group: GATEWAY_GROUP,
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(sectionName === undefined ? {} : { sectionName }),
    ...(port === undefined ? {} : { port }),
  };
}

/** Parents of a route in the words of its options: a Gateway by its name, or parents as values. */
export interface RouteParents {
  readonly gateway?: string;
  readonly gatewayNamespace?: string;
  readonly sectionName?: string;
  readonly parents?: readonly RouteParent[];
}

/** Most parents of a route: https://gateway-api.sigs.k8s.io/reference/spec/#commonroutespec. */
const MOST_PARENTS = 32;

/**
 * Parents of a route.
 *
 * @param property way in: `Exposure.gateway`
 * @throws where there is none, both forms are given, or two say the same
 * @internal
 */
export function parentsOf(property: string, given: RouteParents): readonly ParentListener[] {
  const { gateway, gatewayNamespace, sectionName, parents } = given;
  if (parents === undefined) {
    checkName('subdomain', `${property}.gateway`, gateway as string);
    if (gatewayNamespace !== undefined) checkName('label', `${property}.gatewayNamespace`, gatewayNamespace);
    if (sectionName !== undefined) checkName('subdomain', `${property}.sectionName`, sectionName);
    return [{ ref: refOf('Gateway', gateway as string, { namespace: gatewayNamespace, sectionName }) }];
  }
  const both = (['gateway', 'gatewayNamespace', 'sectionName'] as const).find((one) => given[one] !== undefined);
  if (both !== undefined) throw twoForms(`${property}.${both}`, given[both]);
  const listeners = parents.flatMap(({ _listeners }) => _listeners);
  const refs = listeners.map(({ ref }) => ref);
  if (refs.length === 0 || refs.length > MOST_PARENTS) throw wrongNumber(`${property}.parents`, refs.length);
  const index = refs.findIndex((one, at) => refs.slice(0, at).some((other) => overlaps(one, other)));
  if (index >= 0) throw sameParent(`${property}.parents`, refs[index]);
  return listeners;
}

/**
 * References to those parents that take one of the hosts at least.
 *
 * @param property property of the hosts: `Exposure.gateway.hosts`
 * @throws where none of them does
 * @internal
 */
export function parentRefs(
  property: string,
  parents: readonly ParentListener[],
  hosts: readonly string[],
): readonly ParentRef[] {
  const taking = parents.filter(({ host }) => host === undefined || hosts.some((one) => hostsMeet(one, host)));
  if (taking.length > 0) return taking.map(({ ref }) => ref);
  throw new Refusal({
    property,
    value: hosts,
    why: 'no listener of the parents takes one of them, and every request would be answered with 404',
    allowed: `hosts of the listeners: ${parents.map(({ host }) => host).join(', ')}`,
    fix: 'add a listener for the host to the Gateway, or name another parent',
  });
}

/**
 * Whether the API server takes two references for the same: one parent, whose sections are not both named and different.
 *
 * Source: `x-kubernetes-validations` of the CustomResourceDefinition of HTTPRoutes.
 */
function overlaps(one: ParentRef, other: ParentRef): boolean {
  if (one.kind !== other.kind || one.name !== other.name || one.namespace !== other.namespace) return false;
  return one.sectionName === undefined || other.sectionName === undefined || one.sectionName === other.sectionName;
}

function twoForms(property: string, value: unknown): Refusal {
  return new Refusal({
    property,
    value,
    why: '`parents` says all of it, and one of them would be lost',
    allowed: '`parents`, or `gateway` with its namespace and section',
    fix: "parents: [RouteParent.gateway('public', { namespace: 'infra', sectionName: 'https' })]",
  });
}

function wrongNumber(property: string, count: number): Refusal {
  return new Refusal({
    property,
    kind: `${count} parents`,
    allowed: `one or more, ${MOST_PARENTS} at most`,
    fix: "for example [RouteParent.gateway('public')]",
  });
}

function sameParent(property: string, { kind, name, sectionName }: ParentRef): Refusal {
  return new Refusal({
    property,
    value: `${kind} "${name}"${sectionName === undefined ? '' : `, section "${sectionName}"`}`,
    why: 'another one names the same parent, and the API server takes several of one where each names another section',
    allowed: 'each parent once, or each time with another `sectionName`',
    fix: 'leave one of them out, or name a section in both',
  });
}
