import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { workFolders } from './work-folders';
import { filesBelow } from './written-files';

/** Lists the old files that go, in the folder of the new ones. */
const GOES = '.cdk8s-elixir-goes';

/**
 * Swaps files inside a folder that has to stay, such as a mount point: each new file takes its place whole, and then the
 * old ones go.
 *
 * The new files are in the work folder inside of it.
 */
export function swapInside(output: string): void {
  const { inside: fresh, ready } = workFolders(output);
  const files = new Set(filesBelow(fresh));
  writeFileSync(
    join(fresh, GOES),
    filesBelow(output)
      .filter((file) => !files.has(file))
      .join('\n'),
  );
  renameSync(fresh, ready);
  finishInside(ready, output);
}

/** The part of the swap that can be done again, by the next run, where a run was killed. */
export function finishInside(ready: string, output: string): void {
  const files = filesBelow(ready).filter((file) => file !== GOES);
  const goes = readFileSync(join(ready, GOES), 'utf8').split('\n').filter(Boolean);
  const { inside: next } = workFolders(output);
  const place = () => {
    for (const file of files) {
      const to = join(output, file);
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(join(ready, file), next);
      renameSync(next, to);
    }
  };
  try {
    place();
  } catch {
    remove(output, goes); // a file had the name of a folder, or a folder that of a file
    place();
  }
  remove(output, goes);
  renameSync(ready, next); // from here on there is nothing to do again
  rmSync(next, { recursive: true });
}

/** Takes files away, and the folders that are empty then. */
function remove(root: string, files: readonly string[]): void {
  for (const file of files) {
    const path = join(root, file);
    if (existsSync(path) && !statSync(path).isDirectory()) rmSync(path);
    try {
      for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) rmdirSync(join(root, folder));
    } catch {
      // The folder is not empty, or gone already.
    }
  }
}
