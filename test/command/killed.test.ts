import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { plainApp, writes } from './plain-app';

let app: ReturnType<typeof plainApp>;

beforeEach(() => {
  app = plainApp();
});

afterEach(() => app.remove());

/** What changes the disk; a whole folder is removed and copied in two halves. */
const CHANGES = ['mkdirSync', 'writeFileSync', 'renameSync', 'rmSync', 'rmdirSync', 'copyFileSync', 'cpSync'];

/** A module that kills node at the Nth change of the disk. Half of what is removed is gone, half a file is written. */
const killer = (at: number, keptInPlace: string) => `
  const fs = require('node:fs');
  const { join } = require('node:path');
  const { renameSync, rmSync, truncateSync } = fs;
  let changes = 0;
  const halves = {
    rmSync: (path) => fs.statSync(path).isDirectory() && rmSync(join(path, fs.readdirSync(path)[0]), { recursive: true }),
    copyFileSync: (from, to) => { fs.cpSync(from, to); truncateSync(to, 1); },
    writeFileSync: (path) => { const file = fs.openSync(path, 'w'); fs.closeSync(file); },
  };
  for (const name of ${JSON.stringify(CHANGES)}) {
    const body = fs[name];
    fs[name] = (...args) => {
      if (++changes === ${at}) {
        halves[name]?.(...args);
        process.kill(process.pid, 'SIGKILL');
      }
      if (name === 'renameSync' && args[0] === ${JSON.stringify(keptInPlace)}) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
      return body(...args);
    };
  }`;

const OLD = { 'a.k8s.yaml': 'old', 'b/c.k8s.yaml': 'old', 'd.yaml': 'old', '.cdk8s-elixir-files': 'd.yaml\n' };
const NEW = { 'a.k8s.yaml': 'new', 'e/f.k8s.yaml': 'new', 'g.yaml': 'new', '.cdk8s-elixir-files': 'g.yaml\n' };
const FILES = Object.fromEntries(Object.entries(NEW).filter(([file]) => !file.startsWith('.')));

/** Whether it was killed, and what the next run finds. */
function killedAt(at: number, { keptInPlace = false, next }: { keptInPlace?: boolean; next: string }) {
  for (const name of readdirSync(app.folder)) if (name !== 'cdk8s.yaml') rm(name);
  for (const [file, text] of Object.entries(OLD)) app.write(`real/${file}`, text);
  symlinkSync('real', join(app.folder, 'dist'));
  app.write('kill.js', killer(at, keptInPlace ? join(app.folder, 'real') : ''));
  app.write('app.js', writes(FILES));
  const { signal, status, stderr } = app.synth([], ['--require', './kill.js']);
  if (signal === null) expect([status, stderr]).toEqual([0, '']);
  else expect(signal).toBe('SIGKILL');
  app.write('app.js', next);
  app.synth();
  expect(readdirSync(app.folder).sort()).toEqual(['app.js', 'cdk8s.yaml', 'dist', 'kill.js', 'real']);
  return { killed: signal !== null, found: app.files('dist') };
}

function rm(name: string): void {
  require('node:fs').rmSync(join(app.folder, name), { recursive: true });
}

test.each([false, true])(
  'killed at any change, it leaves the old or the new output (a mount point: %s)',
  (keptInPlace) => {
    const seen = new Set<string>();
    let times = 0;
    for (let at = 1; ; at++) {
      const { killed, found } = killedAt(at, { keptInPlace, next: 'process.exit(1)' });
      expect([OLD, NEW]).toContainEqual(found);
      seen.add(found['a.k8s.yaml']);
      if (!killed) break;
      expect(at).toBeLessThan(100);
      times = at;
    }
    expect([...seen]).toEqual(['old', 'new']);
    expect(times).toBeGreaterThan(8);
  },
  600_000,
);

test('what a process works in that lives is left alone', () => {
  const name = `dist.cdk8s-elixir.${process.pid}`;
  for (const state of ['new', 'old']) app.write(`${name}.${state}/a.k8s.yaml`, 'its');
  app.write(`dist/.cdk8s-elixir.${process.pid}.ready/a.k8s.yaml`, 'its');
  expect(app.synth(['--app', 'node -e "process.exit(3)"']).status).toBe(3);
  expect(Object.keys(app.files())).toEqual([
    'app.js',
    'cdk8s.yaml',
    `${name}.new/a.k8s.yaml`,
    `${name}.old/a.k8s.yaml`,
    `dist/.cdk8s-elixir.${process.pid}.ready/a.k8s.yaml`,
  ]);
});

test('folders of yours with similar names are left alone', () => {
  for (const name of ['dist.1.old', 'dist.2147483647.new', 'dist.old', 'dist.cdk8s-elixir.x.new']) {
    mkdirSync(join(app.folder, name));
  }
  expect(app.synth().status).toBe(0);
  expect(readdirSync(app.folder)).toHaveLength(7);
  expect(existsSync(join(app.folder, 'dist.1.old'))).toBe(true);
});
