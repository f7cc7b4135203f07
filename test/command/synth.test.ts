import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIBRARY = join(__dirname, '../../build/lib');

/** An app that writes one ConfigMap, or breaks. */
function appScript(body: string): string {
  return `
    const { App, Chart } = require(${JSON.stringify(require.resolve('cdk8s'))});
    const { ElixirRelease, ConfigBundle } = require(${JSON.stringify(LIBRARY)});
    const app = new App();
    const chart = new Chart(app, 'chat');
    ${body}
    app.synth();
  `;
}

const GOOD = "new ConfigBundle(chart, 'config', { values: { A: 'b' } });";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-elixir-'));
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'old.k8s.yaml'), 'old');
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node app.js\noutput: dist\n');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command in the folder. */
function run(body: string, args: string[] = ['synth']) {
  writeFileSync(join(folder, 'app.js'), appScript(body));
  const env = { ...process.env, NODE_OPTIONS: '', DEBUG: '', CDK8S_OUTDIR: '' };
  const main = join(LIBRARY, 'command/main.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr, files: () => readdirSync(join(folder, 'dist')) };
}

test('a synth that succeeds replaces the output folder', () => {
  const { status, stderr, files } = run(GOOD);
  expect([status, stderr]).toEqual([0, '']);
  expect(files()).toEqual(['chat.k8s.yaml']);
  expect(readFileSync(join(folder, 'dist/chat.k8s.yaml'), 'utf8')).toContain('kind: ConfigMap');
  expect(readdirSync(folder).sort()).toEqual(['app.js', 'cdk8s.yaml', 'dist']);
});

test('a synth that is refused leaves the last output as it was, and shows the message without a stack', () => {
  const { status, stderr, files } = run("new ElixirRelease(chart, 'worker', { image: 'chat' });");
  expect(status).not.toBe(0);
  expect(files()).toEqual(['old.k8s.yaml']);
  expect(stderr).toContain('chat/worker: `image` is "chat"');
  expect(stderr).toContain('fix:');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(readdirSync(folder).sort()).toEqual(['app.js', 'cdk8s.yaml', 'dist']);
});

test('what only the whole tree shows is reported together, without a stack', () => {
  const one = "new ConfigBundle(chart, 'a', { name: 'same', values: { A: 'b' } });";
  const release =
    "new ElixirRelease(chart, 'w', { image: 'a:1', overrides: { workload: { spec: { template: { spec: { hostNetwork: true } } } } } });";
  const { status, stderr, files } = run(`${one}${one.replace("'a'", "'b'")}${release}`);
  expect(status).not.toBe(0);
  expect(files()).toEqual(['old.k8s.yaml']);
  expect(stderr).toContain('one object of a kind');
  expect(stderr).toContain('hostNetwork');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a mistake in the app itself shows its message, and with DEBUG where it is', () => {
  const { status, stderr } = run('nonsense();');
  expect(status).not.toBe(0);
  expect(stderr.trim()).toBe('ReferenceError: nonsense is not defined');
});

test('an app that ends with a code gives that code', () => {
  expect(run('process.exit(7);').status).toBe(7);
});

test('options win over cdk8s.yaml', () => {
  const { status } = run(GOOD, ['synth', '--app', 'node app.js', '--output', 'other']);
  expect(status).toBe(0);
  expect(readdirSync(join(folder, 'other'))).toEqual(['chat.k8s.yaml']);
  expect(readdirSync(join(folder, 'dist'))).toEqual(['old.k8s.yaml']);
});

test('without an app it says what to give', () => {
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\n');
  const { status, stderr } = run(GOOD);
  expect(status).toBe(1);
  expect(stderr).toContain('give --app COMMAND');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('without `synth` it shows how it is used', () => {
  const { status, stdout } = run(GOOD, []);
  expect(status).toBe(2);
  expect(stdout).toContain('cdk8s-elixir synth');
});

test('lines of cdk8s.yaml in quotes, and with a comment behind them, are read as YAML reads them', () => {
  writeFileSync(join(folder, 'cdk8s.yaml'), 'app: "node app.js" # ours\noutput: \'dist\'\n');
  expect(run(GOOD).files()).toEqual(['chat.k8s.yaml']);
});
