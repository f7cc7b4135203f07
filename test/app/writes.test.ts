import fs, { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { FastApp } from 'cdk8s-elixir/app';

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'writes-'));
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(outdir, { recursive: true, force: true });
});

function app(...charts: string[]): FastApp {
  const app = new FastApp({ outdir });
  for (const id of charts)
    new ApiObject(new Chart(app, id), 'a', { apiVersion: 'v1', kind: 'ConfigMap', data: { id } });
  return app;
}

test('a synth that fails leaves every file as it was', () => {
  app('one', 'two').synth();
  const before = readFileSync(join(outdir, 'one.k8s.yaml'), 'utf8');
  const failing = app('one', 'two');
  new ApiObject(failing.node.findChild('two'), 'odd', { apiVersion: 'v1', kind: 'Odd', odd: new Map() });
  (failing.node.findChild('one') as Chart).node.addMetadata('changed', true);
  expect(() => failing.synth()).toThrow("can't render non-simple object of type 'Map'");
  expect(readdirSync(outdir)).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
  expect(readFileSync(join(outdir, 'one.k8s.yaml'), 'utf8')).toBe(before);
});

test('a full disk leaves every file as it was, and gives one line', () => {
  app('one', 'two').synth();
  for (const file of readdirSync(outdir)) writeFileSync(join(outdir, file), 'before');
  const write = fs.writeFileSync;
  let files = 0;
  jest.spyOn(fs, 'writeFileSync').mockImplementation((file, text) => {
    if (++files === 2) throw new Error('ENOSPC: no space left on device, write');
    write(file, text);
  });
  const error = thrown(() => app('one', 'two').synth());
  expect(error.message).toBe(`the manifests could not be written to ${outdir}: ENOSPC: no space left on device, write`);
  expect(error.stack).toBe(`Error: ${error.message}`);
  expect(readdirSync(outdir)).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
  expect(readFileSync(join(outdir, 'one.k8s.yaml'), 'utf8')).toBe('before');
});

test('an output folder that cannot be made gives one line', () => {
  const file = join(outdir, 'file');
  writeFileSync(file, '');
  outdir = join(file, 'dist');
  const error = thrown(() => app('one').synth());
  outdir = join(file, '..');
  expect(error.stack).toMatch(/^Error: the manifests could not be written to .*dist: ENOTDIR: [^\n]*$/);
});

test('other files in the output folder stay', () => {
  mkdirSync(join(outdir, 'more'));
  writeFileSync(join(outdir, 'notes.txt'), 'mine');
  app('one').synth();
  expect(readdirSync(outdir)).toEqual(['more', 'notes.txt', 'one.k8s.yaml']);
});

function thrown(body: () => void): Error {
  try {
    body();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
