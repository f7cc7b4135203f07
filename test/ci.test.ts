// .ci/run over commands that do nothing but say that they were called.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

const folder = mkdtempSync(join(tmpdir(), 'ci-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;

/** Runs .ci/run; where a command is given that fails, its step does. */
function ci(readme: string, env: NodeJS.ProcessEnv, failing = 'nothing') {
  count += 1;
  const clone = join(folder, String(count), 'clone');
  const called = join(clone, 'called');
  for (const below of ['.ci', 'bin', 'test/e2e/app']) mkdirSync(join(clone, below), { recursive: true });
  copyFileSync(join(ROOT, '.ci/run'), join(clone, '.ci/run'));
  writeFileSync(join(clone, 'README.md'), readme);
  writeFileSync(called, '');
  for (const command of ['bin/npm', 'bin/mix', 'bin/git', 'bin/kubectl', 'test/e2e/elixir.sh']) {
    const name = command.slice(command.lastIndexOf('/') + 1);
    const script = `#!/bin/sh\necho "${name} $*" >>"${called}"\n[ "${name} $*" != "${failing}" ]\n`;
    writeFileSync(join(clone, command), script, { mode: 0o755 });
  }
  const { KUBECONFIG, E2E, E2E_CLUSTER_COMMAND, ...inherited } = process.env;
  const all = { ...inherited, ...env, PATH: `${join(clone, 'bin')}:${process.env.PATH}` };
  const { status, stdout } = spawnSync(join(clone, '.ci/run'), [], { env: all, encoding: 'utf8' });
  const commands = readFileSync(called, 'utf8').trim().split('\n');
  return { status, stdout, commands: commands.filter((one) => !one.startsWith('git ')) };
}

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const FIRST = ['npm ci', 'npm test', 'npm run --silent lint', 'npm run --silent structure', 'npm run --silent synth'];
const BEFORE = [...FIRST, 'npm run --silent package'];

test('with a cluster it runs everything, and says how long each step took', () => {
  const { status, stdout, commands } = ci(README, { KUBECONFIG: 'made-up' });
  const release = ['npm run --silent e2e:prepare', 'elixir.sh ', 'mix test'];
  expect(commands).toEqual([...BEFORE, ...release, 'npm run --silent e2e']);
  expect(stdout.match(/^ +\d+ s {2}.+$/gm)?.map((line) => line.trim().replace(/^\d+/, 'N'))).toEqual([
    "N s  README's test command",
    'N s  formatter and linter',
    'N s  folders of lib/ import lower ones only',
    'N s  types and build are part of the tests; dist/ is what the apps render',
    'N s  the packed library in apps of every kind',
    'N s  a cluster and its image',
    "N s  the release's own tests, in Elixir",
    'N s  end to end',
    'N s  all of it',
  ]);
  expect(status).toBe(0);
});

test('without a cluster it fails, unless E2E=none says to go on without', () => {
  const without = ci(README, {});
  expect([without.status, without.commands]).toEqual([1, BEFORE]);
  expect(without.stdout).toContain('KUBECONFIG is not set');
  const none = ci(README, { E2E: 'none' });
  expect([none.status, none.commands]).toEqual([0, [...BEFORE, 'npm run --silent e2e']]);
  expect(none.stdout).toContain('end to end: left out');
});

test('it fails where the README has no command that passes the tests', () => {
  const { status, stdout, commands } = ci(README.replaceAll('npm ci && npm test', 'npm test'), { E2E: 'none' });
  expect([status, commands]).toEqual([1, ['']]);
  expect(stdout).toContain('README.md has no line');
});

test.each([
  ['npm test', "README's test command"],
  ['mix test', "the release's own tests, in Elixir"],
  ['npm run --silent e2e', 'end to end'],
])('it fails where `%s` does, once, and says at which step', (failing, step) => {
  const { status, stdout, commands } = ci(README, { KUBECONFIG: 'made-up' }, failing);
  expect(status).toBe(1);
  expect(commands.at(-1)).toBe(failing);
  expect(stdout).toContain(`FAILED at: ${step}\n`);
});
