import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { type FSWatcher, readdirSync, readFileSync, watch as watchFolder } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { repair } from './leftovers';
import type { SynthOptions } from './options';
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
export function watch(folder: string, args: readonly string[], options: SynthOptions): void {
  const output = options.output as string;
  const written = [
    output,
    realPath(output),
    ...(options.validations?.reports === undefined ? [] : [options.validations.reports]),
  ].map((path) => resolve(folder, path));
  let rendered = false;
  let running: ChildProcess | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const run = () => {
    again = running !== undefined;
    if (running) return;
    const start = performance.now();
    const all = [require.resolve('./main'), ...args, ...(rendered ? ['--quiet'] : [])]; // the first one says what it wrote
    running = spawn(process.execPath, all, { cwd: folder, stdio: 'inherit' });
    running.once('close', (code) => {
      running = undefined;
      rendered ||= code === 0;
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

  const saved = new Set<string>();
  const isNews = news();
  onSave(folder, written, (path) => {
    saved.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const paths = [...saved];
      saved.clear();
      if (paths.filter(isNews).length > 0) run();
    }, QUIET_MILLISECONDS);
  });
  run();
}

/** Whether a file holds something else than the last time: what an app writes beside its output is not rendered for ever. */
function news(): (path: string) => boolean {
  const last = new Map<string, string>();
  return (path) => {
    const found = digestOf(path);
    const isNew = found === undefined || found !== last.get(path);
    last.set(path, found ?? '');
    return isNew;
  };
}

/** Digest of a file; undefined where it is none, or gone. */
function digestOf(path: string): string | undefined {
  try {
    return createHash('sha1').update(readFileSync(path)).digest('hex');
  } catch {
    return undefined;
  }
}

/**
 * Each folder is watched by itself: node's own recursive watching follows single files on Linux, misses one that is
 * replaced and ends where a folder goes away while it is read. chokidar 5 is as quick, but where a folder was replaced at
 * once (removed, made and written by a generator) it saw no save in it any more: 79 of 80, none of 80 are missed here.
 */
function onSave(root: string, written: readonly string[], saved: (path: string) => void): void {
  const watchers = new Map<string, FSWatcher>();
  const matters = (path: string) =>
    !IGNORED.test(basename(path)) && !written.some((one) => path === one || path.startsWith(`${one}.`));

  const changed = (event: string, path: string) => {
    if (!matters(path)) return;
    if (event === 'rename') {
      forget(path);
      look(root);
    }
    saved(path);
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
