import { type ApiObject, Chart } from 'cdk8s';
import { Door } from '../manifests/manifest';
import type { Tree } from './tree';
import { document } from './yaml/document';

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

/** Renders the charts and objects of one synth. */
export class Renderer {
  /** cdk8s asks for each object; the environment is slow to read. */
  private readonly sorts = !process.env.CDK8S_DISABLE_SORT;

  constructor(private readonly tree: Tree) {}

  /** The manifests of a chart, in the order in which they are applied. A chart with a toJson() of its own is asked. */
  public *chart(chart: Chart): Iterable<Rendered> {
    if (chart.toJson === Chart.prototype.toJson) {
      for (const object of this.tree.objectsOf(chart)) yield this.object(object);
    } else {
      for (const manifest of Object.values(chart.toJson())) yield rendered(manifest);
    }
  }

  /** One object: in one pass where it is the library's and plain, else as its toJson() says. */
  public object(object: ApiObject): Rendered {
    const own = this.sorts && object.toJson === Door.prototype.toJson;
    const text = own ? (object as Door).text() : undefined;
    return text === undefined ? rendered(object.toJson()) : { text, about: object };
  }
}

function rendered(manifest: Named | undefined): Rendered {
  return { text: manifest === undefined ? '\n' : document(manifest), about: manifest };
}
