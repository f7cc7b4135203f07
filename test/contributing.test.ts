import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const { forbidden } = require('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };

test('CONTRIBUTING.md has one line for each folder of lib/, in the order that is checked', () => {
  const order = forbidden.flatMap(({ name }) => /^([\w-]+)-imports-lower-folders-only$/.exec(name)?.[1] ?? []);
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, folder]) => folder);
  const folders = readdirSync(join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rows).toEqual(order);
  expect([...rows].sort()).toEqual(folders.map(({ name }) => name).sort());
});

test('every file that CONTRIBUTING.md names is there', () => {
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const named = [...text.matchAll(/`((?:lib\/)?[a-z]+\/[\w/.-]+\.(?:ts|cjs))`/g)].map(([, file]) => file);
  expect(named.length).toBeGreaterThan(10);
  for (const file of named) {
    const path = file.startsWith('test/') || file.startsWith('lib/') ? file : `lib/${file}`;
    expect([file, readFileSync(join(ROOT, path), 'utf8').length > 0]).toEqual([file, true]);
  }
});
