import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 20_000 && !holds(); waited += 10) await sleep(10);
  expect(holds()).toBe(true);
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

test('with --watch a save renders, and what fails leaves the output', async () => {
  const args = [join(COMMAND, 'main.js'), 'synth', '--watch'];
  const watcher = spawn(process.execPath, args, { cwd: folder, env });
  let said = '';
  watcher.stdout.on('data', (data) => {
    said += data;
  });
  try {
    await until(() => said.includes('rendered'));
    expect(output()).toContain('answer: first');
    writeFileSync(join(folder, 'chart.ts'), chart('second'));
    await until(() => existsSync(join(folder, 'dist/small.k8s.yaml')) && output().includes('answer: second'));
    writeFileSync(join(folder, 'main.ts'), 'nonsense();');
    await until(() => said.includes('failed, the last output is as it was'));
    expect(output()).toContain('answer: second');
  } finally {
    watcher.kill();
  }
}, 60_000);
