import { appendFileSync } from 'node:fs';

/** One line of results.json. `passed` is null where it was skipped. */
export interface Figure {
  readonly name: string;
  readonly value: string | number | boolean;
  readonly unit: string;
  readonly bound: string;
  readonly passed: boolean | null;
}

/** Keeps a figure for the table. */
export function record(figure: Figure): void {
  appendFileSync(process.env.E2E_FIGURES as string, `${JSON.stringify(figure)}\n`);
}
