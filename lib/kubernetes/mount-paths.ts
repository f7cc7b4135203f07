import { posix } from 'node:path';
import { Refusal } from '../errors/refusal';

/** Folders that the container runtime itself mounts: a volume there keeps the container from starting. */
const RUNTIME_FOLDERS = ['/', '/proc', '/sys', '/dev'];

/** Folders of programs and settings that every image has: a volume there hides them, and nothing starts. */
const SYSTEM_FOLDERS = ['/bin', '/etc', '/lib', '/lib64', '/sbin', '/usr', '/usr/bin', '/usr/lib', '/usr/local'];

const CLOSED_FOLDERS = [...RUNTIME_FOLDERS, ...SYSTEM_FOLDERS];

/**
 * Path of a mount.
 *
 * @param taken paths of the mounts that are there already
 * @throws where the path is relative, belongs to the container runtime or the system, or is taken, however it is spelt
 */
export function checkMountPath(property: string, path: string, taken: readonly string[]): string {
  const absolute = typeof path === 'string' && /^\/[^:\s]*$/.test(path) && !path.split('/').includes('..');
  const folder = absolute ? normalized(path) : '';
  const isTaken = taken.some((other) => normalized(other) === folder);
  const isClosed = CLOSED_FOLDERS.includes(folder) || folder.startsWith('/proc/');
  if (absolute && !isClosed && !isTaken) return path;
  throw new Refusal({
    property,
    value: path,
    ...(isTaken ? { why: 'something else is mounted there' } : {}),
    allowed: `an absolute path, other than ${[...new Set([...CLOSED_FOLDERS, ...taken])].join(', ')}`,
    fix: 'for example "/var/lib/app"',
  });
}

/** Path without `//`, `/./` and a `/` at its end; most have none of them. */
function normalized(path: string): string {
  return /\/(\.|\/|$)/.test(path) ? posix.resolve(path) : path;
}
