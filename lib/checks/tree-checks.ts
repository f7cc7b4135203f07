import { ApiObject } from 'cdk8s';
import type { IConstruct, IValidation } from 'constructs';
import { describe } from '../errors/refusal';
import type { Manifest } from '../kubernetes/api';
import { check } from './checks';
import { ROUTES } from './distribution-exposure';
import type { Rendered } from './finding';

/** An object that the library made: it can be read without being rendered, and says what is found about it. */
export interface OwnObject extends ApiObject, IValidation {
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
  private found?: Map<string, string[]>;

  private constructor(private readonly root: IConstruct) {}

  /** Takes an object in; what is found about it is reported as its validation error, with its path. */
  public add(object: OwnObject): void {
    this.objects.add(object);
    this.changed();
    object.node.addValidation(object);
  }

  /** What is found about an object. */
  public about({ node }: ApiObject): string[] {
    const found = this.findings();
    return (found.size > 0 ? found.get(node.path) : undefined) ?? [];
  }

  /** Says that a manifest may have changed since the last look. */
  public changed(): void {
    this.found = undefined;
  }

  private findings(): Map<string, string[]> {
    if (this.found !== undefined) return this.found;
    const found = new Map<string, string[]>();
    for (const { about, ...finding } of check(this.render())) {
      found.set(about.from, [...(found.get(about.from) ?? []), describe(finding)]);
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

/** Of objects made elsewhere only those that can expose a port are rendered: rendering some of them has side effects. */
function foreign(object: ApiObject): Manifest {
  if (['Service', 'Ingress', ...ROUTES].includes(object.kind)) return object.toJson();
  const { apiVersion, kind } = object;
  return { apiVersion, kind, metadata: object.metadata.toJson() };
}
