import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf, askedBy } from '../../lib/command/arguments';
import { FLAGS } from '../../lib/command/flags';
import { USAGE } from '../../lib/command/usage';
import manifest from '../../package.json';
import { errorOf } from '../support/subjects';
import { plainApp, writes } from './plain-app';

let app: ReturnType<typeof plainApp>;

beforeEach(() => {
  app = plainApp();
});

afterEach(() => app.remove());

/** Flags of the stock command, by its own source. */
function stockFlags(): string[] {
  const builder = require(join(__dirname, '../../node_modules/cdk8s-cli/lib/cli/cmds/synth.js')).builder;
  const names: string[] = [];
  const yargs = { option: (name: string) => names.push(name) && yargs };
  builder(yargs);
  return [...names, 'check-upgrade', 'help', 'version'];
}

test('every flag of the stock command is known, and every flag is in the help', () => {
  expect(Object.keys(FLAGS)).toEqual(expect.arrayContaining(stockFlags()));
  expect(stockFlags()).toContain('validation-reports-output-file');
  for (const name of Object.keys(FLAGS)) {
    const shown = ['chart-api-version', 'chart-version'].includes(name) ? 'Helm charts' : name;
    expect(USAGE).toMatch(new RegExp(`(?:--|--no-)${shown}|${shown}`));
  }
});

test.each<[string[], object]>([
  [['synth', '-a', 'node app.js', '-o', 'out'], { app: 'node app.js', output: 'out' }],
  [['synth', '--app=node app.js', '--output=out'], { app: 'node app.js', output: 'out' }],
  [['synth', '-o=out', '-p'], { output: 'out', stdout: true }],
  [['-oout', 'synth'], { output: 'out' }],
  [['synth', '--no-validate'], { validate: false }],
  [['synth', '--validate=false'], { validate: false }],
  [['synth', '--validate'], { validate: true }],
  [['synth', '--pluginsDir', 'p'], { 'plugins-dir': 'p' }],
  [['synth', '-wq'], { watch: true, quiet: true }],
  [['synth', '--output', ''], { output: '' }],
])('%j', (args, given) => {
  const asked = askedBy(args, {});
  expect(asked).toEqual({ words: ['synth'], given });
  expect(askedBy(['synth', ...argumentsOf(asked.given)], {})).toEqual(asked);
});

test('variables of the environment stand for flags, below them', () => {
  const env = {
    CDK8S_OUTPUT: 'out',
    CDK8S_APP: 'node a.js',
    CDK8S_VALIDATE: 'false',
    CDK8S_VERSION: '2',
    CDK8S_OUTDIR: 'x',
  };
  const given = { app: 'node b.js', output: 'out', validate: false };
  expect(askedBy(['synth', '-a', 'node b.js'], env).given).toEqual(given);
});

test.each<[string[], string]>([
  [['synth', '--ouput', 'x'], '--ouput is no flag of this command: did you mean --output?'],
  [['synth', '--no-valdate'], '--no-valdate is no flag of this command: did you mean --no-validate?'],
  [['synth', '--no-output'], '--no-output is no flag of this command: `cdk8s-elixir --help` shows them'],
  [['synth', '-x'], '-x is no flag of this command: `cdk8s-elixir --help` shows them'],
  [['synth', '--constructor'], '--constructor is no flag of this command: `cdk8s-elixir --help` shows them'],
  [['synth', '--output'], '--output takes a value: --output VALUE'],
  [['synth', '--app', '--watch'], '--app takes a value: --app VALUE'],
  [['synth', '--watch=maybe'], '--watch is "maybe": it takes true or false, or nothing'],
])('%j is refused', (args, message) => {
  expect(errorOf(() => askedBy(args, {})).message).toBe(message);
});

test.each<[string[], number, string]>([
  [['--help'], 0, 'cdk8s-elixir synth'],
  [['synth', '-h'], 0, '--output FOLDER'],
  [[], 2, 'cdk8s-elixir synth'],
  [['--version'], 0, manifest.version],
  [['snyth'], 1, '`snyth` is no command of cdk8s-elixir: did you mean `synth`?'],
  [['import'], 1, '`npx cdk8s import` does that'],
  [['serve'], 1, '`cdk8s-elixir synth` is the only one'],
  [['synth', '--app', 'node', 'app.js'], 1, '`app.js` is not understood'],
  [['synth', '--format', 'helm'], 1, '--format is helm, which this command does not write'],
  [['synth', '--format', 'helmet'], 1, '--format is "helmet": plain is allowed'],
  [['synth', '--chart-version', '1.0.0'], 1, '--chart-version is for the format helm'],
  [['synth', '--stdout', '--output', 'x'], 1, '--output and --stdout exclude each other'],
  [['synth', '--stdout', '--watch'], 1, '--watch and --stdout exclude each other'],
])('%j says what it does, and changes nothing', (args, code, said) => {
  app.write('dist/a.k8s.yaml', 'old');
  const { status, stdout, stderr } = app.run(args);
  expect([status, code === 1 ? stderr : stdout]).toEqual([code, expect.stringContaining(said)]);
  expect(code === 1 ? stdout : stderr).toBe('');
  expect(app.files('dist')).toEqual({ 'a.k8s.yaml': 'old' });
});

test.each([['synth'], ['synthesize'], ['synth', '--format', 'plain', '--no-check-upgrade', '--plugins-dir', 'x']])(
  '%s %s %s writes',
  (...args) => {
    expect(app.run(args).status).toBe(0);
    expect(app.files('dist')).toEqual({ 'a.k8s.yaml': 'new' });
  },
);

test('what was written is told, and with --quiet nothing', () => {
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${index + 10}.k8s.yaml`, '']));
  expect(app.run(['synth']).stdout).toBe('wrote\n  - dist/a.k8s.yaml\n');
  app.write('app.js', writes(files));
  expect(app.run(['synth']).stdout).toMatch(/^wrote\n(?: {2}- dist\/\d+\.k8s\.yaml\n){10} {2}and 2 more\n$/);
  expect(app.run(['synth', '-q']).stdout).toBe('');
});

test.each(['node app.js', 'true && node app.js'])('--stdout writes manifests alone, and no folder: %s', (line) => {
  const files = { 'b/c.k8s.yaml': 'c: 1\n', 'a.k8s.yaml': 'a: 1\n', 'notes.txt': 'x' };
  app.write(
    'app.js',
    `console.log('words'); require('child_process').execSync('echo words', { stdio: 'inherit' });${writes(files)}`,
  );
  app.write('dist/a.k8s.yaml', 'old');
  const { status, stdout, stderr } = app.run(['synth', '--stdout', '--app', line]);
  expect([status, stdout, stderr]).toEqual([0, 'a: 1\n---\nc: 1\n', 'words\nwords\n']);
  expect(app.files('dist')).toEqual({ 'a.k8s.yaml': 'old' });
  expect(readdirSync(app.temporary)).toEqual([]);
});

test('--stdout of an app that fails writes nothing and leaves nothing', () => {
  app.write('app.js', `${writes({ 'a.k8s.yaml': 'a' })}; process.exit(4);`);
  expect(app.run(['synth', '--stdout'])).toMatchObject({ status: 4, stdout: '' });
  app.write('app.js', '');
  expect(app.run(['synth', '--stdout'])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('wrote nothing'),
  });
  expect(readdirSync(app.temporary)).toEqual([]);
});

test('--stdout writes more than a pipe holds', () => {
  app.write('app.js', writes({ 'a.k8s.yaml': 'x'.repeat(1_000_000) }));
  expect(app.run(['synth', '-p']).stdout).toHaveLength(1_000_000);
});
