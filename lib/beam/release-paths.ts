import { posix } from 'node:path';
import { Refusal } from '../errors/refusal';

/**
 * Folders of the image in which the release stands.
 *
 * Source: the Dockerfile that `mix phx.gen.release --docker` writes: `WORKDIR "/app"`; `mix help release`, "Directory
 * structure".
 */
const RELEASE_FOLDERS = ['/app', '/app/bin', '/app/lib', '/app/releases'];

/**
 * Path of a mount that leaves the release in sight.
 *
 * @throws where it would hide the release
 */
export function checkHidesNoRelease(property: string, path: string): string {
  if (typeof path !== 'string' || !RELEASE_FOLDERS.includes(posix.resolve('/', path))) return path;
  throw new Refusal({
    property,
    value: path,
    why: 'the image of `mix phx.gen.release --docker` has the release there, and a mount hides it: the pod would not start',
    allowed: `any folder other than ${RELEASE_FOLDERS.join(', ')}`,
    fix: `for example "${path.replace(/\/+$/, '')}/config", or "/etc/app"`,
  });
}
