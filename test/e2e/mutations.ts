// Breaks the library in many ways, each in a copy of its own, and says which test noticed: `npm run mutations`.
// MUTATIONS=text tries those with the text in their description only, and leaves mutations.md as it is.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MUTATIONS, type Mutation } from './support/mutations';

const ROOT = resolve(__dirname, '../..');
const PARTS = [
  'lib',
  'imports',
  'apps',
  'test',
  'package.json',
  'jest.config.js',
  'tsconfig.json',
  'cdk8s.yaml',
  'README.md',
];

/** What a run of tests came to. */
interface Outcome {
  readonly passed: number;
  readonly failed: readonly string[];
}

/** A copy of the library in which it can be broken. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mutations-'));
  const wanted = (source: string) => !/(^|\/)(node_modules|_build|failures|bin)(\/|$)/.test(source.slice(ROOT.length));
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true, filter: wanted });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Runs the tests of one file whose names hold this text. */
function runTests(folder: string, [file, name]: Mutation['caughtBy']): Promise<Outcome> {
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const args = [join(folder, 'node_modules/jest/bin/jest.js'), file, '-t', pattern, '--json', '--runInBand'];
  return new Promise((done, broken) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 28 }, (_, stdout, stderr) => {
      try {
        const tests = JSON.parse(stdout).testResults.flatMap((one: any) => one.assertionResults);
        const failed = tests.filter(({ status }: any) => status === 'failed').map(({ fullName }: any) => fullName);
        done({ failed, passed: tests.filter(({ status }: any) => status === 'passed').length });
      } catch {
        broken(new Error(`jest did not run ${file}: ${stderr}`));
      }
    });
  });
}

/** Breaks a copy, sees which test notices, and mends it again. */
async function attempt(folder: string, { what, file, search, replace, caughtBy }: Mutation): Promise<string> {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  if (!before.includes(search)) throw new Error(`${what}: not found in ${file}: ${search}`);
  const sound = await runTests(folder, caughtBy);
  if (sound.failed.length || sound.passed === 0) {
    throw new Error(`${what}: without it "${caughtBy[1]}" of ${caughtBy[0]} must pass, and it does not`);
  }
  writeFileSync(
    path,
    before.replace(search, () => replace),
  );
  try {
    const { failed } = await runTests(folder, caughtBy);
    return failed[0] ?? '';
  } finally {
    writeFileSync(path, before);
  }
}

function report(results: readonly { readonly mutation: Mutation; readonly caught: string }[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
  const survivors = results.filter(({ caught }) => caught === '').length;
  return [
    '# Mutations',
    '',
    'The library broken on purpose, and the test that noticed. Written by `npm run mutations`.',
    '',
    `${results.length} mutations, ${survivors} survived.`,
    '',
    '| what is broken | file | caught by |',
    '|---|---|---|',
    ...results.map(
      ({ mutation, caught }) =>
        `| ${cell(mutation.what)} | \`${mutation.file}\` | ${caught ? `${cell(caught)} (\`${mutation.caughtBy[0]}\`)` : '**nothing**'} |`,
    ),
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const wanted = process.env.MUTATIONS ?? '';
  const chosen = MUTATIONS.filter(({ what }) => what.includes(wanted));
  const caught = new Map<Mutation, string>();
  const left = [...chosen];
  const lane = async () => {
    const folder = copy();
    try {
      for (let mutation = left.shift(); mutation; mutation = left.shift()) {
        const by = await attempt(folder, mutation);
        caught.set(mutation, by);
        console.log(`${by ? 'caught  ' : 'SURVIVED'} ${mutation.what}${by ? `\n           by: ${by}` : ''}`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  const results = chosen.map((mutation) => ({ mutation, caught: caught.get(mutation) as string }));
  if (wanted === '') writeFileSync(join(__dirname, 'mutations.md'), report(results));
  if (results.some((one) => one.caught === '')) process.exitCode = 1;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
