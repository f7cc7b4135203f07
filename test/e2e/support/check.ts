import { basename } from 'node:path';
import { leaveTraces, summarized } from './failures';
import { type Figure, keep, RETRIES, takeRetry } from './figures';
import { makeNamespace, removeNamespace } from './namespace';
import { stopwatch } from './until';

/** What a check may do: take namespaces of its own, and state figures. */
export interface Check {
  /** A new namespace that enforces `restricted` and holds the Secret `chat`; it goes with the check. */
  namespace(): Promise<string>;
  /** States a figure that must not exceed its bound. */
  atMost(value: number, bound: number, unit: string, what?: string): void;
  /** States a figure that must reach its bound. */
  atLeast(value: number, bound: number, unit: string, what?: string): void;
  /** States a figure that must be exactly its bound. */
  exactly(value: string | number, bound: string | number, unit: string, what?: string): void;
  /** States a figure without a bound. */
  note(value: string | number, unit: string, what?: string): void;
  /** Says that something was not tried, and why. */
  skip(reason: string, what?: string): void;
}

type Body = (check: Check) => Promise<void>;

/**
 * A check of the suite, under a sentence that says what holds. One that fails is tried once more in new namespaces, since
 * figures are times on a machine that others may use; results tell of both attempts.
 */
export function check(sentence: string, body: Body): void {
  test(sentence, () => carryOut(sentence, body));
}

/** One that may run beside others: its figures must not be times that these would spoil. */
check.beside = (sentence: string, body: Body): void => {
  test.concurrent(sentence, () => carryOut(sentence, body));
};

async function carryOut(sentence: string, body: Body): Promise<void> {
  const topic = basename(expect.getState().testPath ?? '', '.e2e.ts');
  const clock = stopwatch();
  const first = await attempt(topic, sentence, body, 1);
  const again = first.failure !== undefined && takeRetry();
  const { failure, figures } = again ? await attempt(topic, sentence, body, 2) : first;
  const skipped = figures.length > 0 && figures.every(({ passed }) => passed === null);
  if (failure && !again) failure.message += `\nnot tried again: ${RETRIES} checks of this run were`;
  keep({
    topic,
    sentence,
    seconds: clock(),
    outcome: failure ? 'failed' : skipped ? 'skipped' : 'passed',
    attempts: again ? 2 : 1,
    firstFailure: again ? summarized(first.failure as Error) : undefined,
    failure: failure && summarized(failure),
    figures,
  });
  if (failure) throw failure;
  if (skipped) (globalThis as { skippedChecks?: Set<string> }).skippedChecks?.add(sentence);
}

/** Carries a check out once, and says what it stated and what made it fail. */
async function attempt(topic: string, sentence: string, body: Body, number: number) {
  const namespaces: string[] = [];
  const figures: Figure[] = [];
  const state = (value: string | number, unit: string, bound: string, passed: boolean | null, what = sentence) => {
    figures.push({ name: what, value, unit, bound, passed });
  };
  try {
    await body({
      namespace: async () => {
        const name = await makeNamespace(topic);
        namespaces.push(name);
        return name;
      },
      atMost: (value, bound, unit, what) => state(value, unit, `at most ${bound}`, value <= bound, what),
      atLeast: (value, bound, unit, what) => state(value, unit, `at least ${bound}`, value >= bound, what),
      exactly: (value, bound, unit, what) => state(value, unit, `exactly ${bound}`, value === bound, what),
      note: (value, unit, what) => state(value, unit, '', true, what),
      skip: (reason, what) => state(`skipped: ${reason}`, '', '', null, what),
    });
    const broken = figures.filter(({ passed }) => passed === false);
    if (broken.length) {
      throw new Error(
        broken.map(({ name, value, unit, bound }) => `${name}: ${value} ${unit}, but ${bound}`).join('\n'),
      );
    }
    if (figures.length === 0) state('holds', '', 'holds', true);
    return { figures };
  } catch (error) {
    return { figures, failure: await leaveTraces(`${topic} ${sentence}`, number, namespaces, error as Error) };
  } finally {
    await Promise.all(namespaces.map(removeNamespace));
  }
}
