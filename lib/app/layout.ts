import { type Chart, Names, YamlOutputType } from 'cdk8s';
import { documents } from '../yaml/document';
import type { Output, OutputFile } from './output';
import { type Rendered, renderChart, renderObject } from './render';
import { objectsOf } from './tree';

/** What decides which file a manifest goes to. */
export interface Layout {
  readonly type: YamlOutputType;
  /** What file names end with. */
  readonly extension: string;
  /** Whether names of charts start with the chart's place in the order in which they are applied. */
  readonly indexed: boolean;
}

/** The files of an app, with the names and in the order of the stock App. */
export function outputOf(charts: readonly Chart[], { type, extension, indexed }: Layout): Output {
  const nameOf = (chart: Chart, index: number) =>
    `${indexed ? `${String(index).padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`;
  const files = (files: readonly OutputFile[]) => ({ folders: [], files });
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      if (charts.length === 0) return files([]);
      return files([{ path: `app${extension}`, text: textOf(charts.flatMap(renderChart)) }]);
    case YamlOutputType.FILE_PER_CHART:
      return files(
        charts.map((chart, index) => ({ path: nameOf(chart, index) + extension, text: textOf(renderChart(chart)) })),
      );
    case YamlOutputType.FILE_PER_RESOURCE:
      return files(
        charts
          .flatMap(renderChart)
          .filter(({ manifest }) => manifest !== undefined)
          .map(({ manifest, text }) => ({ path: resourceName(manifest) + extension, text })),
      );
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: {
      const folders = charts.map(nameOf);
      const inFolder = (chart: Chart, index: number) =>
        objectsOf(chart).map((object) => ({
          path: `${folders[index]}/${resourceName(object)}${extension}`,
          text: renderObject(object).text,
        }));
      return { folders, files: charts.flatMap(inFolder) };
    }
    default:
      return files([]);
  }
}

/** Every manifest of an app as one text. */
export function textOf(rendered: readonly Rendered[]): string {
  return documents(rendered.map(({ text }) => text));
}

function resourceName({ kind, metadata }: { readonly kind: string; readonly metadata: { name?: string } }): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
