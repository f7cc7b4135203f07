import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenList } from '../../lib/command/lists';

const ROOT = join(__dirname, '../..');

test.each([
  "import a, { b, type c, d as e, type f as g, type as as as, 'h' as i, } from 'x';",
  "import {} from 'x'; import type { a } from 'x'; import type b, { c } from 'x'; import * as d from 'x';",
  "import {\n  a, // one\n  /* two */ b,\n} from 'x';",
  "export { a, b as default, c as 'd' }; export type { e } from 'x'; export * as f from 'x'; export {};",
  'export default { a: 1 }; export const { b, c: [d] } = e;',
  "enum A { B, C = 1, 'd-e', F = g(1, [2, 3], { h: 4 }), I = `a${1 + 2}b`, J = B | C, } declare enum K {} export const enum L { M }",
  'a.import; a.enum; const b = { import: { c: 1 }, enum: 1, export() { return 1; } };',
  "enum A { 'a\\'b' = 1, \"}\" = 2 }",
  'import("x").then(({ a }) => a); import.meta;',
  'const a = `import { b c } from ${`enum D { E F }`}`; // import { g h }',
])('good code is let through: %s', (text) => {
  expect(brokenList(text)).toBeUndefined();
});

test.each([
  ["import { a §b } from 'x';"],
  ["import a, { b §c } from 'x';"],
  ["import type { a §b } from 'x';"],
  ["import { a §b c } from 'x';"],
  ["import { §, a } from 'x';"],
  ["import { a, §{ b } from 'x';"],
  ['export { a §b };'],
  ["enum A { 'a\\'b' = 1, C §D }"],
  ['enum A { B §C }'],
  ['enum A { B = 1, §, C }'],
  ['export enum A { B, §C D = 1 }'],
])('a list that is broken is found: %s', (marked) => {
  const text = marked.replace('§', '');
  const found = brokenList(text) ?? -1;
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThanOrEqual(marked.indexOf('§'));
});

test('all code of this repository is let through', () => {
  const files = ['lib', 'apps', 'test', 'imports', 'bench'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => brokenList(readFileSync(file, 'utf8')) !== undefined)).toEqual([]);
});
