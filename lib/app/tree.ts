import { ApiObject, type App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { dependenciesOf, topology } from './order';

/** Asks constructs what is wrong with them. */
export function validate(constructs: readonly IConstruct[]): void {
  const errors: string[] = [];
  for (const { node } of constructs) {
    for (const error of node.validate()) errors.push(`[${node.path}] ${error}`);
  }
  if (errors.length === 0) return;
  throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
}

/** Whether only cdk8s knows what comes of it: a construct that depends on itself, or on one of another app. */
export function isForeign(app: App, all: readonly IConstruct[]): boolean {
  return dependenciesOf(all).some(({ source, target }) => source === target || target.node.root !== app);
}

/**
 * Makes charts and API objects depend on each other where what they hold does, as cdk8s does.
 *
 * @returns whether a chart depends on another one
 */
export function resolveDependencies(all: readonly IConstruct[]): boolean {
  let dependant = false;
  for (const chart of all.filter((construct) => Chart.isChart(construct))) {
    for (const child of chart.node.children.filter((construct) => Chart.isChart(construct))) {
      chart.node.addDependency(child);
      dependant = true;
    }
  }
  const given = dependenciesOf(all);
  if (given.length === 0) return dependant;
  for (const { source, target } of given) {
    const [from, to] = [Chart.of(source), Chart.of(target)];
    if (from === to) continue;
    from.node.addDependency(to);
    dependant = true;
  }
  const objects = new Map<IConstruct, ApiObject[]>();
  for (const { source, target } of dependenciesOf(all)) {
    for (const construct of [source, target]) {
      if (!objects.has(construct)) objects.set(construct, ownObjects(Chart.of(construct), construct.node.findAll()));
    }
    for (const one of objects.get(source) ?? []) {
      for (const other of objects.get(target) ?? []) if (other !== one) one.node.addDependency(other);
    }
  }
  return dependant;
}

/** Every chart of an app, each after those that it depends on. */
export function chartsOf(all: readonly IConstruct[]): Chart[] {
  return topology(all, dependenciesOf(all)).filter((construct): construct is Chart => Chart.isChart(construct));
}

/** The API objects of a chart, each after those that it depends on; those of a chart inside it are not among them. */
export function objectsOf(chart: Chart): ApiObject[] {
  const inside = chart.node.findAll();
  const dependencies = dependenciesOf(inside);
  return ownObjects(chart, dependencies.length > 0 ? topology(inside, dependencies) : inside);
}

function ownObjects(chart: Chart, constructs: readonly IConstruct[]): ApiObject[] {
  return constructs.filter(
    (construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart,
  );
}
