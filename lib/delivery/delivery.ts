import type { IConstruct } from 'constructs';
import { Refusal, within } from '../errors/refusal';
import type { Labels } from '../kubernetes/api';
import { publicClass } from '../props/public-class';

const DELIVERY_KEY = 'cdk8s-elixir/delivery';

/** Place of an object in the order of a delivery: a migration runs before the workloads that wait for it. */
export type Order = 'migration' | 'workload';

/** Orders of Argo CD. Source: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/, the default wave is 0. */
const WAVES: { readonly [order in Order]: string } = { migration: '1', workload: '2' };

/**
 * Tool that brings manifests to Kubernetes, set once on an app or a chart and read by every construct below it. It
 * decides what makes the pods of a new version wait for its migration.
 *
 * @example
 *
 *   const app = new App();
 *   Delivery.set(app, Delivery.argoCd());
 */
export class Delivery {
  /**
   * `kubectl apply` of all manifests at once. A new pod starts when an init container finds no migration pending.
   */
  public static kubectl(): Delivery {
    return new Delivery('kubectl');
  }

  /**
   * Argo CD. Sync waves: the Job of a migration is in wave 1, what waits for it in wave 2, everything else in wave 0, the
   * ConfigMaps and Secrets of the Job among them. Argo CD applies a wave when the one before is healthy, and stops at a
   * Job that failed: no pod asks the database.
   *
   * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
   */
  public static argoCd(): Delivery {
    return new Delivery('argoCd');
  }

  /**
   * Flux, which applies all manifests of a Kustomization at once: as `kubectl`.
   *
   * Source: https://fluxcd.io/flux/components/kustomize/kustomizations/
   */
  public static flux(): Delivery {
    return new Delivery('flux');
  }

  /**
   * Helm, which applies all manifests of a chart at once: as `kubectl`. No hook is used, so that nothing runs before what
   * it needs is there; with `--wait` Helm waits for the pods, and so for the migration.
   *
   * Source: https://helm.sh/docs/intro/using_helm/
   */
  public static helm(): Delivery {
    return new Delivery('helm');
  }

  /**
   * Sets the tool for everything below `scope`. Call it before anything is added to `scope`.
   *
   * @param scope the app or the chart
   * @param delivery the tool
   * @throws where `scope` has children already
   */
  public static set(scope: IConstruct, delivery: Delivery): void {
    within(scope.node, () => {
      if (scope.node.children.length > 0) throw tooLate(delivery);
      scope.node.setContext(DELIVERY_KEY, delivery.tool);
    });
  }

  /**
   * Tool that holds at `scope`.
   *
   * @param scope any construct
   */
  public static of(scope: IConstruct): Delivery {
    return new Delivery(scope.node.tryGetContext(DELIVERY_KEY) ?? 'kubectl');
  }

  private constructor(
    /** Name of the tool. */
    public readonly tool: string,
  ) {}

  /**
   * Whether the tool applies what waits only after the migration, so that no pod needs to ask.
   *
   * @internal
   */
  public get _orders(): boolean {
    return this.tool === 'argoCd';
  }

  /**
   * Annotations that give an object its place in the order.
   *
   * @internal
   */
  public _annotations(order: Order): Labels {
    return this._orders ? { 'argocd.argoproj.io/sync-wave': WAVES[order] } : {};
  }
}

publicClass(Delivery, 'Delivery');

function tooLate({ tool }: Delivery): Refusal {
  return new Refusal({
    property: 'Delivery.set',
    value: tool,
    why: 'constructs that are there already were made for another tool',
    allowed: 'an app or chart without children',
    fix: 'call it first: const app = new App(); Delivery.set(app, …)',
  });
}
