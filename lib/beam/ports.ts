/**
 * The ports of the Erlang distribution.
 *
 * Source: https://www.erlang.org/doc/apps/erts/epmd_cmd (4369 is registered with IANA);
 * https://www.erlang.org/doc/apps/erts/erl_cmd, `-erl_epmd_port`.
 */
export const EPMD_PORT = 4369;

/** The port without epmd. Any would do, but all nodes must use the same one for ever: a change splits a rolling cluster. */
export const DISTRIBUTION_PORT = 4370;

/** Ports that nodes listen on beside epmd, unless told otherwise: one for the node, the others for remote shells. */
export const EPMD_RANGE = { first: 9100, last: 9105 };

/** The name of a distribution port in a container or a Service: `dist`, `dist-9100`, `epmd`. */
export function isDistributionPort(name: unknown): boolean {
  return name === 'dist' || name === 'epmd' || (typeof name === 'string' && name.startsWith('dist-'));
}
