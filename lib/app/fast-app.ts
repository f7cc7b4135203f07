import { type ApiObject, App, type AppProps, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { filesOf, type Layout, textsOf } from './layout';
import { type OutputFile, write } from './output';
import { Renderer } from './renderer';
import { Tree, validate } from './tree';

/**
 * Key by which validations know that the app runs them once a synth, where the stock App runs them once per chart; its
 * value holds what is validated.
 */
const VALIDATES_ONCE = Symbol.for('cdk8s.validatesOncePerSynth');

/**
 * App that writes the files of cdk8s's own App, byte for byte, in time that grows with the number of objects. The stock
 * App validates and resolves the whole app once per chart, and walks every path through chained dependencies.
 *
 * Validations run once a synth. Files are renamed to their place when all of them are written: a synth that fails
 * leaves the files of the last one as they were.
 *
 * @example
 *
 *   import { FastApp } from 'cdk8s-elixir/app';
 *
 *   const app = new FastApp();
 *   new HelloPhoenix(app, 'production');
 *   app.synth();
 */
export class FastApp extends App {
  private readonly recordsMetadata: boolean;
  private readonly validation: Validation = {};

  /**
   * @param props options of cdk8s's App
   */
  constructor(props: AppProps = {}) {
    super(props);
    Object.defineProperty(this, VALIDATES_ONCE, { value: this.validation });
    this.recordsMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
  }

  /**
   * Charts of the app in topological order: each after those that it depends on.
   */
  public override get charts(): Chart[] {
    const tree = new Tree(this);
    return tree.isForeign ? super.charts : tree.charts;
  }

  /**
   * Writes all manifests to the output folder.
   *
   * @throws where a validation fails, dependencies have a cycle, or the folder cannot be written
   */
  public override synth(): void {
    this.validateOnce(this.node.findAll());
    const tree = new Tree(this);
    if (tree.isForeign) {
      super.synth();
      return;
    }
    const indexed = tree.resolveDependencies();
    write(this.outdir, this.files(tree, { type: this.yamlOutputType, extension: this.outputFileExtension, indexed }));
  }

  /**
   * All manifests of the app as one YAML text.
   *
   * @throws where a validation fails, or dependencies have a cycle
   */
  public override synthYaml(): string {
    const tree = new Tree(this);
    if (tree.isForeign) return super.synthYaml();
    tree.resolveDependencies();
    this.validateOnce(tree.all);
    return [...textsOf(new Renderer(tree), tree.charts)].join('');
  }

  private validateOnce(constructs: readonly IConstruct[]): void {
    this.validation.constructs = constructs;
    try {
      validate(constructs);
    } finally {
      this.validation.constructs = undefined;
    }
  }

  private *files(tree: Tree, layout: Layout): Iterable<OutputFile> {
    yield* filesOf(tree, layout);
    if (this.recordsMetadata) yield constructMetadata(tree.charts.flatMap((chart) => tree.objectsOf(chart)));
  }
}

/** Constructs under validation: a validation that needs all of them need not walk the tree again. */
interface Validation {
  constructs?: readonly IConstruct[];
}

/** File by which cdk8s-cli finds the construct that a manifest comes from. */
function constructMetadata(objects: readonly ApiObject[]): OutputFile {
  const resources: { [name: string]: { path: string } } = {};
  for (const { name, node } of objects) resources[name] = { path: node.path };
  return { path: 'construct-metadata.json', texts: [JSON.stringify({ version: '1.0.0', resources })] };
}
