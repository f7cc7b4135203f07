import { spawn } from 'node:child_process';
import { exitCodeOf, SIGNALS } from './signals';

/**
 * Runs a command line with a shell, and gives the exit code to `ended`. What it starts ends with this process: a group of
 * its own gets each signal, except where a terminal is read, which serves one group only and sends it Ctrl-C itself.
 *
 * @param aside whether what it writes to standard output goes to standard error
 */
export function runInShell(
  app: string,
  env: NodeJS.ProcessEnv,
  aside: boolean,
  ended: (code: number, error?: Error) => void,
): void {
  const detached = process.platform !== 'win32' && !process.stdin.isTTY;
  const child = spawn(app, { shell: true, stdio: ['inherit', aside ? 2 : 'inherit', 'inherit'], env, detached });
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (child.pid === undefined) return;
      try {
        process.kill(detached ? -child.pid : child.pid, signal);
      } catch {
        // The child has ended.
      }
    });
  }
  child.once('error', (error) => ended(1, error));
  child.once('exit', (code, signal) => ended(code ?? exitCodeOf(signal ?? 'SIGKILL')));
}
