import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { describe, type RefusalProps } from '../errors/refusal';
import type { Manifest } from '../kubernetes/api';
import type { Door } from '../manifest/door';
import { distributionExposure, ROUTES } from './distribution-exposure';
import { duplicateObjects } from './duplicate-objects';
import { environment } from './environment';
import { Inventory, type Rendered } from './inventory';
import { literalSecrets } from './literal-secrets';
import { names } from './names';
import { podSecurity } from './pod-security';
import { wiring } from './wiring';

/** A finding about one rendered manifest. */
export interface Finding extends RefusalProps {
  readonly about: Rendered;
}

/** A check reads all rendered manifests at once and says what it found. */
export type Check = (inventory: Inventory) => Finding[];

/** Every check there is. To add one: write it in a file of its own, and name it here. */
const CHECKS: readonly Check[] = [
  duplicateObjects,
  environment,
  literalSecrets,
  wiring,
  distributionExposure,
  podSecurity,
  names,
];

/** Runs every check over rendered manifests, wherever they come from. */
export function check(all: readonly Rendered[]): Finding[] {
  const inventory = new Inventory(all);
  return CHECKS.flatMap((one) => one(inventory));
}

const ALL = Symbol.for('cdk8s-elixir.Checks');

/**
 * The checks of one construct tree. They run once a synth, however often the app asks: the stock App validates the whole
 * tree once per chart.
 */
export class Checks {
  /** The checks of the tree that `construct` is in. */
  public static of(construct: IConstruct): Checks {
    const root = construct.node.root as IConstruct & { [ALL]?: Checks };
    if (root[ALL] === undefined) {
      Object.defineProperty(root, ALL, { value: new Checks(root), configurable: true });
    }
    return root[ALL] as Checks;
  }

  private readonly objects = new Set<Door>();
  private found?: Map<string, string[]>;

  private constructor(private readonly root: IConstruct) {}

  /** Takes an object in; what is found about it is reported as its validation error, with its path. */
  public add(object: Door): void {
    this.objects.add(object);
    this.changed();
    object.node.addValidation(object);
  }

  /** What is found about an object. */
  public about({ node }: Door): string[] {
    return this.findings().get(node.path) ?? [];
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
      const own = this.objects.has(construct as Door);
      all.push({ manifest: own ? (construct as Door).rendered() : foreign(construct), from: construct.node.path, own });
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
