import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ListenerSetProps as Props } from '../../imports/gateway.networking.k8s.io';
import { within } from '../errors/refusal';
import { type ParentListener, parentRef, type RouteParent } from '../exposure/gateway-api/route-parent';
import { GATEWAY_V1 } from '../kubernetes/gateway-api';
import { manifest } from '../manifests/manifest';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import { type Place, placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import { type DescribedListeners, describeListeners } from './describe-listeners';
import { chosen, type ListenerChoice } from './gateway';
import type { ListenersProps } from './gateway-props';

/** Overrides for the parts of a ListenerSet: the API's own JSON, merged deeply. */
export interface ListenerSetOverrides {
  /** Into the ListenerSet. @default - nothing */
  readonly listenerSet?: any;
}

/** Properties of a ListenerSet. */
export interface ListenerSetProps extends ListenersProps {
  /** Name of the Gateway, which must admit ListenerSets from this namespace. */
  readonly gateway: string;

  /**
   * Namespace of the Gateway.
   *
   * @default - that of the ListenerSet
   */
  readonly gatewayNamespace?: string;

  /**
   * Overrides: the API's own JSON for any field, merged deeply.
   *
   * @default - nothing
   */
  readonly overrides?: ListenerSetOverrides;
}

/**
 * Listeners that a team adds to a Gateway of somebody else's: hosts and certificates of its own. It came with Gateway
 * API 1.5, and not every controller supports it.
 *
 * Source: https://gateway-api.sigs.k8s.io/geps/gep-1713/
 */
export class ListenerSet extends Construct {
  /** Name of the ListenerSet. */
  public readonly name: string;

  /** ListenerSet. */
  public readonly apiObject: ApiObject;

  private readonly parents: readonly ParentListener[];

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props Gateway, listeners and whose routes they admit
   * @throws where a value is none that Kubernetes takes, two listeners are the same, or nothing is encrypted
   */
  constructor(scope: Construct, id: string, props: ListenerSetProps) {
    const place = placeOf(scope, id);
    const { listenerSet, described } = within(place, () => describe(place, props));
    super(scope, id);
    this.name = described.metadata.name;
    this.parents = described.parents;
    this.apiObject = manifest(this, 'listener-set', listenerSet);
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
    return chosen('ListenerSet.parent', this.parents, choice);
  }
}

publicClass(ListenerSet, 'ListenerSet');

interface Described {
  readonly listenerSet: object;
  readonly described: DescribedListeners;
}

function describe(place: Place, props: ListenerSetProps): Described {
  checkProps('ListenerSetProps', props);
  checkOverrides(props.overrides);
  const described = describeListeners(place, 'ListenerSet', props);
  const listenerSet = {
    apiVersion: GATEWAY_V1,
    kind: 'ListenerSet',
    metadata: described.metadata,
    spec: {
      parentRef: parentRef('gateway', 'Gateway', props.gateway, { namespace: props.gatewayNamespace }),
      listeners: described.listeners,
    } as unknown as Props['spec'],
  };
  return { listenerSet: applyOverrides({ listenerSet }, props.overrides, place.target).listenerSet, described };
}
