import { appendFileSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

/** Something measured or counted. `passed` is null where it was skipped. */
export interface Figure {
  readonly name: string;
  readonly value: string | number | boolean;
  readonly unit: string;
  readonly bound: string;
  readonly passed: boolean | null;
}

/** What became of a check, as results.json has it. */
export interface Outcome {
  readonly topic: string;
  readonly sentence: string;
  /** Of all attempts. */
  readonly seconds: number;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly attempts: number;
  /** Why the first of two attempts failed, also where the second one held. */
  readonly firstFailure?: string;
  /** Why the last attempt failed. */
  readonly failure?: string;
  /** Those of the last attempt. */
  readonly figures: readonly Figure[];
}

/** How many checks of a run may be tried a second time: more that fail are not chance. */
export const RETRIES = Number(process.env.E2E_RETRIES ?? 5);

/** The folder of this run, which setup made. */
const file = (name: string) => join(process.env.E2E_FOLDER as string, name);

/** Keeps what became of a check, for the reporter. */
export function keep(outcome: Outcome): void {
  appendFileSync(file('checks.jsonl'), `${JSON.stringify(outcome)}\n`);
}

/** Takes one of the second attempts of this run; false where none is left. Topics share no memory, so files count them. */
export function takeRetry(): boolean {
  for (let taken = 0; taken < RETRIES; taken++) {
    try {
      closeSync(openSync(file(`retry-${taken}`), 'wx'));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return false;
}
