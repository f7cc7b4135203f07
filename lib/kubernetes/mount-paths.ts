import { Refusal } from '../errors/refusal';

/** Refuses a mount path that is relative, hides a part of the image that the release needs, or is taken. */
export function checkMountPath(property: string, path: string, taken: readonly string[]): string {
  const clean = typeof path === 'string' && /^\/[^:\s]+$/.test(path) && !path.split('/').includes('..');
  if (clean && !taken.includes(path)) return path;
  throw new Refusal({
    property,
    value: path,
    ...(clean ? { why: 'something else is mounted there' } : {}),
    allowed: `an absolute path, other than ${taken.join(', ') || '/'}`,
    fix: 'for example "/var/lib/app"',
  });
}
