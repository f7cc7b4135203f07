import { join } from 'node:path';

/** Folders that a run works in: beside the output, and inside an output that cannot be renamed. */
export interface WorkFolders {
  /** New output, beside the last one. */
  readonly beside: string;
  /** Last output, while the new one takes its place. */
  readonly before: string;
  /** New output, inside the last one. */
  readonly inside: string;
  /** New output inside the last one, when it is complete: a swap that began is ended. */
  readonly ready: string;
}

/** Name of such a folder: the output's, or nothing inside of it, then the process and the state. */
const NAME = /^(?<start>.*)\.cdk8s-elixir\.(?<pid>\d+)\.(?<state>new|old|ready)$/s;

/** Folders of this process for an output. */
export function workFolders(output: string): WorkFolders {
  const own = `.cdk8s-elixir.${process.pid}`;
  const inside = join(output, own);
  return {
    beside: `${output}${own}.new`,
    before: `${output}${own}.old`,
    inside: `${inside}.new`,
    ready: `${inside}.ready`,
  };
}

/**
 * Process and state in the name of a work folder; undefined where it is none.
 *
 * @param entry name in a folder
 * @param start name of the output beside which it stands; empty inside of the output
 */
export function workOf(entry: string, start: string): { readonly pid: number; readonly state: string } | undefined {
  const found = NAME.exec(entry)?.groups;
  return found?.start === start ? { pid: Number(found.pid), state: found.state } : undefined;
}
