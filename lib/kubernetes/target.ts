import type { IConstruct } from 'constructs';
import { Refusal, within } from '../errors/refusal';
import { publicClass } from '../props/public-class';
import { isName } from './names';

const VERSION_KEY = 'cdk8s-elixir/kubernetes-version';
const DOMAIN_KEY = 'cdk8s-elixir/cluster-domain';
const OLDEST = '1.27';

/**
 * Properties of the Kubernetes cluster on which manifests depend.
 */
export interface KubernetesTargetProps {
  /**
   * Oldest Kubernetes that the manifests are applied to, as `1.MINOR`. Fields that need a newer one are used only
   * where this allows them: `preStop.sleep` from 1.30, native sidecars from 1.29.
   *
   * @default '1.27'
   */
  readonly version?: string;

  /**
   * Cluster's DNS domain (the kubelet's `--cluster-domain`).
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
}

/**
 * Kubernetes that manifests are made for, set once on an app or a chart and read by every construct below it.
 *
 * @example
 *
 *   const app = new App();
 *   KubernetesTarget.set(app, { version: '1.31', clusterDomain: 'k8s.example.com' });
 */
export class KubernetesTarget {
  /**
   * Sets the target for everything below `scope`. Call it before anything is added to `scope`.
   *
   * @param scope the app or the chart
   * @param props what the cluster is like
   * @throws where the version is older than 1.27 or no version, the domain is no DNS name, or `scope` has children
   * already
   */
  public static set(scope: IConstruct, props: KubernetesTargetProps): void {
    const { version, clusterDomain } = props;
    within(scope.node, () => {
      if (scope.node.children.length > 0) throw tooLate(props);
      if (version !== undefined) scope.node.setContext(VERSION_KEY, checkVersion(version));
      if (clusterDomain !== undefined) scope.node.setContext(DOMAIN_KEY, checkDomain(clusterDomain));
    });
  }

  /**
   * Target that holds at `scope`.
   *
   * @param scope any construct
   */
  public static of(scope: IConstruct): KubernetesTarget {
    return new KubernetesTarget(
      scope.node.tryGetContext(VERSION_KEY) ?? OLDEST,
      scope.node.tryGetContext(DOMAIN_KEY) ?? 'cluster.local',
    );
  }

  private constructor(
    /** Oldest Kubernetes that the manifests are for, as `1.MINOR`. */
    public readonly version: string,
    /** Cluster's DNS domain. */
    public readonly clusterDomain: string,
  ) {}

  /**
   * Whether the target is at least this version.
   *
   * @param version as `1.MINOR`
   */
  public atLeast(version: string): boolean {
    return this._minor >= minor(version);
  }

  /**
   * Number of the minor version.
   *
   * @internal
   */
  public get _minor(): number {
    return minor(this.version);
  }
}

publicClass(KubernetesTarget, 'KubernetesTarget');

function minor(version: string): number {
  return Number(version.split('.')[1]);
}

function checkVersion(version: string): string {
  const number = /^v?(1\.\d+)(\.\d+)?$/.exec(String(version))?.[1];
  if (number !== undefined && minor(number) >= minor(OLDEST)) return number;
  throw new Refusal({
    property: 'KubernetesTarget.version',
    value: version,
    allowed: `a version from ${OLDEST} on, as text`,
    fix: 'for example version: "1.30"',
  });
}

function checkDomain(domain: string): string {
  if (isName('subdomain', domain)) return domain;
  throw new Refusal({
    property: 'KubernetesTarget.clusterDomain',
    value: domain,
    allowed: 'a DNS name without a leading or trailing dot',
    fix: 'for example clusterDomain: "cluster.local"',
  });
}

function tooLate(props: KubernetesTargetProps): Refusal {
  return new Refusal({
    property: 'KubernetesTarget.set',
    value: props,
    why: 'constructs were added already, and they were made for the default',
    allowed: 'an app or a chart to which nothing was added yet',
    fix: 'call it right after `new App()` or `super(scope, id)`',
  });
}
