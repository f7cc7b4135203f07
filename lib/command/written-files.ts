import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workOf } from './work-folders';

/** Names that cdk8s writes unless an app says otherwise; no person writes files under them into an output folder. */
const USUAL = /(?:\.k8s\.yaml|^construct-metadata\.json)$/;

/** Lists the files with other names, so that the next synth knows them; an output with the usual names has none. */
const LIST = '.cdk8s-elixir-files';

/** Paths of the files below a folder, relative to it, with `/` between; what is no folder is a file. */
export function filesBelow(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (below === '' && workOf(entry.name, '')) return [];
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

/** Notes the files of an output that have other names than the usual ones. */
export function listUnusual(folder: string): void {
  const unusual = filesBelow(folder).filter((path) => !isUsual(path));
  if (unusual.length > 0) writeFileSync(join(folder, LIST), `${unusual.sort().join('\n')}\n`);
}

/** Those of the files below a folder that no synth wrote. */
export function foreignFiles(folder: string, files: readonly string[]): string[] {
  const others = files.filter((path) => !isUsual(path));
  if (others.length === 0) return [];
  const list = join(folder, LIST);
  const known = new Set([LIST, ...(existsSync(list) ? readFileSync(list, 'utf8').split('\n') : [])]);
  return others.filter((path) => !known.has(path)).sort();
}

function isUsual(path: string): boolean {
  return USUAL.test(path.slice(path.lastIndexOf('/') + 1));
}
