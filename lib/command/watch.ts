import { type ChildProcess, spawn } from 'node:child_process';
import { type FSWatcher, readdirSync, watch as watchFolder } from 'node:fs';
import { basename, join, sep } from 'node:path';
import type { SynthOptions } from './config';
import { repair } from './leftovers';
import { realPath } from './real-path';
import { exitCodeOf, SIGNALS } from './signals';

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
  let running: ChildProcess | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const run = () => {
    again = running !== undefined;
    if (running) return;
    const start = performance.now();
    running = spawn(process.execPath, [require.resolve('./main'), ...args], { cwd: folder, stdio: 'inherit' });
    running.once('close', (code) => {
      running = undefined;
      const outcome = code === 0 ? 'rendered' : 'failed, the last output is as it was';
      console.log(`${outcome} (${Math.round(performance.now() - start)} ms)`);
      if (again) run();
    });
  };

  for (const signal of SIGNALS) {
    process.once(signal, () => {
      const end = () => {
        repair(realPath(output)); // an app that was ended could not take its folder away
        process.exit(exitCodeOf(signal));
      };
      if (!running) end();
      running?.removeAllListeners('close').once('close', end).kill(signal);
    });
  }

  onSave(folder, output, () => {
    clearTimeout(timer);
    timer = setTimeout(run, QUIET_MILLISECONDS);
  });
  run();
}

/**
 * Each folder is watched by itself: node's own recursive watching follows single files on Linux, misses one that is
 * replaced and ends where a folder goes away while it is read. chokidar 5 is as quick, but where a folder was replaced at
 * once (removed, made and written by a generator) it saw no save in it any more: 79 of 80, none of 80 are missed here.
 */
function onSave(root: string, output: string, saved: () => void): void {
  const watchers = new Map<string, FSWatcher>();
  const matters = (path: string) => !IGNORED.test(basename(path)) && !`${path}.`.startsWith(`${output}.`);

  const changed = (event: string, path: string) => {
    if (!matters(path)) return;
    if (event === 'rename') {
      forget(path);
      look(root);
    }
    saved();
  };

  const forget = (path: string) => {
    for (const [folder, watcher] of watchers) {
      if (!`${folder}${sep}`.startsWith(`${path}${sep}`)) continue;
      watcher.close();
      watchers.delete(folder);
    }
  };

  const look = (folder: string): void => {
    try {
      if (!watchers.has(folder)) {
        const watcher = watchFolder(folder, (event, name) => changed(event, join(folder, name ?? '')));
        watchers.set(
          folder,
          watcher.on('error', () => forget(folder)),
        );
      }
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && matters(path)) look(path);
      }
    } catch {
      forget(folder); // it went away
    }
  };

  look(root);
}
