import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { within } from '../errors/refusal';
import type { NetworkPolicy } from '../kubernetes/api';
import { objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { markGiven } from '../manifests/given';
import { manifest } from '../manifests/manifest';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import { type Place, placeOf } from '../manifests/place';
import type { Egress } from '../pod/network';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';

/** Overrides for the parts of a DefaultDeny: the API's own JSON, merged deeply. */
export interface DefaultDenyOverrides {
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: any;
}

/** Properties of a DefaultDeny. */
export interface DefaultDenyProps {
  /**
   * Name of the policy.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Connections that every pod of the namespace may open, DNS for example.
   *
   * @default - none
   */
  readonly egress?: Egress[];

  /**
   * Overrides: the API's own JSON for any field of the policy, merged deeply.
   *
   * @default - nothing
   */
  readonly overrides?: DefaultDenyOverrides;
}

/**
 * NetworkPolicy of a whole namespace that denies what no other policy of it allows: every connection to its pods, and
 * every connection from them. Releases are reached as before, because each has a policy of its own for its ports and for the
 * members of its cluster. They open no connection but to other members until they name where to in `egress`: a release
 * or a job that names nothing is refused.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
 *
 * @example
 *
 *   new DefaultDeny(chart, 'default-deny');
 *   new PhoenixService(chart, 'web', {
 *     …,
 *     egress: [Egress.dns(), Egress.to(NetworkPeer.pods({ app: 'postgres' }), [5432])],
 *   });
 */
export class DefaultDeny extends Construct {
  /** Name of the policy. */
  public readonly name: string;

  /** NetworkPolicy. */
  public readonly networkPolicy: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props name, and connections that every pod may open
   * @throws where a value is none that Kubernetes takes
   */
  constructor(scope: Construct, id: string, props: DefaultDenyProps = {}) {
    const place = placeOf(scope, id);
    const { networkPolicy } = within(place, () => describe(place, props));
    super(scope, id);
    this.name = networkPolicy.metadata?.name as string;
    this.networkPolicy = manifest(this, 'network-policy', networkPolicy);
    this.node.defaultChild = this.networkPolicy;
  }
}

publicClass(DefaultDeny, 'DefaultDeny');

/** Policy, marked for the rules over the tree: only they can tell which pods it leaves without a connection. */
function describe(place: Place, props: DefaultDenyProps): { readonly networkPolicy: NetworkPolicy } {
  checkProps('DefaultDenyProps', props);
  checkOverrides(props.overrides);
  const { egress = [] } = props;
  const name = checkName('label', 'name', props.name ?? place.id);
  const networkPolicy: NetworkPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, labels: objectLabels(name) },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ...(egress.length ? { egress: egress.map(({ _rule }) => _rule) } : {}),
    },
  };
  const parts = applyOverrides({ networkPolicy }, props.overrides, place.target);
  return { networkPolicy: markGiven(parts.networkPolicy) };
}
