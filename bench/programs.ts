import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { parseAllDocuments } from 'yaml';
import { run } from './measure';

/** The root of the project, and the folder of everything that the bench makes. */
export const ROOT = join(__dirname, '..');
export const WORK = join(ROOT, 'build', 'bench');

/** A measured program, compiled: `bench/programs/NAME.ts`. */
export function program(name: string): string {
  return join(WORK, `${name}.js`);
}

/** The command of the library. */
export const COMMAND = join(ROOT, 'build', 'lib', 'command', 'main.js');

/** A folder for output, empty. */
export function folder(name: string): string {
  const path = join(WORK, 'out', name);
  rmSync(path, { recursive: true, force: true });
  return path;
}

/** Compiles the programs, and generates the plain objects of a service from what the library renders. */
export function compile(): void {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  const source = join(__dirname, 'programs');
  for (const file of readdirSync(source)) {
    const { code } = transformFileSync(join(source, file), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(WORK, file.replace(/\.ts$/, '.js')), code);
  }
  const sample = folder('sample');
  run(process.execPath, [program('ours'), '1', 'one', sample]);
  const documents = parseAllDocuments(readFileSync(join(sample, 'all.k8s.yaml'), 'utf8'), { version: '1.1' });
  const objects = JSON.stringify(
    documents.map((document) => document.toJS()),
    null,
    1,
  );
  writeFileSync(program('generated'), `exports.objects = (name) => (${templated(objects)});\n`);
}

/** JSON as the text of a function in which `web-0` is its argument. */
function templated(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (text) =>
    text.includes('web-0') ? `\`${text.slice(1, -1).replace(/[`$]/g, '\\$&').replaceAll('web-0', '${name}')}\`` : text,
  );
}
