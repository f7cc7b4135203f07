import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Refusal, within } from '../errors/refusal';
import { clusterManifest, manifest } from '../manifests/manifest';
import { type Place, placeOf } from '../manifests/place';
import { publicClass } from '../props/public-class';
import { describeNamespace } from './describe-namespace';
import type { NamespaceProps } from './namespace-props';

/**
 * Namespace of a chart, with its Pod Security Standard, and where asked for a quota and defaults of containers. It is made first,
 * so that it stands first in the chart's file and `kubectl apply` of a new cluster succeeds at the first try.
 *
 * @example
 *
 *   const chart = new Chart(app, 'shop', { namespace: 'shop' });
 *   new Namespace(chart, 'namespace');
 */
export class Namespace extends Construct {
  /** Name: that of the chart's namespace. */
  public readonly name: string;

  /** Namespace. */
  public readonly apiObject: ApiObject;

  /** ResourceQuota, where there is one. */
  public readonly resourceQuota?: ApiObject;

  /** LimitRange, where there is one. */
  public readonly limitRange?: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id any name
   * @param props Pod Security, quota, defaults
   * @throws where the chart names no namespace, or has objects already
   */
  constructor(scope: Construct, id: string, props: NamespaceProps = {}) {
    const place = placeOf(scope, id);
    const objects = within(place, () => {
      checkFirst(place);
      return describeNamespace(place, props);
    });
    super(scope, id);
    this.name = objects.namespace.metadata.name;
    this.apiObject = clusterManifest(this, 'namespace', objects.namespace);
    this.resourceQuota = objects.resourceQuota && manifest(this, 'resource-quota', objects.resourceQuota);
    this.limitRange = objects.limitRange && manifest(this, 'limit-range', objects.limitRange);
    this.node.defaultChild = this.apiObject;
  }
}

publicClass(Namespace, 'Namespace');

/** Objects stand in a file in the order in which they were made, unless one depends on another. */
function checkFirst({ scope }: Place): void {
  const other = Chart.of(scope)
    .node.findAll()
    .find((one) => ApiObject.isApiObject(one));
  if (other === undefined) return;
  throw new Refusal({
    property: 'scope',
    value: other.node.path,
    why: 'it was made before the namespace and would stand before it in the file, so that the first apply would fail',
    allowed: 'a chart without objects',
    fix: "make the Namespace first: new Namespace(chart, 'namespace')",
  });
}
