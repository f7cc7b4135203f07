import { ApiObject, type App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Dependency } from './dependency';
import { dependenciesOf, topology } from './order';

/**
 * Runs the validations of constructs.
 *
 * @throws one error with all messages, each behind the path of its construct
 */
export function validate(constructs: readonly IConstruct[]): void {
  const errors: string[] = [];
  for (const { node } of constructs) {
    for (const error of node.validate()) errors.push(`[${node.path}] ${error}`);
  }
  if (errors.length === 0) return;
  throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
}

/** Snapshot of an app's constructs, their API objects and their dependencies: read once, used often. */
export class Tree {
  /** Every construct, each before its children. */
  public readonly all: readonly IConstruct[];
  private dependencies: readonly Dependency[];
  private objects?: ReadonlyMap<Chart, readonly ApiObject[]>;

  constructor(private readonly app: App) {
    this.all = app.node.findAll();
    this.dependencies = dependenciesOf(this.all);
  }

  /** Whether the app is left to cdk8s: a construct depends on itself, or on one of another app. */
  public get isForeign(): boolean {
    return this.dependencies.some(({ source, target }) => source === target || target.node.root !== this.app);
  }

  /** Charts in topological order: each after those that it depends on. */
  public get charts(): Chart[] {
    return topology(this.all, this.dependencies).filter((construct): construct is Chart => Chart.isChart(construct));
  }

  /** API objects of a chart in topological order, without those of charts inside it. */
  public objectsOf(chart: Chart): readonly ApiObject[] {
    if (this.dependencies.length === 0) return this.objectsByChart().get(chart) ?? [];
    const inside = chart.node.findAll();
    const dependencies = dependenciesOf(inside);
    return ownObjects(chart, dependencies.length > 0 ? topology(inside, dependencies) : inside);
  }

  /**
   * Adds the dependencies of charts and API objects that follow from those of constructs inside them, as cdk8s does.
   *
   * @returns whether a chart depends on another one
   */
  public resolveDependencies(): boolean {
    let dependant = false;
    for (const chart of this.all.filter((construct) => Chart.isChart(construct))) {
      for (const child of chart.node.children.filter((construct) => Chart.isChart(construct))) {
        chart.node.addDependency(child);
        dependant = true;
      }
    }
    if (dependant) this.dependencies = dependenciesOf(this.all);
    if (this.dependencies.length === 0) return false;
    for (const { source, target } of this.dependencies) {
      const [from, to] = [Chart.of(source), Chart.of(target)];
      if (from === to) continue;
      from.node.addDependency(to);
      dependant = true;
    }
    const objects = new Map<IConstruct, ApiObject[]>();
    for (const { source, target } of dependenciesOf(this.all)) {
      for (const construct of [source, target]) {
        if (!objects.has(construct)) objects.set(construct, ownObjects(Chart.of(construct), construct.node.findAll()));
      }
      for (const one of objects.get(source) ?? []) {
        for (const other of objects.get(target) ?? []) if (other !== one) one.node.addDependency(other);
      }
    }
    this.dependencies = dependenciesOf(this.all);
    return dependant;
  }

  private objectsByChart(): ReadonlyMap<Chart, readonly ApiObject[]> {
    if (this.objects !== undefined) return this.objects;
    const objects = new Map<Chart, ApiObject[]>();
    for (const construct of this.all) {
      if (!ApiObject.isApiObject(construct)) continue;
      const own = objects.get(construct.chart);
      if (own) own.push(construct);
      else objects.set(construct.chart, [construct]);
    }
    this.objects = objects;
    return objects;
  }
}

function ownObjects(chart: Chart, constructs: readonly IConstruct[]): ApiObject[] {
  return constructs.filter(
    (construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart,
  );
}
