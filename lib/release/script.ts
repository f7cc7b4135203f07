import { Refusal } from '../errors/refusal';
import type { SharedReleaseProps } from './shared-release-props';

/** Folder of the release in the image. Source: the Dockerfile of `mix phx.gen.release --docker`. */
const BIN = '/app/bin';

/**
 * Path of the release's script, which is named after the release as the basename of its nodes is.
 *
 * @throws where nothing names the release, or the path is none
 */
export function releaseScript({ script, cluster, nodeBasename }: SharedReleaseProps): string {
  const basename = cluster?.nodeBasename ?? nodeBasename;
  if (script === undefined && basename !== undefined) return `${BIN}/${basename.replaceAll('-', '_')}`;
  if (script !== undefined && /^(\/[^/\s$]+)+$/.test(script)) return script;
  throw new Refusal({
    property: 'script',
    value: script,
    ...(script === undefined ? { why: 'in no cluster nothing says the name of the release' } : {}),
    allowed: "the path of the release's script in the image",
    fix: "for example '/app/bin/shop'",
  });
}
