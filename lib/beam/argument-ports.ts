import { EPMD_PORT } from './distribution-ports';

/** Ports from the first to the last. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Ports on which a node listens for other nodes, as far as its arguments say: one without epmd, epmd's and a range with
 * it.
 *
 * Source: https://www.erlang.org/doc/apps/erts/erl_cmd, `-erl_epmd_port`;
 * https://www.erlang.org/doc/apps/kernel/kernel_app, `inet_dist_listen_min` and `inet_dist_listen_max`.
 *
 * @param text lines of an argument file, or the value of ERL_FLAGS and the like
 */
export function listeningPorts(text: string): PortRange[] {
  const fixed = number(SINGLE.exec(text));
  if (fixed !== undefined) return [{ first: fixed, last: fixed }];
  const first = number(FIRST.exec(text));
  if (first === undefined) return [];
  const last = number(LAST.exec(text)) ?? first;
  return [
    { first: EPMD_PORT, last: EPMD_PORT },
    { first, last },
  ];
}

/** Flags outside of comments. */
const SINGLE = /^(?:[^#\n]*\s)?-erl_epmd_port\s+(\d+)/m;
const FIRST = /^(?:[^#\n]*\s)?inet_dist_listen_min\s+(\d+)/m;
const LAST = /^(?:[^#\n]*\s)?inet_dist_listen_max\s+(\d+)/m;

function number(match: RegExpExecArray | null): number | undefined {
  return match === null ? undefined : Number(match[1]);
}

/** Variables whose value is more arguments of the VM: https://www.erlang.org/doc/apps/erts/erl_cmd. */
export const ARGUMENT_VARIABLES: readonly string[] = ['ERL_AFLAGS', 'ERL_FLAGS', 'ERL_ZFLAGS', 'ELIXIR_ERL_OPTIONS'];

/** Says that a VM does not listen for other nodes: https://www.erlang.org/doc/apps/kernel/kernel_app, `dist_listen`. */
export const NO_LISTENING = /^(?:[^#\n]*\s)?-?dist_listen\s+false(?=\s|$)/m;
