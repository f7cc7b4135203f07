// The unit tests as one file: for each mutant the library is loaded once, and not once a test file.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const TEST = join(__dirname, '..');

/** Tests that start processes, read the repository or a snapshot, need a file of their own, or are long and random. */
const LEFT_OUT =
  /^(app|command|e2e|errors|mutation|package)\/|^(apps\/chat-cluster|ci|contributing|documentation|e2e-runs|files|guides|kubernetes\/schedule|performance|random|readme|secrets\/canary|props\/(props-table|random-values))\.|properties\./;

/** Text of the names of the tests that a mutant has to do with, as a pattern; none for all. */
const { WANTED_TESTS: wanted } = globalThis as { WANTED_TESTS?: string };

/** A test's name starts with that of its file. */
const isWanted = (file: string) => !wanted || wanted.replaceAll('\\', '').includes(`(${file} `);

/** `TESTS` is a pattern of the files that run, all where it is not set: what they kill, all of them kill. */
const { MUTATED, TESTS = '' } = process.env;

/** A folder's own tests stand first: they fail soonest. */
const isOwn = (file: string) => file.startsWith(`${MUTATED}/`);

const files = (readdirSync(TEST, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.test(file) && isWanted(file) && file.match(TESTS))
  .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || a.localeCompare(b));

describe.each(files)('%s', (file) => {
  require(join(TEST, file));
});
