import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { parse, relative, sep } from 'node:path';
import { realPath } from './real-path';
import { filesBelow, foreignFiles } from './written-files';

/** Number of files that a message names. */
const NAMED = 3;

/**
 * Refuses an output folder by where it is.
 *
 * @param output the folder, absolute
 * @param sources folders that the app is made from
 */
export function checkPlace(output: string, sources: readonly string[]): void {
  const real = realPath(output);
  if (real === parse(real).root) throw refused(output, 'it is the root of the file system');
  if (contains(real, realPath(homedir()))) throw refused(output, 'it contains the home folder');
  const source = sources.map((folder) => realPath(folder)).find((folder) => contains(real, folder));
  if (source !== undefined) throw refused(output, `it contains the app (${source})`);
}

/**
 * Refuses an output folder that holds files which no synth wrote, or that is none: what is in it will be gone.
 *
 * @returns its files
 */
export function checkedFiles(output: string): readonly string[] {
  if (!existsSync(output)) return [];
  if (!statSync(output).isDirectory()) throw refused(output, 'it is a file');
  const files = filesBelow(output);
  const foreign = foreignFiles(output, files);
  if (foreign.length === 0) return files;
  const more = foreign.length > NAMED ? ` and ${foreign.length - NAMED} more` : '';
  throw refused(output, `it holds what no synth wrote: ${foreign.slice(0, NAMED).join(', ')}${more}`);
}

function refused(output: string, why: string): Error {
  return new Error(
    [
      `the output folder ${output} is not replaced: ${why}`,
      '  allowed: a folder that is absent, empty, or holds nothing but what a synth wrote',
      '  fix:     name a folder of its own, as in `--output dist` or `output: dist` of cdk8s.yaml; or move the other files',
    ].join('\n'),
  );
}

/** Whether a folder is the other one, or above it. */
function contains(folder: string, other: string): boolean {
  const way = relative(folder, other);
  return way !== '..' && !way.startsWith(`..${sep}`) && parse(way).root === '';
}
