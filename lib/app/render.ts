import { type ApiObject, Chart } from 'cdk8s';
import { Door } from '../manifest/door';
import { document } from '../yaml/document';
import { objectsOf } from './tree';

/** One manifest, as an object and as YAML. */
export interface Rendered {
  /** Undefined where an object renders nothing. */
  readonly manifest: any;
  readonly text: string;
}

/** The manifests of a chart, in the order in which they are applied. A chart with a toJson() of its own is asked. */
export function renderChart(chart: Chart): Rendered[] {
  if (chart.toJson === Chart.prototype.toJson) return objectsOf(chart).map(renderObject);
  return Object.values(chart.toJson()).map((manifest) => ({ manifest, text: textOf(manifest) }));
}

/** One object: in one pass where it is the library's and plain, else as its toJson() says. */
export function renderObject(object: ApiObject): Rendered {
  const plain = object.toJson === Door.prototype.toJson ? (object as Door).plain() : undefined;
  if (plain !== undefined) return { manifest: plain, text: document(plain, true) };
  const manifest = object.toJson();
  return { manifest, text: textOf(manifest) };
}

function textOf(manifest: unknown): string {
  return manifest === undefined ? '\n' : document(manifest);
}
