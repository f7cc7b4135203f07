import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import type { SynthOptions } from './synth';

/** What does not change what an app renders. */
const IGNORED = /^(?:node_modules|coverage|\..*)$|~$|\.(?:new|old|tmp|swp)$/;

/** Changes that come together are one. */
const QUIET_MILLISECONDS = 15;

/**
 * Synthesizes at once, and again when a file below the folder was saved. Each synth is a node of its own, so nothing of
 * the last one is left; while one runs the next one waits.
 *
 * @param args the arguments of the command, without `--watch`
 */
export function watch(folder: string, args: readonly string[], { output }: SynthOptions): void {
  let running = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const run = () => {
    again = running;
    if (running) return;
    running = true;
    const start = performance.now();
    spawn(process.execPath, [require.resolve('./main'), ...args], { cwd: folder, stdio: 'inherit' }).once(
      'close',
      (code) => {
        running = false;
        const outcome = code === 0 ? 'rendered' : 'failed, the last output is as it was';
        console.log(`${outcome} (${Math.round(performance.now() - start)} ms)`);
        if (again) run();
      },
    );
  };

  void onSave(folder, output, () => {
    clearTimeout(timer);
    timer = setTimeout(run, QUIET_MILLISECONDS);
  });
  run();
}

/** Calls back for every change below a folder that could change what an app renders. */
async function onSave(root: string, output: string, saved: () => void): Promise<void> {
  const { watch: watchFolder } = await import('chokidar');
  const matters = (path: string) => !IGNORED.test(basename(path)) && !`${path}.`.startsWith(`${output}.`);
  watchFolder(root, { ignored: (path) => path !== root && !matters(path), ignoreInitial: true }).on('all', saved);
}
