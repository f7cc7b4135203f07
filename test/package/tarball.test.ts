import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapping } from 'node:module';
import { join, posix } from 'node:path';
import manifest from '../../package.json';

const ROOT = join(__dirname, '../..');

/** Paths of what npm packs, without what is bundled from other packages. */
const PACKED: readonly string[] = (() => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 2 ** 26,
  });
  const [{ files }] = JSON.parse(stdout) as { files: { path: string }[] }[];
  return files.map(({ path }) => path).filter((path) => !path.startsWith('node_modules/'));
})();

const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const ending = (end: string) => PACKED.filter((path) => path.endsWith(end));

/** Code that one of some files loads by a relative path, and they themselves. */
function closure(files: readonly string[]): string[] {
  const found = new Set(files);
  for (const file of found) {
    for (const [, name] of textOf(file).matchAll(/require(?:\.resolve)?\(["'](\.[^"']+)["']\)/g)) {
      found.add(posix.join(posix.dirname(file), name.endsWith('.js') ? name : `${name}.js`));
    }
  }
  return [...found].sort();
}

test('the library is packed once, as the bundle; beside it stand the modules of the command alone', () => {
  const command = PACKED.filter((path) => /^build\/lib\/command\/[^/]+\.js$/.test(path));
  expect(command).toContain('build/lib/command/main.js');
  expect(ending('.js').filter((path) => !path.startsWith('build/bundle/'))).toEqual(closure(command));
  expect(PACKED.filter((path) => path.startsWith('build/bundle/')).sort()).toEqual(
    [
      'app/index.d.mts',
      'app/index.js',
      'app/index.mjs',
      'index.d.mts',
      'index.js',
      'index.mjs',
      'validation/index.js',
    ].map((path) => `build/bundle/${path}`),
  );
});

test('what package.json names is packed', () => {
  const names = JSON.stringify([manifest.main, manifest.types, manifest.bin, manifest.exports, manifest.typesVersions]);
  const paths = [...names.matchAll(/"(?:\.\/)?((?:build|package|\.jsii)[^"]*)"/g)].map(([, path]) => path);
  expect(paths.length).toBeGreaterThan(12);
  expect(paths.filter((path) => !PACKED.includes(path))).toEqual([]);
});

test('each declaration leads to its source', () => {
  const declarations = ending('.d.ts').filter((path) => path.startsWith('build/lib/'));
  expect(declarations.length).toBeGreaterThan(100);
  for (const path of declarations) {
    const { sources } = JSON.parse(textOf(`${path}.map`)) as { sources: string[] };
    expect([path, PACKED.includes(`${path}.map`)]).toEqual([path, true]);
    for (const source of sources) expect(PACKED).toContain(posix.join(posix.dirname(path), source));
  }
});

test('a declaration leads to the line of its source, below what was put above it', () => {
  const path = 'build/lib/config/config-bundle-props.d.ts';
  const lines = textOf(path).split('\n');
  const line = lines.findIndex((one) => one.includes('interface ConfigBundleProps'));
  expect(lines[0]).toBe('// @ts-ignore: an optional peer');
  const map = new SourceMap(JSON.parse(textOf(`${path}.map`)));
  const found = map.findEntry(line, lines[line].indexOf('ConfigBundleProps')) as SourceMapping;
  expect(found.originalSource).toMatch(/lib\/config\/config-bundle-props\.ts$/);
  expect(textOf('lib/config/config-bundle-props.ts').split('\n')[found.originalLine]).toContain(
    'interface ConfigBundleProps',
  );
});

test('types of an optional peer may be missing wherever they are taken', () => {
  const taking = ending('.d.ts').filter((path) => /^import .* from 'cdk8s-plus-27';$/m.test(textOf(path)));
  expect(taking.length).toBeGreaterThan(5);
  for (const path of taking) expect(textOf(path)).toMatch(/^\/\/ @ts-ignore: .*\nimport .* from 'cdk8s-plus-27';$/m);
  expect(Object.keys(manifest.peerDependenciesMeta)).toEqual(['cdk8s-plus-27']);
});
