import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The root of the project, and the folder of everything that the bench makes. */
export const ROOT = join(__dirname, '..');
export const WORK = join(ROOT, 'build', 'bench');

/** A measured program, compiled: `bench/programs/NAME.ts`. */
export function program(name: string): string {
  return join(WORK, `${name}.js`);
}

/** The command of the library. */
export const COMMAND = join(ROOT, 'build', 'lib', 'command', 'main.js');

/** Node's compile cache: on for everything that is measured, from Node 22 on. */
export const COMPILED = join(ROOT, 'build', 'compiled');

/** Linux keeps what is written there in memory, so that no disk is measured. */
const MEMORY = '/dev/shm';

/** Whether output is kept in memory. */
export const IN_MEMORY = existsSync(MEMORY);

/** Where output goes: in memory, where there is such a place. */
export const OUTPUT = mkdtempSync(join(IN_MEMORY ? MEMORY : tmpdir(), 'bench-'));
process.once('exit', () => rmSync(OUTPUT, { recursive: true, force: true }));

/** A folder for output, empty. */
export function folder(name: string): string {
  const path = join(OUTPUT, name);
  rmSync(path, { recursive: true, force: true });
  return path;
}
