import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { discoveryBinding } from '../cluster/cluster-objects';
import type { ErlangCluster } from '../cluster/erlang-cluster';
import { within } from '../errors/refusal';
import { KubernetesTarget } from '../kubernetes/target';
import { manifest } from '../manifests/manifest';
import { checkOverrides, checkParts } from '../manifests/overrides';
import { waived } from '../risks/waiver';
import { accepted } from './accepted';
import { describeRelease, type Role, RUNNING } from './describe-release';
import type { ElixirReleaseProps } from './elixir-release-props';
import { checkNamespace, checkSameNamespace } from './namespace';
import { networkPolicy, ownHeadlessService, podDisruptionBudget, serviceAccount, workload } from './objects';

/**
 * One OTP release as pods: a worker, or anything that serves in its own way. For a Phoenix application that serves HTTP
 * there is PhoenixService.
 *
 * It is a Deployment, or a StatefulSet where `stableNames` or `storage` ask for one.
 */
export class ElixirRelease extends Construct {
  /** The name of its objects. */
  public readonly name: string;

  /** The cluster that its nodes join, where there is one. */
  public readonly cluster?: ErlangCluster;

  /** The Deployment or StatefulSet. */
  public readonly workload: ApiObject;

  /** The ServiceAccount. */
  public readonly serviceAccount: ApiObject;

  /** The ConfigMap of vm.args and remote.vm.args; its name carries a hash of its content. */
  public readonly vmArgs: ApiObject;

  /** The PodDisruptionBudget, with two replicas or more. */
  public readonly podDisruptionBudget?: ApiObject;

  /** The NetworkPolicy, unless it is waived. */
  public readonly networkPolicy?: ApiObject;

  /** The RoleBinding, where discovery reads the API. */
  public readonly roleBinding?: ApiObject;

  /** The headless Service of a StatefulSet in no cluster. */
  public readonly headlessService?: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props what runs, and how
   * @throws where a value cannot work, with what would
   */
  constructor(scope: Construct, id: string, props: ElixirReleaseProps) {
    super(scope, id);
    const { path } = this.node;
    const chart = Chart.of(this);
    const surroundings = { id, chartLabels: chart.labels, target: KubernetesTarget.of(this) };
    const { cluster, overrides } = props;
    const { release, vmArgs } = within(path, () => {
      checkOverrides(overrides);
      const described = describeRelease(props, this._role(props), surroundings);
      const { name, replicas } = described.release;
      this.checkNamespaces(props);
      if (described.release.token) checkNamespace(chart.namespace);
      cluster?._join({ name, replicas, stableNames: props.stableNames ?? false });
      return described;
    });
    this.name = release.name;
    this.cluster = cluster;
    this.serviceAccount = manifest(this, 'service-account', serviceAccount(release), overrides?.serviceAccount);
    this.vmArgs = manifest(this, 'vm-args', vmArgs);
    this.workload = manifest(this, 'workload', workload(release), overrides?.workload);
    const budget = podDisruptionBudget(release);
    this.podDisruptionBudget =
      budget && manifest(this, 'pod-disruption-budget', budget, overrides?.podDisruptionBudget);
    if (!waived(accepted(props), 'open-distribution')) {
      this.networkPolicy = manifest(this, 'network-policy', networkPolicy(release), overrides?.networkPolicy);
    }
    if (cluster?.role && chart.namespace) {
      const binding = discoveryBinding(
        cluster.role.name,
        release.name,
        this.serviceAccount.name,
        chart.namespace,
        cluster.name,
      );
      this.roleBinding = manifest(this, 'role-binding', binding, overrides?.roleBinding);
    }
    if (release.statefulSet && !cluster) {
      this.headlessService = manifest(
        this,
        'headless-service',
        ownHeadlessService(release),
        overrides?.headlessService,
      );
    }
    this.node.defaultChild = this.workload;
    within(path, () => checkParts(overrides, this._parts(props)));
  }

  /**
   * The parts that can be overridden, by the names of `overrides`; undefined where one is not made.
   *
   * @internal
   */
  protected _parts(_props: ElixirReleaseProps): { readonly [part: string]: unknown } {
    const { workload, serviceAccount, vmArgs, podDisruptionBudget, networkPolicy, roleBinding, headlessService } = this;
    return { workload, serviceAccount, vmArgs, podDisruptionBudget, networkPolicy, roleBinding, headlessService };
  }

  /**
   * What this kind of release adds to the props. It is asked before anything is made.
   *
   * @internal
   */
  protected _role(_props: ElixirReleaseProps): Role {
    return RUNNING;
  }

  private checkNamespaces({ cluster, config }: ElixirReleaseProps): void {
    if (cluster) {
      const why = 'a Service selects pods of its own namespace only, so the nodes would not find each other';
      checkSameNamespace(this, { property: 'cluster', construct: cluster, why });
    }
    if (config) {
      const why = 'pods read ConfigMaps of their own namespace only, so they would not start';
      checkSameNamespace(this, { property: 'config', construct: config, why });
    }
  }
}
