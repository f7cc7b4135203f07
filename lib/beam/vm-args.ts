/**
 * Folder of the two argument files of a release. `RELEASE_VM_ARGS` is read by `start` and `eval`,
 * `RELEASE_REMOTE_VM_ARGS` by `remote`, `rpc`, `stop` and `pid`; each replaces the file in the image whole.
 *
 * Source: `mix help release`, "vm.args"; lib/mix/lib/mix/tasks/release.init.ex.
 */
export const ARGUMENTS_PATH = '/etc/erlang';

/** Joins lines into a file; a line that stands twice is kept once. */
export function argumentFile(comment: string, lines: readonly string[]): string {
  return [`## ${comment}`, ...new Set(lines), ''].join('\n');
}
