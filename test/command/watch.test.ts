import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { COMMAND, chart, MAIN, typescriptApp } from '../support/typescript-app';

let app: ReturnType<typeof typescriptApp>;
let folder: string;
let said: string;
let watcher: ChildProcess;

beforeEach(() => {
  app = typescriptApp();
  folder = app.folder;
  said = '';
  start();
});

function start(): void {
  watcher = spawn(process.execPath, [join(COMMAND, 'main.js'), 'synth', '--watch'], { cwd: folder, env: app.env });
  for (const stream of [watcher.stdout, watcher.stderr]) {
    stream?.on('data', (data) => {
      said += data;
    });
  }
}

afterEach(() => {
  watcher.kill();
  app.remove();
});

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 40_000 && !holds() && watcher.exitCode === null; waited += 10) await sleep(10);
  if (!holds()) throw new Error(`it did not come. The command (exit code ${watcher.exitCode}) said: ${said}`);
}

const renders = (value: string) =>
  until(() => existsSync(join(folder, 'dist/small.k8s.yaml')) && app.output().includes(`answer: ${value}`));

test('a save renders, and what fails leaves the output', async () => {
  await renders('first');
  writeFileSync(join(folder, 'chart.ts'), chart('second'));
  await renders('second');
  writeFileSync(join(folder, 'main.ts'), 'nonsense();');
  await until(() => said.includes('failed, the last output is as it was'));
  expect(app.output()).toContain('answer: second');
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

/** How often it rendered. */
const renderings = () => said.match(/^rendered/gm)?.length ?? 0;

/** Waits for four seconds in which nothing is rendered: whoever renders what was just rendered never comes to that. */
async function isQuiet(): Promise<void> {
  let [last, since] = [renderings(), Date.now()];
  await until(() => {
    if (renderings() !== last) [last, since] = [renderings(), Date.now()];
    return Date.now() - since > 4000;
  });
}

test('what the app writes is not rendered again: behind a link, beside the output, and its reports', async () => {
  await renders('first');
  const times = "require('node:fs').appendFileSync(require('node:path').join(__dirname, '.times'), 'x');";
  const beside = "require('node:fs').writeFileSync(require('node:path').join(__dirname, 'beside.txt'), 'same');";
  writeFileSync(join(folder, 'main.ts'), `${times}${beside}${MAIN}`);
  await until(() => renderings() >= 2);
  await isQuiet();
});

test('an output behind a symbolic link is not rendered again', async () => {
  await renders('first');
  watcher.kill();
  rmSync(join(folder, 'dist'), { recursive: true });
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'dist'));
  said = '';
  start();
  await renders('first');
  await isQuiet();
  writeFileSync(join(folder, 'chart.ts'), chart('second'));
  await renders('second');
});

test('the first rendering says what it wrote, the next ones do not', async () => {
  await renders('first');
  writeFileSync(join(folder, 'chart.ts'), chart('second'));
  await renders('second');
  await until(() => renderings() >= 2);
  expect(said.match(/^wrote/gm)).toHaveLength(1);
});
