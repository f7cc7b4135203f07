import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { finishInside } from './swap-inside';

/** How `OutputFolder` names what it works in, behind a start. */
const LEFT = /^\.(?<pid>\d+)\.(?<state>new|old|ready)$/;

/**
 * Repairs or removes what an earlier run left that was killed, unless it lives: the last output is put back where it is
 * missing, and a swap inside a folder is ended.
 */
export function repair(output: string): void {
  const beside = join(dirname(output), `${basename(output)}.cdk8s-elixir`);
  for (const { path, state } of leftBy(beside)) {
    if (state === 'old' && !existsSync(output)) renameSync(path, output);
    else rmSync(path, { recursive: true, force: true });
  }
  for (const { path, state } of leftBy(join(output, '.cdk8s-elixir'))) {
    if (state === 'ready') finishInside(path, output);
    else rmSync(path, { recursive: true, force: true });
  }
}

/** Folders of runs that ended, by the start of their paths; what is to be kept comes first. */
function leftBy(start: string) {
  const folder = dirname(start);
  const name = basename(start);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((entry) => entry.startsWith(name))
    .flatMap((entry) => {
      const { pid, state } = LEFT.exec(entry.slice(name.length))?.groups ?? {};
      return pid === undefined || lives(Number(pid)) ? [] : [{ path: join(folder, entry), state }];
    })
    .sort((one, other) => other.state.localeCompare(one.state));
}

/** Whether a process runs that is not this one. */
function lives(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
