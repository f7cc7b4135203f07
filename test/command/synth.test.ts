import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIBRARY = join(__dirname, '../../build/lib');

/** An app that writes one ConfigMap, or breaks. */
function appScript(body: string): string {
  return `
    const { App, Chart } = require(${JSON.stringify(require.resolve('cdk8s'))});
    const { ElixirRelease, ConfigBundle, ExistingSecret, VmFlags } = require(${JSON.stringify(LIBRARY)});
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
function run(body: string, { args = ['synth'], env: own = {} }: { args?: string[]; env?: NodeJS.ProcessEnv } = {}) {
  writeFileSync(join(folder, 'app.js'), appScript(body));
  const env = { ...process.env, NODE_OPTIONS: '', DEBUG: '', CDK8S_OUTDIR: '', ...own };
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

test('a mistake in the app itself shows its message and its line, and with DEBUG the stack', () => {
  const { status, stderr } = run('nonsense();');
  expect(status).not.toBe(0);
  expect(stderr.trim()).toBe('ReferenceError: nonsense is not defined\n  at:      app.js:6');
  expect(run('nonsense();', { env: { DEBUG: '1' } }).stderr).toMatch(/^ {4}at .*app\.js:6:5/m);
});

test.each(['node app.js', 'node app.js && true'])('a TypeError under a construct keeps its line: %s', (app) => {
  const body = `
    class Hello extends Chart {
      constructor(scope, id, props) {
        super(scope, id);
        props.ports.map((port) => port);
      }
    }
    new Hello(app, 'hello', {});`;
  const { stderr } = run(body, { args: ['synth', '--app', app] });
  expect(stderr.trim()).toMatch(
    /^TypeError: Cannot read properties of undefined \(reading 'map'\)\n {2}at: {6}app\.js:10$/,
  );
});

test('a value factory that refuses shows the line that called it, and no stack', () => {
  const { stderr } = run('const flags =\n VmFlags.of({ schedulers: 0 });');
  expect(stderr).toMatch(/^`VmFlags\.schedulers` is 0\n/);
  expect(stderr).toMatch(/\n {2}fix: {5}.*\n {2}at: {6}app\.js:7\n$/);
  const { stderr: everything } = run('VmFlags.of({ schedulers: 0 });', { env: { DEBUG: '1' } });
  expect(everything).toMatch(/^ {4}at .*app\.js:6:/m);
  expect(everything).toMatch(/^ {4}at .*vm-flags\.js:/m);
});

test('a refusal under a construct shows its path, and no line', () => {
  const { stderr } = run("new ElixirRelease(chart, 'worker', { image: 'chat' });");
  expect(stderr).not.toMatch(/^ {2}at:/m);
});

test('code that cannot be read shows where', () => {
  expect(run('let let = 1;').stderr).toMatch(/^SyntaxError: .*\n {2}at: {6}app\.js:6\n$/);
});

test.each(["'text'", 'undefined', 'null', '{ a: 1 }', '5'])(
  'what is thrown and is no error is shown with its line: %s',
  (thrown) => {
    for (const app of ['node app.js', 'node app.js && true']) {
      const { status, stderr, files } = run(`throw ${thrown};`, { args: ['synth', '--app', app] });
      expect([status, stderr.split('\n')[0]]).toEqual([1, `the app threw what is no error: ${thrown}`]);
      expect(stderr).toContain(`app.js:6\n    throw ${thrown};`);
      expect(files()).toEqual(['old.k8s.yaml']);
    }
  },
);

test('an app that ends with a code gives that code', () => {
  expect(run('process.exit(7);').status).toBe(7);
});

test('options win over cdk8s.yaml', () => {
  const { status } = run(GOOD, { args: ['synth', '--app', 'node app.js', '--output', 'other'] });
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
  const { status, stdout } = run(GOOD, { args: [] });
  expect(status).toBe(2);
  expect(stdout).toContain('cdk8s-elixir synth');
});

test('lines of cdk8s.yaml in quotes, and with a comment behind them, are read as YAML reads them', () => {
  writeFileSync(join(folder, 'cdk8s.yaml'), 'app: "node app.js" # ours\noutput: \'dist\'\n');
  expect(run(GOOD).files()).toEqual(['chat.k8s.yaml']);
});

const RELEASE = (name: string) =>
  `new ElixirRelease(new Chart(app, '${name}'), 'w', { image: 'a:1', env: { TOKEN: ExistingSecret.named('${name}').key('TOKEN') } });`;

test.each(['node app.js', 'true && node app.js'])('the Secrets that must exist are told on success: %s', (app) => {
  const one = { args: ['synth', '--app', app] };
  const { status, stdout } = run(RELEASE('one'), one);
  expect(status).toBe(0);
  expect(stdout).toContain(`Secrets that must exist before the manifests are applied:
  one: TOKEN (for Deployment/w)
    kubectl create secret generic one --from-literal=TOKEN="\${TOKEN:?}"
`);
  expect(run(RELEASE('one'), { args: [...one.args, '--quiet'] }).stdout).toBe('');
  expect(run(`${RELEASE('one')} app.synth(); throw new Error('x');`, one).stdout).toBe('');
  expect(run(GOOD, one).stdout).toBe('wrote\n  - dist/chat.k8s.yaml\n');
  const { stdout: yaml, stderr } = run(RELEASE('one'), { args: [...one.args, '--stdout'] });
  expect(yaml).not.toContain('kubectl');
  expect(stderr).toContain('kubectl create secret generic one');
});

test('each app of a program tells its own', () => {
  const { stdout } = run(
    `${RELEASE('one')} { const app = new App({ outdir: process.env.CDK8S_OUTDIR + '/b' }); ${RELEASE('two')} app.synth(); }`,
  );
  expect(stdout.match(/^ {2}(one|two): TOKEN/gm)).toEqual(['  two: TOKEN', '  one: TOKEN']);
});
