import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { PlainObject } from './plain-object';
import type { Tree } from './tree';
import { unwritable } from './unwritable';
import { document } from './yaml/document';
import { UnwritableText } from './yaml/misread';

/** One rendered manifest. */
export interface Rendered {
  readonly text: string;
  /** Its kind and name; undefined where an object renders nothing. */
  readonly about?: Named;
}

/** Kind and name of a manifest, after which files for one manifest are named. */
export interface Named {
  readonly kind: string;
  readonly metadata: { readonly name?: string };
}

/** Renderer of the charts and objects of one synth. */
export class Renderer {
  /** Whether keys are sorted. cdk8s reads the variable for each object, which is slow. */
  private readonly sorts = !process.env.CDK8S_DISABLE_SORT;

  constructor(private readonly tree: Tree) {}

  /** Manifests of a chart, in the order in which they are applied; a subclass's own `toJson()` is called. */
  public *chart(chart: Chart): Iterable<Rendered> {
    if (chart.toJson === Chart.prototype.toJson) {
      for (const object of this.tree.objectsOf(chart)) yield this.object(object);
    } else {
      for (const manifest of Object.values(chart.toJson())) yield rendered(manifest, chart);
    }
  }

  /** Manifest of one object: in one pass where it is a PlainObject and plain, else by its `toJson()`. */
  public object(object: ApiObject): Rendered {
    const text = this.sorts && PlainObject._rendersText(object) ? told(object, object, () => object.text()) : undefined;
    return text === undefined ? rendered(object.toJson(), object) : { text, about: object };
  }
}

function rendered(manifest: Named | undefined, from: IConstruct): Rendered {
  return { text: manifest === undefined ? '\n' : told(from, manifest, () => document(manifest)), about: manifest };
}

/** Result of `write`; where a text is one that no document can hold, the error names its place. */
function told<T>(from: IConstruct, of: object, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof UnwritableText)) throw error;
    throw unwritable(from.node.path, error.text, ApiObject.isApiObject(of) ? of.toJson() : of);
  }
}
