import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const FOLDER = join(__dirname, 'server');
const BINARY = join(FOLDER, 'bin/server');

/** Why the parser cannot be built here from its Go modules; undefined where it was. */
export function whyNotBuilt(): string | undefined {
  const build = ['build', '-buildvcs=false', '-trimpath', '-o', BINARY, '.'];
  const { error, status, stderr } = spawnSync('go', build, { cwd: FOLDER, encoding: 'utf8', timeout: 300_000 });
  if (error !== undefined) return `go: ${error.message}`;
  return status === 0 ? undefined : stderr;
}

/** What the API server is sent of one text. */
export interface Answer {
  readonly documents: readonly unknown[];
  readonly error?: string;
}

/** What the API server is sent of each text. */
export function readByServer(texts: readonly string[]): Answer[] {
  const lines = execFileSync(BINARY, { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 2 ** 30 }).split(
    '\n',
  );
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}
