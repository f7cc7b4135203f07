import { ApiObject, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { check } from '../checks/checks';
import { ROUTES } from '../checks/distribution-exposure';
import type { Rendered } from '../checks/finding';
import { describe } from '../errors/refusal';
import type { Manifest } from '../kubernetes/api';

/** An object that the library made: it can be read without being rendered. */
export interface OwnObject extends ApiObject {
  rendered(): Manifest;
}

const ALL = Symbol.for('cdk8s-elixir.Checks');

/**
 * The checks of one construct tree. They run once a synth, however often the app asks: the stock App validates the whole
 * tree once per chart.
 */
export class TreeChecks {
  /** The checks of the tree that `construct` is in. */
  public static of(construct: IConstruct): TreeChecks {
    const root = construct.node.root as IConstruct & { [ALL]?: TreeChecks };
    if (root[ALL] === undefined) {
      Object.defineProperty(root, ALL, { value: new TreeChecks(root), configurable: true });
    }
    return root[ALL] as TreeChecks;
  }

  private readonly objects = new Set<ApiObject>();
  private readonly charts = new Set<Chart>();
  private found?: ReadonlyMap<Chart, readonly string[]>;

  private constructor(private readonly root: IConstruct) {}

  /**
   * Takes an object in. What is found about it is reported with its path, as a validation error of its chart: the stock
   * App asks every validation of the tree once per chart.
   */
  public add(object: OwnObject): void {
    this.objects.add(object);
    this.changed();
    const { chart } = object;
    if (this.charts.has(chart)) return;
    this.charts.add(chart);
    chart.node.addValidation({ validate: () => [...(this.findings().get(chart) ?? [])] });
  }

  /** Says that a manifest may have changed since the last look. */
  public changed(): void {
    this.found = undefined;
  }

  /** What is found about the objects of each chart. */
  private findings(): ReadonlyMap<Chart, readonly string[]> {
    if (this.found !== undefined) return this.found;
    const all = check(this.render());
    const found = new Map<Chart, string[]>();
    const charts = new Map(all.length > 0 ? [...this.objects].map(({ node, chart }) => [node.path, chart]) : []);
    for (const { about, ...finding } of all) {
      const chart = charts.get(about.from) as Chart;
      found.set(chart, [...(found.get(chart) ?? []), describe({ ...finding, path: about.from })]);
    }
    this.found = found;
    queueMicrotask(() => this.changed()); // a later synth looks again, at objects that are not the library's too
    return found;
  }

  private render(): Rendered[] {
    const all: Rendered[] = [];
    for (const construct of this.root.node.findAll()) {
      if (!ApiObject.isApiObject(construct)) continue;
      const own = this.objects.has(construct);
      all.push({
        manifest: own ? (construct as OwnObject).rendered() : foreign(construct),
        from: construct.node.path,
        own,
      });
    }
    return all;
  }
}

/** What can open a port. */
const EXPOSING: readonly string[] = ['Service', 'NetworkPolicy', 'Ingress', ...ROUTES];

/** Of objects made elsewhere only those that can open a port are rendered: rendering some of them has side effects. */
function foreign(object: ApiObject): Manifest {
  if (EXPOSING.includes(object.kind)) return object.toJson();
  const { apiVersion, kind } = object;
  return { apiVersion, kind, metadata: object.metadata.toJson() };
}
