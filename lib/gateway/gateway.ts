import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { GatewayProps as Props } from '../../imports/gateway.networking.k8s.io';
import { within } from '../errors/refusal';
import { type ParentListener, parentRef, RouteParent } from '../exposure/gateway-api/route-parent';
import { GATEWAY_V1 } from '../kubernetes/gateway-api';
import { checkAnnotations, checkSelector } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { manifest } from '../manifests/manifest';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import { type Place, placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import { type DescribedListeners, describeListeners } from './describe-listeners';
import { checkAddresses } from './gateway-addresses';
import type { GatewayProps } from './gateway-props';

/** Listener of a Gateway or a ListenerSet that a route names. */
export interface ListenerChoice {
  /**
   * Name of one listener.
   *
   * @default - those of HTTPS that take a host of the route; every listener where there is none of HTTPS
   */
  readonly sectionName?: string;

  /**
   * Port of the listeners. Not every controller supports it.
   *
   * @default - listeners on every port
   */
  readonly port?: number;
}

/**
 * Gateway of a team that has none: what the controller of its class listens on. Routes of releases refer to it by
 * `parent()`, from any chart of the app.
 *
 * @example
 *
 *   const gateway = new Gateway(chart, 'public', {
 *     className: 'traefik',
 *     listeners: [GatewayListener.http(), GatewayListener.https(['example.com'], { tls: Tls.clusterIssuer('letsencrypt') })],
 *   });
 *   new PhoenixService(chart, 'web', { …, exposures: [Exposure.gateway({ parents: [gateway.parent()], httpSectionName: 'http' })] });
 */
export class Gateway extends Construct {
  /** Name of the Gateway. */
  public readonly name: string;

  /** Gateway. */
  public readonly apiObject: ApiObject;

  private readonly parents: readonly ParentListener[];

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props class, listeners and whose routes it admits
   * @throws where a value is none that Kubernetes takes, two listeners are the same, or nothing is encrypted
   */
  constructor(scope: Construct, id: string, props: GatewayProps) {
    const place = placeOf(scope, id);
    const { gateway, described } = within(place, () => describe(place, props));
    super(scope, id);
    this.name = described.metadata.name;
    this.parents = described.parents;
    this.apiObject = manifest(this, 'gateway', gateway);
    for (const one of described.further) manifest(this, `${one.kind.toLowerCase()}-${one.metadata?.name}`, one);
    this.node.defaultChild = this.apiObject;
  }

  /**
   * Parent of routes.
   *
   * @param choice one listener
   * @throws where a name or port is none that Kubernetes takes
   */
  public parent(choice: ListenerChoice = {}): RouteParent {
    return chosen('Gateway.parent', this.parents, choice);
  }
}

publicClass(Gateway, 'Gateway');

/**
 * Parent of routes that choose a listener, or leave it open.
 *
 * @internal
 */
export function chosen(property: string, parents: readonly ParentListener[], choice: ListenerChoice): RouteParent {
  if (choice.sectionName === undefined && choice.port === undefined) return RouteParent._of(parents);
  const [{ ref }] = parents;
  return RouteParent._of([{ ref: parentRef(property, ref.kind, ref.name, { namespace: ref.namespace, ...choice }) }]);
}

interface Described {
  readonly gateway: object;
  readonly described: DescribedListeners;
}

function describe(place: Place, props: GatewayProps): Described {
  checkProps('GatewayProps', props);
  checkOverrides(props.overrides);
  const { className, addresses, infrastructureLabels, infrastructureAnnotations, listenerSetsFrom } = props;
  const described = describeListeners(place, 'Gateway', props);
  const infrastructure = {
    ...(infrastructureLabels ? { labels: { ...checkSelector('infrastructureLabels', infrastructureLabels) } } : {}),
    ...(infrastructureAnnotations
      ? { annotations: { ...checkAnnotations('infrastructureAnnotations', infrastructureAnnotations) } }
      : {}),
  };
  const gateway = {
    apiVersion: GATEWAY_V1,
    kind: 'Gateway',
    metadata: described.metadata,
    spec: {
      gatewayClassName: checkName('subdomain', 'className', className),
      listeners: described.listeners,
      ...(addresses ? { addresses: checkAddresses('addresses', addresses) } : {}),
      ...(Object.keys(infrastructure).length > 0 ? { infrastructure } : {}),
      ...(listenerSetsFrom ? { allowedListeners: { namespaces: listenerSetsFrom._json } } : {}),
    } as unknown as Props['spec'],
  };
  return { gateway: applyOverrides({ gateway }, props.overrides, place.target).gateway, described };
}
