import { basename } from 'node:path';
import { leaveTraces } from './failures';
import { record } from './figures';
import { makeNamespace, removeNamespace } from './namespace';

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

/** A check of the suite, under a sentence that says what holds. */
export function check(sentence: string, body: (check: Check) => Promise<void>): void {
  test(sentence, () => carryOut(sentence, body));
}

/** One that may run beside others: its figures must not be times that these would spoil. */
check.beside = (sentence: string, body: (check: Check) => Promise<void>): void => {
  test.concurrent(sentence, () => carryOut(sentence, body));
};

async function carryOut(sentence: string, body: (check: Check) => Promise<void>): Promise<void> {
  const topic = basename(expect.getState().testPath ?? '', '.e2e.ts');
  const namespaces: string[] = [];
  const broken: string[] = [];
  let stated = 0;
  const state = (value: string | number, unit: string, bound: string, passed: boolean | null, what?: string) => {
    const name = `${topic}: ${what ?? sentence}`;
    stated += 1;
    record({ name, value, unit, bound, passed });
    if (passed === false) broken.push(`${name}: ${value} ${unit}, but ${bound}`);
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
    if (broken.length) throw new Error(broken.join('\n'));
    if (stated === 0) state('holds', '', 'holds', true);
  } catch (error) {
    throw await leaveTraces(`${topic} ${sentence}`, namespaces, error as Error);
  } finally {
    await Promise.all(namespaces.map(removeNamespace));
  }
}
