import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const COMMAND = join(__dirname, '../../build/lib/command');
const MODULES = join(__dirname, '../../node_modules');
const APP = 'node -r cdk8s-elixir/register main.ts';

const chart = (value: string) => `
import { ApiObject, App, Chart } from 'cdk8s';
enum Answer { YES = '${value}' }
export class Small extends Chart {
  constructor(app: App, private readonly given: { readonly answer: Answer } = { answer: Answer.YES }) {
    super(app, 'small');
    new ApiObject(this, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { answer: this.given.answer } });
  }
}`;

const MAIN = `
import { App } from 'cdk8s';
import { Small } from './chart';
const app: App = new App();
new Small(app);
if (require.main === module) app.synth();
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-elixir-'));
  symlinkSync(MODULES, join(folder, 'node_modules'));
  writeFileSync(join(folder, 'cdk8s.yaml'), `app: ${APP}\noutput: dist\n`);
  writeFileSync(join(folder, 'main.ts'), MAIN);
  writeFileSync(join(folder, 'chart.ts'), chart('first'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = { ...process.env, NODE_OPTIONS: undefined, DEBUG: undefined, CDK8S_OUTDIR: undefined };
const output = () => readFileSync(join(folder, 'dist/small.k8s.yaml'), 'utf8');

function synth() {
  return spawnSync(process.execPath, [join(COMMAND, 'main.js'), 'synth'], { cwd: folder, env, encoding: 'utf8' });
}

test('an app in TypeScript runs in the command itself', () => {
  const { status, stderr } = synth();
  expect([status, stderr]).toEqual([0, '']);
  expect(output()).toContain('answer: first');
});

test('an app in TypeScript runs with node and the register module', () => {
  const args = ['-r', join(COMMAND, 'register.js'), 'main.ts'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(output()).toContain('answer: first');
});

test('a mistake in TypeScript shows its message and leaves the output', () => {
  expect(synth().status).toBe(0);
  writeFileSync(join(folder, 'main.ts'), `${MAIN}\nnonsense();`);
  const { status, stderr } = synth();
  expect(status).toBe(1);
  expect(stderr.trim()).toBe('ReferenceError: nonsense is not defined');
  expect(output()).toContain('answer: first');
});

describe('with --watch', () => {
  let said: string;
  let watcher: ChildProcess;

  beforeEach(() => {
    said = '';
    watcher = spawn(process.execPath, [join(COMMAND, 'main.js'), 'synth', '--watch'], { cwd: folder, env });
    for (const stream of [watcher.stdout, watcher.stderr]) {
      stream?.on('data', (data) => {
        said += data;
      });
    }
  });

  afterEach(() => watcher.kill());

  async function until(holds: () => boolean): Promise<void> {
    for (let waited = 0; waited < 40_000 && !holds() && watcher.exitCode === null; waited += 10) await sleep(10);
    if (!holds()) throw new Error(`it did not come. The command (exit code ${watcher.exitCode}) said: ${said}`);
  }

  const renders = (value: string) =>
    until(() => existsSync(join(folder, 'dist/small.k8s.yaml')) && output().includes(`answer: ${value}`));

  test('a save renders, and what fails leaves the output', async () => {
    await renders('first');
    writeFileSync(join(folder, 'chart.ts'), chart('second'));
    await renders('second');
    writeFileSync(join(folder, 'main.ts'), 'nonsense();');
    await until(() => said.includes('failed, the last output is as it was'));
    expect(output()).toContain('answer: second');
  }, 120_000);

  test('a file is replaced, as editors do, a folder comes, is replaced and goes', async () => {
    await renders('first');
    writeFileSync(join(folder, '.chart.ts.swp'), chart('second'));
    renameSync(join(folder, '.chart.ts.swp'), join(folder, 'chart.ts'));
    await renders('second');

    mkdirSync(join(folder, 'charts'));
    writeFileSync(join(folder, 'charts/index.ts'), chart('third'));
    writeFileSync(join(folder, 'main.ts'), MAIN.replace('./chart', './charts'));
    await renders('third');
    writeFileSync(join(folder, 'charts/index.ts'), chart('fourth'));
    await renders('fourth');

    rmSync(join(folder, 'charts'), { recursive: true });
    mkdirSync(join(folder, 'charts'));
    writeFileSync(join(folder, 'charts/index.ts'), chart('fifth'));
    await renders('fifth');
    writeFileSync(join(folder, 'charts/index.ts'), chart('sixth'));
    await renders('sixth');

    rmSync(join(folder, 'charts'), { recursive: true });
    writeFileSync(join(folder, 'main.ts'), MAIN);
    await renders('second');
  }, 300_000);

  test('folders that come and go while it looks do not end it', async () => {
    await renders('first');
    for (let times = 0; times < 200; times++) {
      mkdirSync(join(folder, 'some/where'), { recursive: true });
      if (times % 20 === 0) await sleep(1);
      rmSync(join(folder, 'some'), { recursive: true });
    }
    writeFileSync(join(folder, 'chart.ts'), chart('second'));
    await renders('second');
  }, 120_000);
});
