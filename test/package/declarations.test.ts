import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What a declaration file and those that it imports take from packages. */
function packages(file: string, seen = new Set<string>()): Set<string> {
  for (const [, name] of readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/(?:from|import\() ?'([^']+)'/g)) {
    const path = [`${name}.d.ts`, `${name}/index.d.ts`]
      .map((one) => join(dirname(file), one))
      .find((one) => name.startsWith('.') && existsSync(one));
    if (seen.has(path ?? name)) continue;
    seen.add(path ?? name);
    if (path !== undefined) packages(path, seen);
  }
  return new Set([...seen].filter((one) => !one.startsWith('/')));
}

test('declarations take types from what a user has: the peers', () => {
  const found = packages(join(ROOT, 'build/lib/index.d.ts'));
  expect([...found].filter((name) => peerDependencies[name] === undefined)).toEqual([]);
});
