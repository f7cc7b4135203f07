import type { Machine } from './machine';
import type { Ratio } from './measure';

/** One line of results.json. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it may be at most; absent where it is only told. */
  readonly bound?: number;
  readonly passed?: boolean;
  readonly least?: number;
  readonly greatest?: number;
}

/** A measured ratio, with its bound. */
export function measured(name: string, { median, least, greatest }: Ratio, bound?: number, unit = 'ratio'): Result {
  const value = round(median);
  const judged = bound === undefined ? {} : { bound, passed: value <= bound };
  return { name, value, unit, ...judged, least: round(least), greatest: round(greatest) };
}

/** A fact that has to hold. */
export function fact(name: string, holds: boolean): Result {
  return { name, value: holds ? 1 : 0, unit: 'holds', bound: 1, passed: holds };
}

/** Results as a table for people. */
export function table(results: readonly Result[]): string {
  const rows = results.map(({ name, value, unit, bound, passed, least, greatest }) => [
    name,
    unit === 'holds' ? (value === 1 ? 'yes' : 'NO') : String(value),
    least === undefined ? '' : `${least} to ${greatest}`,
    bound === undefined || unit === 'holds' ? '' : `≤ ${bound}`,
    passed === undefined ? '' : passed ? 'passed' : 'missed',
  ]);
  const all = [['measure', 'value', 'spread', 'bound', ''], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

const BEGIN = '<!-- figures: written by `npm run bench` -->';
const END = '<!-- end of figures -->';

/** The page with these figures between its two comments. */
export function inPage(page: string, { machine, results }: { machine: Machine; results: readonly Result[] }): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`the page has no ${BEGIN} … ${END}`);
  const facts = results.filter(({ unit }) => unit === 'holds');
  const lines = results.filter(({ unit }) => unit !== 'holds').map(line);
  const { versions, node, processors, memory, system, output, date, commit } = machine;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const text = [
    `Of ${date}, commit ${commit}: Node ${node}, ${processors}, ${memory}, ${system}; output ${output}.`,
    `${named.join('; ')}. Equal outputs: ${facts.filter(({ passed }) => passed).length} of ${facts.length} hold.`,
    '',
    '| measure | bound | measured | spread | |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ];
  return `${before}${BEGIN}\n\n${text.join('\n')}\n\n${END}${after}`;
}

function line({ name, value, unit, bound, passed, least, greatest }: Result): string {
  const of = unit === 'ratio' ? '' : ` ${unit}`;
  const told = [
    name,
    bound === undefined ? '' : `≤ ${bound}${of}`,
    `${value}${of}`,
    `${least} to ${greatest}`,
    passed === false ? 'missed' : '',
  ];
  return `| ${told.join(' | ')} |`;
}
