import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const FOLDER = join(__dirname, 'cron');
const BINARY = join(FOLDER, 'bin/cron');

/** Why the parser cannot be built here from its Go module; undefined where it was. */
export function whyNotBuilt(): string | undefined {
  const build = ['build', '-buildvcs=false', '-trimpath', '-o', BINARY, '.'];
  const { error, status, stderr } = spawnSync('go', build, { cwd: FOLDER, encoding: 'utf8', timeout: 300_000 });
  if (error !== undefined) return `go: ${error.message}`;
  return status === 0 ? undefined : stderr;
}

/** Whether the API server takes each schedule. */
export function takenByServer(schedules: readonly string[]): boolean[] {
  return JSON.parse(execFileSync(BINARY, { input: JSON.stringify(schedules), encoding: 'utf8' }));
}
