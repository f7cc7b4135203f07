import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Refusal } from '../errors/refusal';
import type { Labels } from '../kubernetes/api';
import { checkSelector } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { KubernetesTarget } from '../kubernetes/target';
import { isOfClass } from '../props/known-class';

/** Place of a construct in the tree, known before the construct is made. */
export interface Place {
  readonly id: string;
  readonly path: string;
  /** Namespace of the chart. */
  readonly namespace?: string;
  /** Labels of the chart. */
  readonly labels: Labels;
  readonly target: KubernetesTarget;
  /** Construct in which it will be. */
  readonly scope: Construct;
}

/** Place of the construct `id` in `scope`. */
export function placeOf(scope: Construct, id: string): Place {
  const { namespace, labels } = checkChart(chartOf(scope, id));
  return {
    id,
    /** Put together where a message asks for it. */
    get path() {
      return scope.node.path === '' ? id : `${scope.node.path}/${id}`;
    },
    namespace,
    labels,
    target: KubernetesTarget.of(scope),
    scope,
  };
}

/** Chart of a scope; refuses what is no scope, and an id that is no text. */
function chartOf(scope: Construct, id: string): Chart {
  if (!isInChart(scope)) throw noScope(scope);
  if (typeof id === 'string') return Chart.of(scope);
  throw new Refusal({ property: 'id', value: id, allowed: 'text', fix: 'name it, for example "web"' });
}

/** Refuses a namespace and labels of a chart that no API server takes: they go to every object. */
function checkChart(chart: Chart): Chart {
  if (chart.namespace !== undefined) checkName('label', 'namespace of the chart', chart.namespace);
  checkSelector('labels of the chart', chart.labels);
  return chart;
}

function isInChart(scope: unknown): boolean {
  let at = isOfClass(scope, 'Construct') ? (scope as Construct) : undefined;
  while (at !== undefined && !Chart.isChart(at)) at = at.node.scope as Construct | undefined;
  return at !== undefined;
}

function noScope(scope: unknown): Refusal {
  return new Refusal({
    property: 'scope',
    value: scope,
    ...(isOfClass(scope, 'Construct') ? { why: 'objects belong to a chart, and it is in none' } : {}),
    allowed: 'a chart, or a construct in one',
    fix: 'inside a chart: new ElixirRelease(this, …)',
  });
}

/** Construct that a property refers to. */
export interface Referred {
  readonly property: string;
  readonly construct: Construct & { readonly name: string };
  readonly why: string;
}

/** Refuses a reference into another namespace, into another app, and to what was removed. */
export function checkSameNamespace({ namespace, scope }: Place, { property, construct, why }: Referred): void {
  if (!isInTree(construct, scope.node.root)) throw notInTree(property, construct.name);
  const other = Chart.of(construct).namespace;
  if (namespace === other) return;
  throw new Refusal({
    property,
    value: `"${construct.name}" in namespace "${other ?? ''}", release in "${namespace ?? ''}"`,
    why,
    allowed: 'the same namespace for both',
    fix: 'put both into one chart, or give both charts the same `namespace`',
  });
}

function isInTree(construct: IConstruct, root: IConstruct): boolean {
  let at = construct;
  for (let above = at.node.scope; above !== undefined; above = at.node.scope) {
    if (above.node.tryFindChild(at.node.id) !== at) return false;
    at = above;
  }
  return at === root;
}

function notInTree(property: string, name: string): Refusal {
  return new Refusal({
    property,
    value: `"${name}" of another app, or removed from this one`,
    why: 'its objects would not be applied together with these',
    allowed: 'a construct of the same app',
    fix: 'make it in this app',
  });
}

/** Refuses a chart without a namespace for what must name it. */
export function checkNamespace({ namespace }: Place): string {
  if (namespace) return namespace;
  throw new Refusal({
    property: 'namespace of the chart',
    value: namespace,
    why: 'a RoleBinding must name the namespace of the ServiceAccount that asks the API server',
    allowed: 'a chart with a namespace',
    fix: "new Chart(app, 'chat', { namespace: 'chat' })",
  });
}
