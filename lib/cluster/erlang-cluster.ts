import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Discovery } from '../discovery/discovery';
import type { IDiscovery } from '../discovery/i-discovery';
import { manifest } from '../manifests/manifest';
import { placeOf } from '../manifests/place';
import { publicClass } from '../props/public-class';
import type { ClusterDescription } from './cluster-description';
import { describeCluster } from './describe-cluster';
import type { ErlangClusterProps } from './erlang-cluster-props';
import { membersOf, nodeNames } from './members';

/**
 * Erlang cluster: everything that makes nodes find and trust each other, from one description: node names, cookie,
 * headless Service, discovery, distribution and, where the strategy asks the API server, the right to do so.
 *
 * Give it to every release that is to join: `new PhoenixService(chart, 'web', { cluster, … })`.
 */
export class ErlangCluster extends Construct {
  /** Name. */
  public readonly name: string;

  /** Basename of every member's node name: the part before the `@`. */
  public readonly nodeBasename: string;

  /** Strategy by which nodes find each other. */
  public readonly discovery: IDiscovery;

  /** Whether nodes talk IPv6. */
  public readonly ipv6: boolean;

  /** Headless Service, `NAME-nodes`. */
  public readonly service: ApiObject;

  /** Right to list pods or endpoints, where the strategy needs it. */
  public readonly role?: ApiObject;

  /** Objects by which the mesh keeps others from the distribution: Servers of Linkerd. */
  public readonly meshPolicies: ApiObject[];

  /** Certificate of the members, where cert-manager issues it. */
  public readonly certificate?: ApiObject;

  /** @internal */
  public readonly _description: ClusterDescription;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props properties of the cluster
   * @throws where the cookie is no reference, a name is none that the VM or Kubernetes takes, or an override does not
   * fit
   */
  constructor(scope: Construct, id: string, props: ErlangClusterProps) {
    const { description, objects, guards } = describeCluster(placeOf(scope, id), props);
    super(scope, id);
    this.name = description.clusterName;
    this.nodeBasename = description.nodeBasename;
    this.discovery = props.discovery ?? Discovery.dnsCluster();
    this.ipv6 = description.ipv6;
    this._description = description;
    this.service = manifest(this, 'service', objects.service);
    this.role = objects.role && manifest(this, 'role', objects.role);
    this.meshPolicies = guards.map((object) => manifest(this, object.metadata.name as string, object));
    this.certificate = objects.certificate && manifest(this, 'certificate', objects.certificate);
  }

  /**
   * Node names of every member in the tree, for strategies with a fixed list; complete when all members are made.
   *
   * @internal
   */
  public _nodeNames(): string {
    return nodeNames(this._description, membersOf(this));
  }
}

publicClass(ErlangCluster, 'ErlangCluster');
