import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MAIN, plainApp, writes } from './plain-app';

let app: ReturnType<typeof plainApp>;

beforeEach(() => {
  const wait = 'setTimeout(() => fs.writeFileSync("pid", `${process.pid}`), 50); setInterval(() => {}, 1000);';
  app = plainApp(`${writes({ 'a.k8s.yaml': 'half' })}; const fs = require('node:fs'); ${wait}`);
  app.write('dist/a.k8s.yaml', 'old');
});

afterEach(() => app.remove());

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 30_000 && !holds(); waited += 10) await sleep(10);
  expect(holds()).toBe(true);
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.each<[NodeJS.Signals, string, string[]]>([
  ['SIGTERM', 'node app.js && true', []],
  ['SIGINT', 'node app.js && true', []],
  ['SIGHUP', 'node app.js && true', []],
  ['SIGTERM', 'node app.js', []],
  ['SIGINT', 'node app.js', []],
  ['SIGHUP', 'node app.js', []],
  ['SIGINT', 'node app.js', ['--stdout']],
  ['SIGTERM', 'node app.js && true', ['--watch']],
  ['SIGTERM', 'node app.js', ['--watch']],
  ['SIGINT', 'node app.js', ['--watch']],
])('%s ends what was started, and leaves the output: %s %j', async (signal, line, args) => {
  const command = spawn(process.execPath, [MAIN, 'synth', '--app', line, ...args], {
    cwd: app.folder,
    env: app.env,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => command.once('exit', (code) => resolve(code)));
  const file = join(app.folder, 'pid');
  await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
  const pid = Number(readFileSync(file, 'utf8'));
  expect(lives(pid)).toBe(true);
  command.kill(signal);
  expect(await ended).toBe(128 + constants.signals[signal]);
  await until(() => !lives(pid));
  expect(app.files('dist')).toEqual({ 'a.k8s.yaml': 'old' });
  expect(readdirSync(app.folder).sort()).toEqual(['app.js', 'cdk8s.yaml', 'dist', 'pid']);
  expect(readdirSync(app.temporary)).toEqual([]);
});

test.each<[string, string, number | null, NodeJS.Signals | null]>([
  ['that never comes back', 'for (;;) {}', null, 'SIGINT'],
  [
    'that takes the signal itself',
    "process.on('SIGINT', () => process.exit(9)); setInterval(() => {}, 1000);",
    9,
    null,
  ],
])('Ctrl-C ends an app %s, and leaves nothing', async (_, source, code, signal) => {
  app.write('app.js', `require('node:fs').writeFileSync('pid', '1'); ${source}`);
  const command = spawn(process.execPath, [MAIN, 'synth'], { cwd: app.folder, env: app.env, stdio: 'ignore' });
  const ended = new Promise((resolve) => command.once('exit', (...how) => resolve(how)));
  await until(() => existsSync(join(app.folder, 'pid')));
  command.kill('SIGINT');
  expect(await ended).toEqual([code, signal]);
  expect(readdirSync(app.folder).sort()).toEqual(['app.js', 'cdk8s.yaml', 'dist', 'pid']);
});
