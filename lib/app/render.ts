import { type ApiObject, Chart } from 'cdk8s';
import { Door } from '../manifest/door';
import { document } from '../yaml/document';
import { objectsOf } from './tree';

/** One manifest. */
export interface Rendered {
  readonly text: string;
  /** What it is and how it is called; undefined where an object renders nothing. */
  readonly about?: Named;
}

/** What files for one manifest are named after. */
export interface Named {
  readonly kind: string;
  readonly metadata: { readonly name?: string };
}

/** The manifests of a chart, in the order in which they are applied. A chart with a toJson() of its own is asked. */
export function renderChart(chart: Chart): Rendered[] {
  if (chart.toJson === Chart.prototype.toJson) return objectsOf(chart).map(renderObject);
  return Object.values(chart.toJson()).map(rendered);
}

/** One object: in one pass where it is the library's and plain, else as its toJson() says. */
export function renderObject(object: ApiObject): Rendered {
  const text = object.toJson === Door.prototype.toJson ? (object as Door).text() : undefined;
  return text === undefined ? rendered(object.toJson()) : { text, about: object };
}

function rendered(manifest: Named | undefined): Rendered {
  return { text: manifest === undefined ? '\n' : document(manifest), about: manifest };
}
