import { posix } from 'node:path';
import { Refusal } from '../errors/refusal';

/** Folders that the container runtime itself mounts: a volume there keeps the container from starting. */
const RUNTIME_FOLDERS = ['/', '/proc', '/sys', '/dev'];

/**
 * Path of a mount.
 *
 * @param taken paths of the mounts that are there already
 * @throws where the path is relative, belongs to the container runtime, or is taken, however it is spelt
 */
export function checkMountPath(property: string, path: string, taken: readonly string[]): string {
  const absolute = typeof path === 'string' && /^\/[^:\s]*$/.test(path) && !path.split('/').includes('..');
  const folder = absolute ? normalized(path) : '';
  const isTaken = taken.some((other) => normalized(other) === folder);
  if (absolute && !RUNTIME_FOLDERS.includes(folder) && !isTaken) return path;
  throw new Refusal({
    property,
    value: path,
    ...(isTaken ? { why: 'something else is mounted there' } : {}),
    allowed: `an absolute path, other than ${[...new Set([...RUNTIME_FOLDERS, ...taken])].join(', ')}`,
    fix: 'for example "/var/lib/app"',
  });
}

/** Path without `//`, `/./` and a `/` at its end; most have none of them. */
function normalized(path: string): string {
  return /\/(\.|\/|$)/.test(path) ? posix.resolve(path) : path;
}
