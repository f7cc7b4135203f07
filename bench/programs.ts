import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { run } from './measure';
import { folder, program, WORK } from './places';
import { templated } from './sample';

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
  run(process.execPath, [program('ours'), '1', 'one', folder('sample')]);
  writeFileSync(program('generated'), `exports.objects = (name) => (${templated()});\n`);
}
