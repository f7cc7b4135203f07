import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** Files below a folder. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

/** Made by tools. */
const GENERATED = /\.generated\.ts$|__snapshots__|results\.json$|kubectl-validate\//;

test('no file of lib/ and test/ has more than 300 lines', () => {
  const long = [...filesBelow('lib'), ...filesBelow('test')]
    .filter((file) => /\.(ts|sh|js|ex|exs|md)$/.test(file) && !GENERATED.test(file))
    .map((file) => `${file} ${readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1}`)
    .filter((line) => Number(line.split(' ')[1]) > 300);
  expect(long).toEqual([]);
});

(existsSync(join(ROOT, '.git')) ? test : test.skip)('no profile, log or dump is kept in Git', () => {
  const kept = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n');
  expect(kept.filter((file) => /\.(log|cpuprofile|heapprofile|heapsnapshot|dump)$|^isolate-/.test(file))).toEqual([]);
});

test('no two files of lib/ have one name, rules aside, which are named after their ids', () => {
  const names = filesBelow('lib')
    .filter((file) => !file.startsWith('lib/checks/') && !file.endsWith('/index.ts'))
    .map((file) => file.slice(file.lastIndexOf('/') + 1));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
