import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutputFolder } from '../../lib/command/output-folder';
import { errorOf } from '../support/subjects';

let root: string;
let dist: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-elixir-'));
  dist = join(root, 'dist');
  mkdirSync(dist);
  writeFileSync(join(dist, 'old.yaml'), 'old');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('what was written aside takes the place of the folder', () => {
  const folder = new OutputFolder(dist);
  writeFileSync(join(folder.aside, 'new.yaml'), 'new');
  folder.replace();
  expect(readdirSync(dist)).toEqual(['new.yaml']);
  expect(readdirSync(root)).toEqual(['dist']);
});

test('a folder that was not there is made, with those above it', () => {
  const folder = new OutputFolder(join(root, 'a', 'b'));
  folder.replace();
  expect(readdirSync(join(root, 'a'))).toEqual(['b']);
});

test('a swap that fails half-way leaves the folder as it was', () => {
  const folder = new OutputFolder(dist);
  rmSync(folder.aside, { recursive: true });
  expect(errorOf(() => folder.replace()).message).toContain(`${dist} is as it was: ENOENT`);
  expect(readFileSync(join(dist, 'old.yaml'), 'utf8')).toBe('old');
  expect(readdirSync(root)).toEqual(['dist']);
});

test('what is aside is dropped, and the folder stays', () => {
  const folder = new OutputFolder(dist);
  writeFileSync(join(folder.aside, 'new.yaml'), 'new');
  folder.clear();
  expect(readdirSync(root)).toEqual(['dist']);
  expect(readdirSync(dist)).toEqual(['old.yaml']);
});

test('where nothing can be written beside it, that is said at once', () => {
  const file = join(dist, 'old.yaml');
  expect(errorOf(() => new OutputFolder(join(file, 'below'))).message).toContain('the output could not be written');
  expect(existsSync(file)).toBe(true);
});
