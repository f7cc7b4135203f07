// What the runner of test/e2e says of checks that fail, that hold later, that are skipped, and that are not there.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const TOPICS = join(__dirname, 'support/topics');

const folder = mkdtempSync(join(tmpdir(), 'e2e-runs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs Jest by a configuration, and returns its exit code and what it said. */
function jest(config: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const { JEST_WORKER_ID, KUBECONFIG, E2E, E2E_RESULTS, E2E_CRDS, ...inherited } = process.env;
  const binary = join(ROOT, 'node_modules/jest/bin/jest.js');
  const options = { cwd: ROOT, env: { ...inherited, ...env }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [binary, '-c', config, ...args], options);
  return { status, said: stdout + stderr };
}

/** Runs the topics that are made up, and returns what was written of it as well. */
function topics(name: string, ...args: string[]) {
  const results = join(folder, name);
  mkdirSync(results);
  const made = { KUBECONFIG: 'made-up', KUBECTL: join(TOPICS, 'kubectl') };
  const env = { ...made, TOPICS_RESULTS: results, E2E_RETRIES: '3' };
  const written = (file: string) => {
    try {
      return readFileSync(join(results, file), 'utf8');
    } catch {
      return undefined;
    }
  };
  const ended = jest(join(TOPICS, 'jest.config.js'), args, env);
  return { ...ended, json: JSON.parse(written('results.json') ?? 'null'), page: written('proof.md') };
}

describe('a whole run', () => {
  const { status, said, json, page } = topics('whole');
  const check = (sentence: string) => json.checks.find((one: any) => one.sentence === sentence);
  const summary = '9 checks, 2 held at the second attempt, 2 skipped, 2 failed, 2 figures skipped';

  test('fails where a check fails, and says in a line what became of all of them', () => {
    expect(status).toBe(1);
    expect(said).toContain(summary);
    expect(page).toContain(`- checks: ${summary}\n`);
  });

  test('is written with what it was of', () => {
    expect(json).toMatchObject({ kubernetes: 'v1.34.0', nodes: 1, cores: '2' });
    expect(json.commit).toMatch(existsSync(join(ROOT, '.git')) ? /^[0-9a-f]{40}(-dirty)?$/ : /^unknown$/);
    expect(json.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(json.seconds).toBe(Math.round(json.seconds));
    expect(json.topics.map(({ topic }: any) => topic)).toEqual(['attempts', 'left-out']);
    expect(page).toMatch(/\| left-out \| \d+ \| 4 \| Checks that skip\. \|/);
    expect(page).toContain(`- commit: ${json.commit}\n- Kubernetes: v1.34.0, 1 node`);
  });

  test('keeps why a check failed that held at the second attempt, in new namespaces', () => {
    const again = check('fails once');
    expect(again).toMatchObject({ outcome: 'passed', attempts: 2 });
    expect(again.firstFailure).toContain('a time: 9 s, but at most 5');
    expect(again.figures).toContainEqual(
      expect.objectContaining({ name: 'namespaces so far', value: 2, passed: true }),
    );
    expect(check('fails once beside others')).toMatchObject({ outcome: 'passed', attempts: 2 });
    expect(said).toMatch(/HELD AT THE SECOND ATTEMPT: attempts: fails once\n {2}first: a time: 9 s, but at most 5/);
    expect(said).toMatch(/2nd +attempts +a time +4 s/);
    expect(page).toContain('- attempts: fails once: first: a time: 9 s, but at most 5');
    expect(page).toContain('| a time | 4 s | at most 5 | at the second attempt |');
  });

  test('tries no check a third time, and no more than three checks a second time', () => {
    expect(check('fails twice')).toMatchObject({ outcome: 'failed', attempts: 2 });
    expect(check('fails when no second attempt is left')).toMatchObject({ outcome: 'failed', attempts: 1 });
    expect(check('fails when no second attempt is left').failure).toContain('not tried again');
    expect(page).toContain('- attempts: fails twice: too long a time: 6 s, but at most 5');
  });

  test('counts as skipped, never as passed, what says so while it runs, and what its file leaves out', () => {
    expect(said).toMatch(/Tests: .*2 skipped/);
    expect(said).toMatch(/skip +left-out +a node +skipped: there is no such node/);
    expect(check('skips all of it').outcome).toBe('skipped');
    expect(check('is left out by its file').outcome).toBe('skipped');
    expect(check('skips a part of it').outcome).toBe('passed');
    expect(page).toContain(
      '- left-out: a node: there is no such node\n- left-out: the part over IPv6: there is no IPv6\n',
    );
  });
});

test('a part of a run is written nowhere', () => {
  const { status, said, json, page } = topics('part', '-t', 'fails once$');
  expect(said).toContain('1 checks, 1 held at the second attempt, 0 skipped, 0 failed');
  expect([status, json, page]).toEqual([0, null, undefined]);
});

test.each([
  ['no check', ['-t', 'a sentence that nobody wrote'], 'the run FAILED: no check ran'],
  ['no topic', ['a-topic-that-nobody-wrote'], 'No tests found'],
])('a run of %s fails', (what, args, why) => {
  const { status, said } = topics(what, ...args);
  expect(said).toContain(why);
  expect(status).toBe(1);
});

test('without a cluster nothing runs, and that is an error unless E2E=none says so', () => {
  for (const config of ['test/e2e/jest.config.js', 'test/e2e/quick.config.js']) {
    const unset = jest(config, [], {});
    expect(unset.said).toContain('did NOT run: KUBECONFIG is not set');
    expect(unset.status).toBe(1);
    const none = jest(config, [], { E2E: 'none', KUBECONFIG: 'made-up' });
    expect(none.said).toContain('did NOT run: E2E=none');
    expect(none.status).toBe(0);
  }
});

describe('topics', () => {
  const settings = (files: readonly string[]) => {
    const made = mkdtempSync(join(folder, 'listed-'));
    writeFileSync(join(made, 'topics.json'), JSON.stringify({ one: 'One.', two: 'Two.' }));
    for (const file of files) writeFileSync(join(made, file), '');
    return require('./e2e/settings')({ minutes: 1, folder: made });
  };

  test('that vanished, or that nobody listed, are noticed', () => {
    expect(settings(['one.e2e.ts', 'two.e2e.ts']).testMatch).toHaveLength(2);
    expect(() => settings(['one.e2e.ts'])).toThrow('topics.json names topics that have no file: two');
    expect(() => settings(['one.e2e.ts', 'two.e2e.ts', 'six.e2e.ts'])).toThrow('topics.json does not name: six');
  });

  test('that did not run make a whole run fail, as do too many minutes', () => {
    const Reporter = require('./e2e/support/reporter');
    const problems = (isPart: boolean) => {
      const reporter = new Reporter({ testPathPatterns: { isSet: () => isPart } }, { topics: { one: '' }, minutes: 1 });
      return reporter.problems([{ attempts: 1 }], 61);
    };
    expect(problems(false)).toEqual(['topics that did not run: one', 'took 61 s, which must be at most 60']);
    expect(problems(true)).toEqual([]);
  });
});
