import { Refusal } from '../errors/refusal';
import { checkSelector } from '../kubernetes/labels';
import { publicClass } from '../props/public-class';

/** Namespaces whose routes, or ListenerSets, a Gateway admits. */
export class RouteNamespaces {
  /** That of the Gateway. */
  public static same(): RouteNamespaces {
    return new RouteNamespaces({ from: 'Same' });
  }

  /** Every namespace. */
  public static all(): RouteNamespaces {
    return new RouteNamespaces({ from: 'All' });
  }

  /**
   * Namespaces that have all of these labels. Kubernetes gives each the label `kubernetes.io/metadata.name`.
   *
   * @param labels labels of the namespaces
   * @throws where there is none, or one that Kubernetes does not take
   */
  public static labelled(labels: { [key: string]: string }): RouteNamespaces {
    checkSelector('RouteNamespaces.labelled', labels);
    if (Object.keys(labels).length === 0) throw noLabel();
    return new RouteNamespaces({ from: 'Selector', selector: { matchLabels: { ...labels } } });
  }

  private constructor(
    /** @internal */
    public readonly _json: object,
  ) {}
}

publicClass(RouteNamespaces, 'RouteNamespaces');

function noLabel(): Refusal {
  return new Refusal({
    property: 'RouteNamespaces.labelled',
    value: {},
    why: 'no label selects every namespace',
    allowed: 'one label or more',
    fix: "for example { 'kubernetes.io/metadata.name': 'chat' }; for every namespace: RouteNamespaces.all()",
  });
}
