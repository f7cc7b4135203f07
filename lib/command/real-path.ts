import { existsSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** As many links in a row as Linux follows. */
const LINKS = 40;

/** A path without symbolic links, also where what it names is not there. */
export function realPath(path: string, links = LINKS): string {
  if (existsSync(path) || path === dirname(path)) return realpathSync(path);
  const real = join(realPath(dirname(path), links), basename(path));
  const target = targetOf(real);
  return target === undefined || links === 0 ? real : realPath(resolve(dirname(real), target), links - 1);
}

function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // it is no link, or not there
  }
}
