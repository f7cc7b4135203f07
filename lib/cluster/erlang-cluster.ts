import type { ApiObject } from 'cdk8s';
import type { SecretValue } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Distribution } from '../beam/distribution';
import { checkBasename, memberNode, NodeHost, podFqdn } from '../beam/node-name';
import { Discovery } from '../discovery/discovery';
import type { DiscoveryTarget, IDiscovery } from '../discovery/discovery-interface';
import { Refusal, within } from '../errors/refusal';
import type { EnvVar } from '../kubernetes/api';
import { CLUSTER_LABEL, objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { KubernetesTarget } from '../kubernetes/target';
import { manifest } from '../manifests/manifest';
import { checkOverrides, checkParts } from '../manifests/overrides';
import { type Waiver, waiverAnnotations } from '../risks/waiver';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import { type ClusterDescription, discoveryRole, headlessService } from './cluster-objects';

/** Overrides for the parts of an ErlangCluster: the API's own JSON, merged deeply. */
export interface ErlangClusterOverrides {
  /** Into the headless Service. @default - nothing */
  readonly service?: any;
  /** Into the Role. @default - nothing */
  readonly role?: any;
}

/** Properties of an ErlangCluster. */
export interface ErlangClusterProps {
  /**
   * The name: the headless Service is `NAME-nodes`, and members carry it as the label `cdk8s-elixir/cluster`.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The cookie that every member shares: a key of an existing Secret, 32 characters or more of letters and digits. It is
   * all that stands between a connection and any code in the node, and is visible in the container's process list.
   */
  readonly cookie: SecretKey | SecretValue;

  /**
   * What stands before the `@` of every member's node name. All members have the same one, also those of another image:
   * dns_cluster and libcluster put it before the addresses that they find.
   *
   * @default - the name
   */
  readonly nodeBasename?: string;

  /**
   * How nodes find each other.
   *
   * @default Discovery.dnsCluster()
   */
  readonly discovery?: IDiscovery;

  /**
   * How nodes listen for each other. It is the same for ever: a rolling update that changes it splits the cluster.
   *
   * @default Distribution.singlePort()
   */
  readonly distribution?: Distribution;

  /**
   * Whether nodes talk IPv6: the distribution, the Services, and `ECTO_IPV6`. The cluster's first address family must
   * be IPv6, because a pod's address in the environment is of that family.
   *
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * Accepted risks. They hold for every member.
   *
   * @default - none
   */
  readonly allow?: Waiver[];

  /**
   * The API's own JSON for any field of any part.
   *
   * @default - nothing
   */
  readonly overrides?: ErlangClusterOverrides;
}

/** A member, as the cluster knows it. */
interface Member {
  readonly name: string;
  readonly replicas: number;
}

/**
 * Everything that makes nodes find and trust each other, from one description: node names, cookie, headless Service,
 * discovery, distribution and, where the strategy asks the API server, the right to do so.
 *
 * Give it to every release that is to join: `new PhoenixService(chart, 'web', { cluster, … })`.
 */
export class ErlangCluster extends Construct {
  /** The name. */
  public readonly name: string;

  /** What stands before the `@` of every member's node name. */
  public readonly nodeBasename: string;

  /** How nodes find each other. */
  public readonly discovery: IDiscovery;

  /** Whether nodes talk IPv6. */
  public readonly ipv6: boolean;

  /** The headless Service, `NAME-nodes`. */
  public readonly service: ApiObject;

  /** The right to list pods or endpoints, where the strategy needs it. */
  public readonly role?: ApiObject;

  /** @internal */
  public readonly _allow: readonly Waiver[];

  /** @internal */
  public readonly _distribution: Distribution;

  /** @internal */
  public readonly _description: ClusterDescription;

  private readonly cookie: SecretKey;
  private readonly variables: readonly EnvVar[];
  private readonly members: Member[] = [];

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props what the cluster is like
   * @throws where the cookie is no reference, or a name is none that the VM or Kubernetes takes
   */
  constructor(scope: Construct, id: string, props: ErlangClusterProps) {
    super(scope, id);
    const target = KubernetesTarget.of(this);
    const { description, cookie, variables } = within(this.node.path, () => describe(id, props, target.clusterDomain));
    this.name = description.clusterName;
    this.nodeBasename = description.nodeBasename;
    this.discovery = props.discovery ?? Discovery.dnsCluster();
    this.ipv6 = description.ipv6;
    this.cookie = cookie;
    this._allow = props.allow ?? [];
    this.variables = variables;
    this._distribution = props.distribution ?? Distribution.singlePort();
    this._description = description;
    this.service = manifest(this, 'service', headlessService(description), props.overrides?.service);
    const { reads } = this.discovery;
    this.role = reads && manifest(this, 'role', discoveryRole(description, reads), props.overrides?.role);
    const { service, role } = this;
    within(this.node.path, () => checkParts(props.overrides, { service, role }));
  }

  /**
   * The variables that make a pod a member, in an order in which they expand.
   *
   * @internal
   */
  public _environment(stableNames: boolean): EnvVar[] {
    const { nodeBasename, serviceName, clusterDomain } = this._description;
    const host = stableNames ? NodeHost.FQDN : NodeHost.ADDRESS;
    return [
      secretVariable('RELEASE_COOKIE', this.cookie),
      { name: 'RELEASE_NODE', value: memberNode(nodeBasename, host, serviceName, clusterDomain) },
      ...this.variables,
    ];
  }

  /**
   * Takes a release in, after it was made sure that its nodes can be found.
   *
   * @internal
   */
  public _join(member: Member & { readonly stableNames: boolean }): void {
    if (member.stableNames !== (this.discovery.nodeHost === NodeHost.FQDN))
      throw cannotBeFound(this.discovery, member.stableNames);
    this.members.push({ name: member.name, replicas: member.replicas });
  }

  /**
   * Node names of every member, for strategies with a fixed list; known when all members are.
   *
   * @internal
   */
  public _nodes(): string {
    const { nodeBasename, serviceName, clusterDomain } = this._description;
    return this.members
      .flatMap(({ name, replicas }) => Array.from({ length: replicas }, (_, index) => `${name}-${index}`))
      .map((pod) => `${nodeBasename}@${podFqdn(pod, serviceName, '$(POD_NAMESPACE)', clusterDomain)}`)
      .join(',');
  }
}

function describe(id: string, props: ErlangClusterProps, clusterDomain: string) {
  checkOverrides(props.overrides);
  const name = checkName('service', 'name', props.name ?? id, '-nodes'.length);
  const discovery = props.discovery ?? Discovery.dnsCluster();
  const target: DiscoveryTarget = {
    clusterName: name,
    nodeBasename: checkBasename('nodeBasename', props.nodeBasename ?? name),
    serviceName: `${name}-nodes`,
    namespace: '$(POD_NAMESPACE)',
    clusterDomain,
    selector: `${CLUSTER_LABEL}=${name}`,
    ipv6: props.ipv6 ?? false,
  };
  const description: ClusterDescription = {
    ...target,
    ports: (props.distribution ?? Distribution.singlePort())._ports,
    labels: objectLabels(name, name),
    annotations: waiverAnnotations(props.allow),
  };
  const variables: EnvVar[] = [
    ...Object.entries(discovery.environment(target)).map(([variable, value]) => ({
      name: checkName('environmentVariable', `discovery.environment (${discovery.strategy})`, variable),
      value,
    })),
    ...Object.entries(discovery.secrets ?? {}).map(([variable, key]) =>
      secretVariable(variable, SecretKey._from(`discovery.secrets.${variable}`, key)),
    ),
  ];
  return { description, cookie: SecretKey._from('cookie', props.cookie), variables };
}

function cannotBeFound(discovery: IDiscovery, stableNames: boolean): Refusal {
  const wantsNames = discovery.nodeHost === NodeHost.FQDN;
  return new Refusal({
    property: 'stableNames',
    value: stableNames,
    why: wantsNames
      ? `${discovery.strategy} finds nodes by stable DNS names, which only the pods of a StatefulSet have`
      : `${discovery.strategy} finds addresses and connects to BASENAME@ADDRESS: nodes with stable names never mesh, though the pods are Ready`,
    allowed: `${wantsNames} with ${discovery.strategy}`,
    fix: wantsNames
      ? 'set stableNames: true on the release, or use Discovery.dnsCluster()'
      : 'remove stableNames (`storage` alone keeps volumes per pod), or use Discovery.kubernetesDnsSrv()',
  });
}
