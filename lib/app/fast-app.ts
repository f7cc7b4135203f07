import { type ApiObject, App, type AppProps, type Chart } from 'cdk8s';
import { filesOf, type Layout, textOf } from './layout';
import { type OutputFile, write } from './output';
import { Renderer } from './renderer';
import { Tree, validate } from './tree';

/**
 * An App that writes what cdk8s's own writes, byte for byte, in time that grows with the number of objects: the stock App
 * validates and resolves the whole app once per chart, and walks every path through chained dependencies.
 *
 * Constructs are validated once a synth. Files are written when every manifest is rendered, and whole: a synth that
 * fails leaves the files of the last one as they were.
 *
 * @example
 *
 *   const app = new ElixirApp();
 *   new HelloPhoenix(app, 'production');
 *   app.synth();
 */
export class ElixirApp extends App {
  private readonly recordsMetadata: boolean;

  /**
   * @param props what cdk8s's App takes
   */
  constructor(props: AppProps = {}) {
    super(props);
    this.recordsMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
  }

  /**
   * Every chart of the app, each after those that it depends on.
   */
  public override get charts(): Chart[] {
    const tree = new Tree(this);
    return tree.isForeign ? super.charts : tree.charts;
  }

  /**
   * Writes every manifest to the output folder.
   *
   * @throws where a construct is not valid, constructs depend on each other in a circle, or the folder cannot be written
   */
  public override synth(): void {
    validate(this.node.findAll());
    const tree = new Tree(this);
    if (tree.isForeign) {
      super.synth();
      return;
    }
    const indexed = tree.resolveDependencies();
    write(this.outdir, this.files(tree, { type: this.yamlOutputType, extension: this.outputFileExtension, indexed }));
  }

  /**
   * Every manifest of the app as one text.
   *
   * @throws where a construct is not valid, or constructs depend on each other in a circle
   */
  public override synthYaml(): string {
    const tree = new Tree(this);
    if (tree.isForeign) return super.synthYaml();
    tree.resolveDependencies();
    validate(tree.all);
    return textOf(new Renderer(tree), tree.charts);
  }

  private *files(tree: Tree, layout: Layout): Iterable<OutputFile> {
    yield* filesOf(tree, layout);
    if (this.recordsMetadata) yield constructMetadata(tree.charts.flatMap((chart) => tree.objectsOf(chart)));
  }
}

/** The file by which cdk8s-cli finds the construct that a manifest comes from. */
function constructMetadata(objects: readonly ApiObject[]): OutputFile {
  const resources: { [name: string]: { path: string } } = {};
  for (const { name, node } of objects) resources[name] = { path: node.path };
  return { path: 'construct-metadata.json', text: JSON.stringify({ version: '1.0.0', resources }) };
}
