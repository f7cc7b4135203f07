import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { plainApp } from './plain-app';

const MODULES = join(__dirname, '../../node_modules');

/** A plugin that refuses names of objects, as the stock command loads one. */
const PLUGIN = `exports.Names = class {
  constructor({ refused }) { this.refused = refused; }
  async validate(context) {
    const found = context.manifests.flatMap((file) => context.parseManifest(file).map((object) => [file, object]));
    for (const [manifestPath, { metadata }] of found) {
      if (metadata.name !== this.refused) continue;
      const violatingResources = [{ resourceName: metadata.name, locations: ['metadata/name'], manifestPath }];
      context.report.addViolation({ ruleName: 'names', recommendation: 'another', fix: 'rename', violatingResources });
    }
    context.report.submit(context.report.violations.length > 0 ? 'failure' : 'success');
  }
};`;

const policy = (refused: string) =>
  `- package: ./plugin\n  version: 1.0.0\n  class: Names\n  properties:\n    refused: ${refused}\n`;

const indented = (yaml: string) => `validations:\n${yaml.replace(/^/gm, '  ')}`;

let app: ReturnType<typeof plainApp>;

beforeEach(() => {
  app = plainApp(`
    const { ApiObject, App, Chart } = require('cdk8s');
    const app = new App();
    new ApiObject(new Chart(app, 'chat'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' } });
    app.synth();`);
  symlinkSync(MODULES, join(app.folder, 'node_modules'));
  app.write('plugin/index.js', PLUGIN);
  app.write('dist/old.k8s.yaml', 'old');
});

afterEach(() => {
  rmSync(join(app.folder, 'node_modules'), { force: true });
  app.remove();
});

const config = (text: string) => app.write('cdk8s.yaml', `app: node app.js\noutput: dist\n${text}`);
const files = () => Object.keys(app.files('dist'));

/** What both commands say of the plugins, without colours. */
const reportIn = (text: string) => /Performing validations[\s\S]*/.exec(stripVTControlCharacters(text))?.[0].trim();

test.each(['node app.js', 'true && node app.js'])('a plugin that finds something keeps the last output: %s', (line) => {
  config(indented(policy('mine')));
  const ours = app.run(['synth', '--app', line]);
  expect(ours.status).toBe(2);
  expect(ours.stderr).toBe('Validation failed. See above reports for details\n');
  expect(files()).toEqual(['old.k8s.yaml']);
  const stock = spawnSync(process.execPath, [join(MODULES, 'cdk8s-cli/bin/cdk8s'), 'synth'], {
    cwd: app.folder,
    env: { ...app.env, CDK8S_CHECK_UPGRADE: 'false' },
    encoding: 'utf8',
  });
  expect(stock.status).toBe(2);
  const report = reportIn(ours.stdout);
  expect(report).toContain('Construct Path: chat/config');
  expect(report?.replaceAll(join(app.folder, 'dist'), 'dist')).toBe(reportIn(stock.stdout));
});

test('plugins that find nothing let the output through, and a file may name them', () => {
  config('validations: policy.yaml\n');
  app.write('policy.yaml', policy('other'));
  const { status, stdout } = app.run(['synth', '--validation-reports-output-file', 'reports.json']);
  expect([status, files()]).toEqual([0, ['chat.k8s.yaml', 'construct-metadata.json']]);
  expect(stdout).toMatch(/Validations ended succesfully\nwrote\n/);
  expect(JSON.parse(readFileSync(join(app.folder, 'reports.json'), 'utf8')).reports).toHaveLength(1);
});

test('reports name the place where the manifests will be', () => {
  config(indented(policy('mine')));
  expect(app.run(['synth', '--validation-reports-output-file', 'reports.json']).status).toBe(2);
  const [{ violations }] = JSON.parse(readFileSync(join(app.folder, 'reports.json'), 'utf8')).reports;
  expect(violations[0].violatingConstructs[0].manifestPath).toBe(join(app.folder, 'dist/chat.k8s.yaml'));
});

test('--no-validate leaves them out', () => {
  config(indented(policy('mine')));
  expect(app.run(['synth', '--no-validate']).status).toBe(0);
  expect(files()).toEqual(['chat.k8s.yaml']);
});

test('with --stdout the report goes to standard error', () => {
  config(indented(policy('other')));
  const { status, stdout, stderr } = app.run(['synth', '--stdout']);
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^apiVersion: v1\n/)]);
  expect(stderr).toContain('Validations ended succesfully');
  config(indented(policy('mine')));
  expect(app.run(['synth', '--stdout'])).toMatchObject({ status: 2, stdout: '' });
});

test.each<[string, string]>([
  ['./nowhere', "Cannot find module '"],
  ['./plugin\n    version: 1.x', 'Cannot be a range'],
])('a plugin that cannot be loaded keeps the last output: %s', (name, message) => {
  config(
    `validations:\n  - class: Names\n    package: ${name}\n${name.includes('version') ? '' : '    version: 1.0.0\n'}`,
  );
  const { status, stderr } = app.run(['synth']);
  expect([status, files()]).toEqual([1, ['old.k8s.yaml']]);
  expect(stderr).toContain(message);
});

test('without the stock command they are refused by name, before the app runs', () => {
  rmSync(join(app.folder, 'node_modules'));
  config(indented(policy('mine')));
  app.write('app.js', "require('node:fs').writeFileSync('ran', '')");
  const { status, stderr } = app.run(['synth']);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^cdk8s-elixir: the plugins that `validations` of cdk8s\.yaml names cannot be run.*\n {2}fix: {5}/,
  );
  expect(Object.keys(app.files())).toEqual(['app.js', 'cdk8s.yaml', 'dist/old.k8s.yaml', 'plugin/index.js']);
});

test('another stock command is told by its version', () => {
  rmSync(join(app.folder, 'node_modules'));
  app.write('node_modules/cdk8s-cli/package.json', '{ "version": "9.9.9" }');
  app.write('node_modules/cdk8s-cli/lib/util.js', '');
  symlinkSync(join(MODULES, 'cdk8s'), join(app.folder, 'node_modules/cdk8s'));
  config(indented(policy('mine')));
  const { status, stderr } = app.run(['synth']);
  rmSync(join(app.folder, 'node_modules'), { recursive: true });
  expect([status, files()]).toEqual([1, ['old.k8s.yaml']]);
  expect(stderr).toContain('cdk8s-elixir: cdk8s-cli 9.9.9 runs no plugins for others');
  expect(stderr).toContain('use npx cdk8s synth, or --no-validate');
});
