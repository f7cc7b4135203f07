/**
 * Two argument files of a release. `RELEASE_VM_ARGS` is read by `start` and `eval`, `RELEASE_REMOTE_VM_ARGS` by
 * `remote`, `rpc`, `stop` and `pid`; each replaces the file in the image whole.
 *
 * Source: `mix help release`, "vm.args"; lib/mix/lib/mix/tasks/release.init.ex.
 */
export interface ArgumentFiles {
  readonly 'vm.args': string;
  readonly 'remote.vm.args': string;
}

/** Folder in which the files are mounted. */
export const ARGUMENTS_PATH = '/etc/erlang';

/** Joins lines into a file; a line that stands twice is kept once. */
export function argumentFile(comment: string, lines: readonly string[]): string {
  return [`## ${comment}`, ...new Set(lines), ''].join('\n');
}

/** Port that an argument file makes a node without epmd use, or undefined with epmd. */
export function distributionPortOf(file: string | undefined): number | undefined {
  const port = /^-erl_epmd_port (\d+)$/m.exec(file ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
}
