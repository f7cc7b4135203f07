import { type Chart, Names, YamlOutputType } from 'cdk8s';
import type { OutputFile } from './output';
import { type Named, Renderer } from './renderer';
import type { Tree } from './tree';
import { documents } from './yaml/document';

/** Options that decide which file a manifest goes to. */
export interface Layout {
  readonly type: YamlOutputType;
  /** Extension of file names. */
  readonly extension: string;
  /** Whether file names start with the chart's index in the order in which charts are applied. */
  readonly indexed: boolean;
}

/** Files of an app, with the names and in the order of the stock App; each is rendered when the iterator reaches it. */
export function* filesOf(tree: Tree, { type, extension, indexed }: Layout): Iterable<OutputFile> {
  const nameOf = (chart: Chart, index: number) =>
    `${indexed ? `${String(index).padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`;
  const { charts } = tree;
  const renderer = new Renderer(tree);
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      if (charts.length > 0) yield { path: `app${extension}`, texts: textsOf(renderer, charts) };
      break;
    case YamlOutputType.FILE_PER_CHART:
      for (const [index, chart] of charts.entries()) {
        yield { path: nameOf(chart, index) + extension, texts: textsOf(renderer, [chart]) };
      }
      break;
    case YamlOutputType.FILE_PER_RESOURCE:
      for (const chart of charts) {
        for (const { about, text } of renderer.chart(chart)) {
          if (about !== undefined) yield { path: resourceName(about) + extension, texts: [text] };
        }
      }
      break;
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      for (const [index, chart] of charts.entries()) {
        const folder = nameOf(chart, index);
        yield { path: folder };
        for (const object of tree.objectsOf(chart)) {
          yield { path: `${folder}/${resourceName(object)}${extension}`, texts: [renderer.object(object).text] };
        }
      }
      break;
    default:
  }
}

/** Number of documents that are joined at once: until it is joined, V8 holds a text as the pieces it was made of. */
const AT_ONCE = 64;

/** Manifests of charts as one text, in pieces: each is rendered when the iterator reaches it. */
export function* textsOf(renderer: Renderer, charts: readonly Chart[]): Iterable<string> {
  let open: string[] = [];
  for (const chart of charts) {
    for (const { text } of renderer.chart(chart)) {
      if (open.length === AT_ONCE) {
        yield documents([...open, '']);
        open = [];
      }
      open.push(text);
    }
  }
  yield documents(open);
}

function resourceName({ kind, metadata }: Named): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
