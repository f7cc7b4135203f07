import { mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { plainApp, writes } from './plain-app';

let app: ReturnType<typeof plainApp>;

beforeEach(() => {
  app = plainApp();
});

afterEach(() => app.remove());

/** Refused with one message that names the folder, and nothing was touched. */
function refused(output: string, why: string, args = ['--output', output]) {
  const before = app.files();
  const { status, stderr } = app.synth(args);
  expect(stderr).toContain(why);
  expect(stderr).toMatch(
    /^cdk8s-elixir: the output folder \/.* is not replaced: .*\n {2}allowed: .*\n {2}fix: {5}.*--output dist.*\n$/,
  );
  expect(status).toBe(1);
  expect(app.files()).toEqual(before);
}

test.each(['.', '', '..', './', 'src/..', '/'])(
  'the folder of the app, or one above it, is no output: %j',
  (output) => {
    refused(output, output === '/' ? 'it is the root of the file system' : 'it contains the app');
  },
);

test.each(['.', "''", '..', 'src'])('nor as a line of cdk8s.yaml: %s', (output) => {
  app.write('src/chart.ts', 'mine');
  app.write('cdk8s.yaml', `app: node app.js\noutput: ${output}\n`);
  refused(output, output === 'src' ? 'it holds what no synth wrote: chart.ts' : 'it contains the app', []);
});

test('the folder of the program is none, wherever the command runs', () => {
  app.write('build/main.js', writes({ 'a.k8s.yaml': 'new' }));
  refused('build', `it contains the app (${join(app.folder, 'build')})`, [
    '--app',
    'node build/main.js',
    '--output',
    'build',
  ]);
  refused('build', 'it contains the app', ['--app', 'true && node build/main.js', '--output', 'build']);
});

test('the home folder is none, nor one above it', () => {
  mkdirSync(join(app.folder, 'users/me'), { recursive: true });
  app.env.HOME = join(app.folder, 'users/me');
  for (const output of ['users', 'users/me']) refused(output, 'it contains the home folder');
});

test('a symbolic link does not hide where it leads', () => {
  symlinkSync('.', join(app.folder, 'link'));
  symlinkSync(dirname(app.folder), join(app.folder, 'up'));
  for (const output of ['link', 'up']) refused(output, 'it contains the app');
});

test('a file is none', () => {
  app.write('file', 'mine');
  refused('file', 'it is a file');
});

test('files that no synth wrote are named, three of them', () => {
  for (const file of ['d.txt', 'c/deep.md', 'b.yaml', 'a.k8s.yaml', 'a', 'x/chart.k8s.yaml'])
    app.write(`dist/${file}`, 'mine');
  refused('dist', 'it holds what no synth wrote: a, b.yaml, c/deep.md and 1 more\n');
});

test('a symbolic link among the files is named', () => {
  mkdirSync(join(app.folder, 'dist'));
  symlinkSync('..', join(app.folder, 'dist/up.k8s'));
  refused('dist', 'it holds what no synth wrote: up.k8s');
});

test('a file that comes while the app runs is not lost', () => {
  app.write('app.js', `${writes({ 'a.k8s.yaml': 'new' })}\nmkdirSync('dist'); writeFileSync('dist/mine', 'mine');`);
  const { status, stderr } = app.synth();
  expect([status, stderr]).toEqual([1, expect.stringContaining('it holds what no synth wrote: mine\n')]);
  expect(app.files('dist')).toEqual({ mine: 'mine' });
  expect(readdirSync(app.folder).sort()).toEqual(['app.js', 'cdk8s.yaml', 'dist']);
});

test.each(['absent', 'empty'])(
  'a folder that is %s may be written, and what a synth wrote may be replaced',
  (state) => {
    if (state === 'empty') mkdirSync(join(app.folder, 'dist/empty/below'), { recursive: true });
    app.write('app.js', writes({ 'a.k8s.yaml': '1', 'below/b.k8s.yaml': '1', 'construct-metadata.json': '{}' }));
    expect(app.synth()).toMatchObject({ status: 0, stderr: '' });
    app.write('app.js', writes({ 'b.k8s.yaml': '2' }));
    expect(app.synth()).toMatchObject({ status: 0, stderr: '' });
    expect(app.files('dist')).toEqual({ 'b.k8s.yaml': '2' });
  },
);

test('files with other names are listed beside them, and may be replaced then', () => {
  app.write('app.js', writes({ 'a.yaml': '1', 'below/b.json': '1', 'c.k8s.yaml': '1' }));
  expect(app.synth()).toMatchObject({ status: 0, stderr: '' });
  expect(app.files('dist')).toMatchObject({ '.cdk8s-elixir-files': 'a.yaml\nbelow/b.json\n' });
  expect(app.synth()).toMatchObject({ status: 0, stderr: '' });
  app.write('dist/mine.yaml', 'mine');
  refused('dist', 'it holds what no synth wrote: mine.yaml\n');
});

test('an output behind a symbolic link is replaced, and the link stays', () => {
  app.write('real/old.k8s.yaml', 'old');
  symlinkSync('real', join(app.folder, 'dist'));
  symlinkSync('later', join(app.folder, 'other'));
  expect(app.synth()).toMatchObject({ status: 0, stderr: '' });
  expect(app.synth(['--output', 'other'])).toMatchObject({ status: 0, stderr: '' });
  expect([readlinkSync(join(app.folder, 'dist')), readlinkSync(join(app.folder, 'other'))]).toEqual(['real', 'later']);
  expect([app.files('real'), app.files('later')]).toEqual([{ 'a.k8s.yaml': 'new' }, { 'a.k8s.yaml': 'new' }]);
});
