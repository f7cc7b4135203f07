import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { ErlangCluster } from '../cluster/erlang-cluster';
import { markMember } from '../cluster/members';
import { within } from '../errors/refusal';
import { releaseSelector } from '../kubernetes/labels';
import { manifest } from '../manifests/manifest';
import { placeOf } from '../manifests/place';
import { NetworkPeer } from '../pod/network';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import { describeRelease } from './describe-release';
import type { ElixirReleaseProps } from './elixir-release-props';
import { withNodeList } from './node-list';
import type { DescribedRelease } from './release-description';
import { withRelease } from './with-release';

/**
 * One OTP release as pods: a worker, or anything that serves in its own way. For a Phoenix application that serves HTTP
 * there is PhoenixService.
 *
 * It is a Deployment, or a StatefulSet where `stableNames`, `storage` or `singleton` ask for one.
 */
export class ElixirRelease extends Construct {
  /** Name of its objects. */
  public readonly name: string;

  /** Cluster that its nodes join, where there is one. */
  public readonly cluster?: ErlangCluster;

  /** Deployment or StatefulSet. */
  public readonly workload: ApiObject;

  /** ServiceAccount, unless an existing one is named. */
  public readonly serviceAccount?: ApiObject;

  /** ConfigMap of vm.args and remote.vm.args; its name carries a hash of its content. */
  public readonly vmArgs: ApiObject;

  /** PodDisruptionBudget, with two replicas or more. */
  public readonly podDisruptionBudget?: ApiObject;

  /** NetworkPolicy, unless it is waived. */
  public readonly networkPolicy?: ApiObject;

  /** RoleBinding, where discovery reads the API. */
  public readonly roleBinding?: ApiObject;

  /** Headless Service of a StatefulSet in no cluster. */
  public readonly headlessService?: ApiObject;

  /** Services of single pods, by their ordinals: none without `podServices`. */
  public readonly podServices: ApiObject[];

  /** Objects of the scaler: none without `scaling`. */
  public readonly scaling: ApiObject[];

  /** Objects of its runners: none without `runners`. */
  public readonly runners: ApiObject[];

  /** @internal */
  public readonly _described: DescribedRelease;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props properties of the release
   * @throws where a value cannot work, with one that would
   */
  constructor(scope: Construct, id: string, props: ElixirReleaseProps) {
    const { described, cluster } = describe(scope, id, props);
    super(scope, id);
    const { objects, workload, podServices, scaling, runners } = described;
    const part = (partId: string, object: object | undefined) => object && manifest(this, partId, object);
    this._described = described;
    this.name = workload.name;
    this.cluster = cluster;
    this.serviceAccount = part('service-account', objects.serviceAccount);
    this.vmArgs = manifest(this, 'vm-args', objects.vmArgs);
    this.workload = manifest(
      this,
      'workload',
      cluster ? withNodeList(objects.workload, workload.name, cluster) : objects.workload,
    );
    this.podDisruptionBudget = part('pod-disruption-budget', objects.podDisruptionBudget);
    this.networkPolicy = part('network-policy', objects.networkPolicy);
    this.roleBinding = part('role-binding', objects.roleBinding);
    this.headlessService = part('headless-service', objects.headlessService);
    this.podServices = podServices.map((service, index) => manifest(this, `pod-service-${index}`, service));
    const all = (made: DescribedRelease['scaling']) => made.map(({ id: own, object }) => manifest(this, own, object));
    this.scaling = all(scaling);
    this.runners = all(runners);
    this.node.defaultChild = this.workload;
    if (cluster) {
      const { name, bounds, statefulSet } = workload;
      markMember(this, { cluster, name, replicas: bounds.max, start: statefulSet?.start ?? 0 });
    }
  }

  /** Its pods, as the peer of others: `egress: [Egress.to(billing.peer, [4000])]`, `from: [worker.peer]`. */
  public get peer(): NetworkPeer {
    const { namespace } = Chart.of(this);
    const pods = releaseSelector(this.name);
    return namespace === undefined ? NetworkPeer.pods(pods) : NetworkPeer.podsIn(namespace, pods);
  }
}

function describe(
  scope: Construct,
  id: string,
  props: ElixirReleaseProps,
): { readonly described: DescribedRelease; readonly cluster?: ErlangCluster } {
  if (props?._described !== undefined) return { described: props._described, cluster: props.cluster };
  const place = placeOf(scope, id);
  return within(place, () => {
    checkProps('ElixirReleaseProps', props);
    const whole = withRelease(props);
    return { described: describeRelease(place, whole), cluster: whole.cluster };
  });
}

publicClass(ElixirRelease, 'ElixirRelease');
