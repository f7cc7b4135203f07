import { ApiObject, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { check, type Found } from '../checks/check';
import { RULES, RULES_OF_PROPS } from '../checks/rules';
import { describe } from '../errors/refusal';
import { SCALERS } from '../inventory/scalers';
import { type Origin, type Subject, subjectsOf } from '../inventory/subject';
import type { Manifest } from '../kubernetes/api';
import { ROUTES } from '../kubernetes/routes';
import { isOwnObject, type OwnObject } from './own-object';
import { synthesized } from './synthesized';

const ALL = Symbol.for('cdk8s-elixir.Checks');

/**
 * Set on an App that asks each validation once a synth, with the constructs that it asks. The stock App asks all of them
 * once per chart.
 */
const VALIDATES_ONCE = Symbol.for('cdk8s.validatesOncePerSynth');

/**
 * Rules over the manifests of one construct tree, told as validation errors of the charts that hold the library's own
 * objects. They run once a synth, however often the app asks.
 */
export class TreeChecks {
  /** Checks of the tree that `construct` is in. */
  public static of(construct: IConstruct): TreeChecks {
    const root = construct.node.root as IConstruct & { [ALL]?: TreeChecks };
    if (root[ALL] === undefined) {
      Object.defineProperty(root, ALL, { value: new TreeChecks(root), configurable: true });
    }
    return root[ALL] as TreeChecks;
  }

  private readonly charts = new Set<Chart>();
  private outcome?: Outcome;
  /** Number of objects that were made. */
  private made = 0;
  /** Whether one of them is not as the library makes it: an override or a patch changed it. */
  private isGiven = false;

  private constructor(private readonly root: IConstruct) {}

  /**
   * Takes notice of an object: what is found about it is reported as a validation error of its chart.
   *
   * @param isGiven whether it is not as the library makes it
   */
  public add({ chart }: OwnObject, isGiven: boolean): void {
    this.outcome = undefined;
    this.made += 1;
    if (isGiven) this.isGiven = true;
    if (this.charts.has(chart)) return;
    this.charts.add(chart);
    chart.node.addValidation({ validate: () => [...(this.validate(chart).get(chart) ?? [])] });
  }

  /** Says that a manifest was changed since the last look. */
  public patched(): void {
    this.outcome = undefined;
    this.isGiven = true;
  }

  /**
   * Says that an object is rendered. A second time since the last look means a second synth, which the stock App begins
   * without a sign: what it found then may be out of date.
   *
   * @throws where something is found that was not there at the last look
   */
  public rendering(object: ApiObject): void {
    const { outcome } = this;
    if (outcome === undefined || this.asksOnce()) return;
    if (!outcome.rendered.has(object)) {
      outcome.rendered.add(object);
      return;
    }
    this.outcome = undefined;
    const { errors, rendered } = this.look();
    rendered.add(object);
    if (errors.size === 0) return;
    this.outcome = undefined;
    throw new Error(`Validation failed with the following errors:\n  ${[...errors.values()].flat().join('\n  ')}`);
  }

  private validate(chart: Chart): Errors {
    const { outcome } = this;
    // Asked again, a chart is in another pass. What was found stops a synth in its first pass: then it is another synth.
    if (outcome?.asked.has(chart)) {
      const isKept = !this.asksOnce() && outcome.errors.size === 0 && outcome.size === sizeOf(this.root);
      if (isKept) outcome.asked.clear();
      else this.outcome = undefined;
    }
    const { asked, errors } = this.outcome ?? this.look();
    asked.add(chart);
    return errors;
  }

  private asksOnce(): boolean {
    return (this.root as FastRoot)[VALIDATES_ONCE] !== undefined;
  }

  private look(): Outcome {
    const constructs = (this.root as FastRoot)[VALIDATES_ONCE]?.constructs ?? this.root.node.findAll();
    const { subjects, own, foreign } = subjectsIn(constructs);
    const isAsMade = !this.isGiven && !foreign && own === this.made;
    const errors = errorsOf(check(subjects, isAsMade ? RULES_OF_PROPS : RULES), constructs);
    synthesized()?.trees.add(this.root);
    const size = this.asksOnce() ? 0 : sizeOf(this.root);
    this.outcome = { errors, size, asked: new Set(), rendered: new Set() };
    return this.outcome;
  }
}

/** Root that asks each validation once a synth. */
interface FastRoot {
  readonly [VALIDATES_ONCE]?: { readonly constructs?: readonly IConstruct[] };
}

/** Number of constructs of a tree, but for those below the library's own objects: the sign that one was added. */
function sizeOf(construct: IConstruct): number {
  if (isOwnObject(construct)) return 1;
  let size = 1;
  for (const child of construct.node.children) size += sizeOf(child);
  return size;
}

/** Manifests of a tree, the number of own objects, and whether there are others that the own ones may meet. */
function subjectsIn(constructs: readonly IConstruct[]) {
  const subjects: Subject[] = [];
  let own = 0;
  let foreign = false;
  for (const construct of constructs) {
    if (!ApiObject.isApiObject(construct)) continue;
    const isOwn = isOwnObject(construct);
    if (isOwn) own += 1;
    else foreign ||= MEETING.includes(construct.kind);
    subjectsOf(isOwn ? construct.rendered() : foreignManifest(construct), construct.node, subjects);
  }
  return { subjects, own, foreign };
}

/** Messages of what was found about own objects, by their charts. */
function errorsOf(all: readonly Found[], constructs: readonly IConstruct[]): Errors {
  const errors = new Map<Chart, string[]>();
  if (all.length === 0) return errors;
  const charts = new Map<Origin, Chart>();
  for (const construct of constructs) if (isOwnObject(construct)) charts.set(construct.node, construct.chart);
  for (const found of all) {
    const own = [found.about, ...(found.involved ?? [])].find(({ origin }) => charts.has(origin));
    if (own === undefined || found.rule.severity !== 'error') continue;
    const chart = charts.get(own.origin) as Chart;
    errors.set(chart, [...(errors.get(chart) ?? []), message(found, own, own === found.about)]);
  }
  return errors;
}

type Errors = ReadonlyMap<Chart, readonly string[]>;

/** Outcome of one look at the tree. */
interface Outcome {
  readonly errors: Errors;
  /** Number of constructs at that time, where the app is asked more than once a synth. */
  readonly size: number;
  /** Charts that asked in the last pass. */
  readonly asked: Set<Chart>;
  /** Own objects that were rendered since. */
  readonly rendered: Set<ApiObject>;
}

/** Message about an own object, in the words of a construct; of somebody else's object in those of YAML. */
function message({ property, why, allowed, fix, ...found }: Found, own: Subject, isOwn: boolean): string {
  const words = typeof fix === 'string' ? fix : isOwn ? fix.construct : fix.yaml;
  const value = 'value' in found ? { value: found.value } : {};
  return describe({ property, why, allowed, fix: words, path: own.from, ...value });
}

/** Kinds that can open a port, name a certificate, or decide a number of pods. */
const MEETING: readonly string[] = [
  'Service',
  'NetworkPolicy',
  'Ingress',
  'Gateway',
  'ListenerSet',
  ...ROUTES,
  ...SCALERS,
];

/** Of objects made elsewhere only those that can meet own ones are rendered: rendering some of them has side effects. */
function foreignManifest(object: ApiObject): Manifest {
  if (MEETING.includes(object.kind)) return object.toJson();
  const { apiVersion, kind } = object;
  return { apiVersion, kind, metadata: object.metadata.toJson() };
}
