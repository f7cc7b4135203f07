import { type ApiObject, App, type AppProps, type Chart } from 'cdk8s';
import { filesOf, type Layout, textOf } from './layout';
import { type OutputFile, write } from './output';
import { Renderer } from './render';
import { chartsOf, isForeign, objectsOf, resolveDependencies, validate } from './tree';

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
    const all = this.node.findAll();
    return isForeign(this, all) ? super.charts : chartsOf(all);
  }

  /**
   * Writes every manifest to the output folder.
   *
   * @throws where a construct is not valid, constructs depend on each other in a circle, or the folder cannot be written
   */
  public override synth(): void {
    const all = this.node.findAll();
    validate(all);
    if (isForeign(this, all)) {
      super.synth();
      return;
    }
    const indexed = resolveDependencies(all);
    const layout = { type: this.yamlOutputType, extension: this.outputFileExtension, indexed };
    write(this.outdir, this.files(this.charts, layout));
  }

  /**
   * Every manifest of the app as one text.
   *
   * @throws where a construct is not valid, or constructs depend on each other in a circle
   */
  public override synthYaml(): string {
    const all = this.node.findAll();
    if (isForeign(this, all)) return super.synthYaml();
    resolveDependencies(all);
    validate(all);
    return textOf(new Renderer(), this.charts);
  }

  private *files(charts: readonly Chart[], layout: Layout): Iterable<OutputFile> {
    yield* filesOf(charts, layout);
    if (this.recordsMetadata) yield constructMetadata(charts.flatMap(objectsOf));
  }
}

/** The file by which cdk8s-cli finds the construct that a manifest comes from. */
function constructMetadata(objects: readonly ApiObject[]): OutputFile {
  const resources: { [name: string]: { path: string } } = {};
  for (const { name, node } of objects) resources[name] = { path: node.path };
  return { path: 'construct-metadata.json', text: JSON.stringify({ version: '1.0.0', resources }) };
}
