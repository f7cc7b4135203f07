import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { plainApp } from './plain-app';

let app: ReturnType<typeof plainApp>;

beforeEach(() => {
  app = plainApp();
  app.write('dist/old.k8s.yaml', 'old');
});

afterEach(() => app.remove());

/** An app of cdk8s with one chart, and what is done with it. */
const cdk8sApp = (props: string, then: string) => `
  const { ApiObject, App, Chart } = require(${JSON.stringify(require.resolve('cdk8s'))});
  const app = new App(${props});
  const chart = new Chart(app, 'chat');
  new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
  ${then}`;

test.each<[string, string]>([
  ['without app.synth()', cdk8sApp('', '')],
  ['that ends before it', cdk8sApp('', 'process.exit(0); app.synth();')],
  ['that waits for what never comes', `${cdk8sApp('', '')}; new Promise(() => {}).then(() => app.synth());`],
  ['without a chart', `new (require(${JSON.stringify(require.resolve('cdk8s'))}).App)().synth();`],
  ['that writes elsewhere', cdk8sApp("{ outdir: 'elsewhere' }", 'app.synth();')],
])('an app %s leaves the last output and fails with the reason, in the command and in a shell', (_, source) => {
  app.write('app.js', source);
  for (const command of ['node app.js', 'true && node app.js']) {
    const { status, stderr } = app.synth(['--app', command]);
    expect(stderr).toMatch(
      /^cdk8s-elixir: the app ended without an error and wrote nothing, .*\n {2}allowed: .*\n {2}fix: {5}/,
    );
    expect(stderr).toContain('app.synth()');
    expect(stderr).toContain('`outdir`');
    expect(status).toBe(1);
    expect(app.files('dist')).toEqual({ 'old.k8s.yaml': 'old' });
  }
});

/** The stock command. */
const stock = () =>
  spawnSync(process.execPath, [join(__dirname, '../../node_modules/cdk8s-cli/bin/cdk8s'), 'synth'], {
    cwd: app.folder,
    env: { ...app.env, CDK8S_CHECK_UPGRADE: 'false' },
  }).status;

test.each<[string, number]>([
  ["{ outdir: 'dist' }", 0],
  ["{ outdir: 'dist/below', outputFileExtension: '.yaml' }", 0],
  ["{ outdir: 'elsewhere' }", 1],
])('an app with an outdir of its own works as with the stock command: %s', (props, code) => {
  app.write('app.js', cdk8sApp(props, 'app.synth();'));
  expect(stock()).toBe(code);
  const expected = app.files();
  rmSync(join(app.folder, 'dist'), { recursive: true, force: true }); // it may have names that only our own synth lists
  app.write('dist/old.k8s.yaml', 'old');
  const run = () => app.synth().status;
  expect([run(), run()]).toEqual([code, code]);
  const { 'dist/.cdk8s-elixir-files': list, ...files } = app.files();
  expect(files).toEqual(code === 0 ? expected : { ...expected, 'dist/old.k8s.yaml': 'old' });
  expect(list).toBe(props.includes('.yaml') ? 'below/chat.yaml\n' : undefined);
});

test('two apps, one of them with an outdir below the output, are both kept', () => {
  app.write('app.js', `${cdk8sApp('', 'app.synth();')}\n{ ${cdk8sApp("{ outdir: 'dist/below' }", 'app.synth();')} }`);
  for (let times = 0; times < 2; times++) {
    expect(app.synth()).toMatchObject({ status: 0, stderr: '' });
    expect(Object.keys(app.files('dist'))).toEqual(['below/chat.k8s.yaml', 'chat.k8s.yaml']);
  }
});
