// fast-check as the tests use it: with the seed that test/support/seed.js chose, which is told where a property fails.
import fc, { type RunDetails } from 'fast-check';

export { default } from 'fast-check';

const { FC_SEED, FC_RUNS } = process.env;

fc.configureGlobal({ seed: Number(FC_SEED), ...runs(100), reporter: report });

function report(details: RunDetails<unknown>): void {
  if (!details.failed) return;
  const again = `Repeat it: FC_SEED=${FC_SEED}${FC_RUNS ? ` FC_RUNS=${FC_RUNS}` : ''} npm test`;
  throw new Error(`${fc.defaultReportMessage(details)}\n\n${again}`, { cause: details.errorInstance });
}

/** So many values for a property, and FC_RUNS times as many where that is set. */
export function runs(count: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(count * Number(FC_RUNS || 1)) };
}
