import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { preProcessFile } from 'typescript';
import manifest from '../../package.json';

const ROOT = join(__dirname, '../..');

test('lib/app imports nothing from other folders of lib/, types included', () => {
  const folder = join(ROOT, 'lib', 'app');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files).toContain('fast-app.ts');
  const imported = files.flatMap((file) => {
    const { importedFiles } = preProcessFile(readFileSync(join(folder, file), 'utf8'), true, true);
    const names = importedFiles.map(({ fileName }) => fileName);
    return names.map((name) => (name.startsWith('.') ? relative(folder, resolve(folder, dirname(file), name)) : name));
  });
  const packages = imported.filter((name) => !files.includes(`${name}.ts`));
  expect([...new Set(packages)].sort()).toEqual(['cdk8s', 'constructs', 'node:fs', 'node:path']);
});

/** Files of the library that a process has loaded after it loaded one of them, relative to build/. */
function loaded(file: string): string[] {
  const script = `require(${JSON.stringify(join(ROOT, file))}); console.log(JSON.stringify(Object.keys(require.cache)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: ROOT });
  expect(stderr).toBe('');
  const files: string[] = JSON.parse(stdout);
  return files.map((one) => relative(join(ROOT, 'build'), one)).filter((one) => !one.startsWith('..'));
}

test('the subpath loads one bundle, and nothing else of the library', () => {
  expect(loaded(manifest.exports['./app'].default.default)).toEqual(['bundle/app/index.js']);
});

test('the compiled module loads nothing of the other folders', () => {
  const files = loaded(manifest.exports['./app'].default.types.replace('.d.ts', '.js'));
  expect(files).toContain('lib/app/fast-app.js');
  expect(files.filter((file) => !file.startsWith('lib/app/'))).toEqual([]);
});
