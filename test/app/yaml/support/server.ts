import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const FOLDER = join(__dirname, 'server');
const BINARY = join(FOLDER, 'bin/server');

/** Whether the parser can be built: it takes Go. */
export const hasGo = spawnSync('go', ['version']).status === 0;

/** What the API server is sent of one text. */
export interface Answer {
  readonly documents: readonly unknown[];
  readonly error?: string;
}

/** Builds the parser, from its Go modules. */
export function buildServer(): void {
  execFileSync('go', ['build', '-buildvcs=false', '-trimpath', '-o', BINARY, '.'], { cwd: FOLDER, stdio: 'pipe' });
}

/** What the API server is sent of each text. */
export function readByServer(texts: readonly string[]): Answer[] {
  const lines = execFileSync(BINARY, { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 2 ** 30 }).split(
    '\n',
  );
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}
