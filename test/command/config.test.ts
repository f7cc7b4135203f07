import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthOptions } from '../../lib/command/options';
import { errorOf } from '../support/subjects';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-elixir-')));
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string) => writeFileSync(join(folder, 'cdk8s.yaml'), text);

test.each<[string, string]>([
  [
    'as it usually is',
    'language: typescript\napp: node app.js\noutput: out\nimports:\n  - k8s@1.30.0\n  - https://a.b/c.yaml\n',
  ],
  ['with a comment and blank lines', '# ours\n\napp: node app.js\n\noutput: out\n'],
  ['with line ends of Windows', 'app: node app.js\r\noutput: out\r\n'],
  ['with a byte order mark', '\uFEFFapp: node app.js\noutput: out\n'],
  ['indented', '  app: node app.js\n  output: out\n'],
  ['with keys and values in quotes', '"app": "node app.js"\n\'output\': \'out\'\n'],
  ['with comments behind values', 'app: node app.js # it\noutput: out # there\n'],
  ['over several lines', 'app: node\n  app.js\noutput: >-\n  out\n'],
  ['in one line', '{ app: node app.js, output: out }'],
  ['with an anchor', 'output: &a out\napp: node app.js\nlanguage: *a\n'],
  ['as a document with its marks', '---\napp: node app.js\noutput: out\n...\n'],
  ['with another key that ends alike', 'myapp: x\napp: node app.js\noutput: out\n'],
])('a cdk8s.yaml %s is read', (_, text) => {
  write(text);
  expect(synthOptions(folder, {}, () => {})).toMatchObject({ app: 'node app.js', output: join(folder, 'out') });
});

test.each<[string, string, string | RegExp]>([
  [
    'a bracket that is not closed',
    'app: node app.js\noutput: [dist\n',
    /^cdk8s\.yaml:3: Flow sequence in block collection must .* end with a \]$/,
  ],
  ['a quote that is not closed', 'app: node app.js\nimports:\n  - "k8s\n', /^cdk8s\.yaml:4: Missing closing "quote$/],
  ['one key twice', 'app: node app.js\napp: node other.js\n', 'cdk8s.yaml:2: Map keys must be unique'],
  ['a tab', 'imports:\n\t- k8s\napp: node app.js\n', /^cdk8s\.yaml:2: Tabs are not allowed as indentation$/],
  [
    'a colon in a value',
    'app: node app.js a: b\n',
    /^cdk8s\.yaml:1: Nested mappings are not allowed in compact mappings$/,
  ],
  ['a list', '- app: node app.js\n', 'cdk8s.yaml:1: cdk8s.yaml holds no lines such as `app: COMMAND`'],
  ['a text', '# ours\nnode app.js\n', 'cdk8s.yaml:2: cdk8s.yaml holds no lines such as `app: COMMAND`'],
  [
    'a number',
    'language: typescript\napp: 5\n',
    'cdk8s.yaml:2: `app` is no text: write it in quotes, as in `app: "…"`',
  ],
  ['a list as output', 'app: node app.js\noutput:\n  - dist\n', /^cdk8s\.yaml:3: `output` is no text/],
  ['a truth', 'app: node app.js\noutput: true\n', /^cdk8s\.yaml:2: `output` is no text/],
  ['no app', 'language: typescript\n', 'no app to run: give --app COMMAND, or a line `app: COMMAND` in cdk8s.yaml'],
  [
    'an app that is empty',
    'app:\noutput: dist\n',
    'no app to run: give --app COMMAND, or a line `app: COMMAND` in cdk8s.yaml',
  ],
  ['nothing', '', 'no app to run: give --app COMMAND, or a line `app: COMMAND` in cdk8s.yaml'],
])('a cdk8s.yaml with %s is refused in one line', (_, text, message) => {
  write(text);
  const said = errorOf(() => synthOptions(folder, {})).message;
  expect(said).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  expect(said).not.toContain('\n');
});

const READ = 'app: node app.js\n';

test.each<[string, string | RegExp]>([
  ['ouput: x', 'cdk8s.yaml:2: `ouput` is no key of cdk8s.yaml: did you mean `output`?'],
  ['Validations: x', 'cdk8s.yaml:2: `Validations` is no key of cdk8s.yaml: did you mean `validations`?'],
  [
    'synthConfig:\n  format: helm\n  chartVersion: 1.0.0',
    /^`synthConfig.format` of cdk8s\.yaml is helm, which this command does not write\n.*\n {2}fix: {5}npx cdk8s synth/,
  ],
  ['synthConfig: { format: helmet }', '`synthConfig.format` of cdk8s.yaml is "helmet": plain is allowed'],
  ['synthConfig:\n  chartVersion: 1.0.0', /^`synthConfig.chartVersion` is for the format helm/],
  ['synthConfig:\n  chartApiVersion: v2', /^`synthConfig.chartApiVersion` is for the format helm/],
  ['synthConfig: helm', 'cdk8s.yaml:2: `synthConfig` holds no lines such as `format: plain`'],
  ['validations: 5', /^cdk8s\.yaml:2: `validations` is no text/],
  ['validations:\n  package: x', /^cdk8s\.yaml:3: `validations` is no text/],
])('what a synth cannot do is refused by name: %s', (text, message) => {
  write(`${READ}${text}\n`);
  const said = errorOf(() => synthOptions(folder, {})).message;
  expect(said).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test('a key that is near to none is told and passed over', () => {
  const notes: string[] = [];
  write(`${READ}zoo: 1\nimports:\n  - k8s\nlanguage: typescript\nimportDirectory: i\n`);
  expect(synthOptions(folder, {}, (note) => notes.push(note)).app).toBe('node app.js');
  expect(notes).toEqual(['cdk8s.yaml:2: `zoo` is no key that a synth knows, and nothing is done with it']);
});

test.each<[string, object | undefined]>([
  ['synthConfig:\n  format: plain\nlanguage: typescript', undefined],
  ['synthConfig:', undefined],
  ['validations: []', undefined],
  ['validations:\n  - package: p\n    version: 1.0.0', { plugins: [{ package: 'p', version: '1.0.0' }] }],
  ['validations:\n  - p', { plugins: ['p'] }],
  ['validations: policy.yaml\npluginsDirectory: own', { plugins: 'policy.yaml', folder: 'own' }],
])('what a synth does is read: %s', (text, validations) => {
  write(`${READ}${text}\n`);
  expect(synthOptions(folder, {}).validations).toEqual(validations);
  expect(synthOptions(folder, { validate: false }).validations).toBeUndefined();
});

test('a cdk8s.yaml that is missing or cannot be read', () => {
  expect(errorOf(() => synthOptions(folder, {})).message).toBe(
    `no app to run: give --app COMMAND, or a line \`app: COMMAND\` in cdk8s.yaml, which is not in ${folder}`,
  );
  expect(synthOptions(folder, { app: 'node app.js' }).output).toBe(join(folder, 'dist'));
  mkdirSync(join(folder, 'cdk8s.yaml'));
  expect(errorOf(() => synthOptions(folder, {})).message).toMatch(/^cdk8s\.yaml cannot be read: EISDIR/);
});

test('an app of blanks is none', () => {
  expect(errorOf(() => synthOptions(folder, { app: ' ' })).message).toContain('no app to run');
});
