import { type Chart, Names, YamlOutputType } from 'cdk8s';
import { documents } from '../yaml/document';
import type { OutputFile } from './output';
import { type Named, type Rendered, renderChart, renderObject } from './render';
import { objectsOf } from './tree';

/** What decides which file a manifest goes to. */
export interface Layout {
  readonly type: YamlOutputType;
  /** What file names end with. */
  readonly extension: string;
  /** Whether names of charts start with the chart's place in the order in which they are applied. */
  readonly indexed: boolean;
}

/** The files of an app, with the names and in the order of the stock App; each is rendered when it is asked for. */
export function* filesOf(charts: readonly Chart[], { type, extension, indexed }: Layout): Iterable<OutputFile> {
  const nameOf = (chart: Chart, index: number) =>
    `${indexed ? `${String(index).padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`;
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      if (charts.length > 0) yield { path: `app${extension}`, text: textOf(charts.flatMap(renderChart)) };
      break;
    case YamlOutputType.FILE_PER_CHART:
      for (const [index, chart] of charts.entries()) {
        yield { path: nameOf(chart, index) + extension, text: textOf(renderChart(chart)) };
      }
      break;
    case YamlOutputType.FILE_PER_RESOURCE:
      for (const { about, text } of charts.flatMap(renderChart)) {
        if (about !== undefined) yield { path: resourceName(about) + extension, text };
      }
      break;
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      for (const [index, chart] of charts.entries()) {
        const folder = nameOf(chart, index);
        yield { path: folder };
        for (const object of objectsOf(chart)) {
          yield { path: `${folder}/${resourceName(object)}${extension}`, text: renderObject(object).text };
        }
      }
      break;
    default:
  }
}

/** Every manifest of an app as one text. */
export function textOf(rendered: readonly Rendered[]): string {
  return documents(rendered.map(({ text }) => text));
}

function resourceName({ kind, metadata }: Named): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
