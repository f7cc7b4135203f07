/**
 * Port of epmd.
 *
 * Source: https://www.erlang.org/doc/apps/erts/epmd_cmd (4369 is registered with IANA);
 * https://www.erlang.org/doc/apps/erts/erl_cmd, `-erl_epmd_port`.
 */
export const EPMD_PORT = 4369;

/** Port without epmd. Any would do, but all nodes use the same one for ever: a change splits a rolling cluster. */
export const DISTRIBUTION_PORT = 4370;

/** Ports on which nodes listen beside epmd: one for the node, the others for remote shells. */
export const EPMD_RANGE = { first: 9100, last: 9105 };

/** Names that ports of the distribution usually have. */
export const DISTRIBUTION_PORT_NAMES: readonly string[] = ['dist', 'epmd', 'erlang', 'erl-dist', 'distribution'];
