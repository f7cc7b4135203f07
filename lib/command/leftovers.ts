import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { finishInside } from './swap-inside';
import { workOf } from './work-folders';

/**
 * Repairs or removes what an earlier run left that was killed, unless it lives: the last output is put back where it is
 * missing, and a swap inside a folder is ended.
 */
export function repair(output: string): void {
  for (const { path, state } of leftIn(dirname(output), basename(output))) {
    if (state === 'old' && !existsSync(output)) renameSync(path, output);
    else rmSync(path, { recursive: true, force: true });
  }
  for (const { path, state } of leftIn(output, '')) {
    if (state === 'ready') finishInside(path, output);
    else rmSync(path, { recursive: true, force: true });
  }
}

/** Work folders of runs that ended; what is to be kept comes first. */
function leftIn(folder: string, start: string) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .flatMap((entry) => {
      const work = workOf(entry, start);
      return work === undefined || lives(work.pid) ? [] : [{ path: join(folder, entry), state: work.state }];
    })
    .sort((one, other) => other.state.localeCompare(one.state));
}

/** Whether another process of that number runs. */
function lives(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
