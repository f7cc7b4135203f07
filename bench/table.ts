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
