/**
 * Variables by which a release's start script makes a node.
 *
 * Source: `mix help release`, "Environment variables"; lib/mix/lib/mix/tasks/release.init.ex.
 */
export const RELEASE_VARIABLES: readonly string[] = [
  'RELEASE_NODE',
  'RELEASE_DISTRIBUTION',
  'RELEASE_COOKIE',
  'RELEASE_VM_ARGS',
  'RELEASE_REMOTE_VM_ARGS',
];

/** Variable that tells `env.sh` of an image where the cookie stands; the release's script itself does not read it. */
export const COOKIE_FILE = 'RELEASE_COOKIE_FILE';

/** Variable of an argument file, and the file's name in a ConfigMap. */
export const ARGUMENT_FILES = {
  'vm.args': 'RELEASE_VM_ARGS',
  'remote.vm.args': 'RELEASE_REMOTE_VM_ARGS',
} as const;

/**
 * Commands of a release's script that start a second VM, each time for a second of CPU.
 *
 * Source: `mix help release`, "bin/RELEASE_NAME commands".
 */
const COMMANDS = 'start|start_iex|daemon|daemon_iex|eval|rpc|remote|stop|restart|pid';

const RELEASE_COMMAND = new RegExp(`(?:^|[\\s;&|/"'(])bin/[\\w.-]+["']?\\s+(?:${COMMANDS})(?![\\w-])`);

/** Whether a command, its words joined, runs a release's script. */
export function runsRelease(words: readonly string[]): boolean {
  return RELEASE_COMMAND.test(words.join(' '));
}

/**
 * Variables that move or bind epmd: the pods' policy and the other nodes go by 4369.
 *
 * Source: https://www.erlang.org/doc/apps/erts/epmd_cmd, "Environment Variables".
 */
export const EPMD_VARIABLES: readonly string[] = ['ERL_EPMD_PORT', 'ERL_EPMD_ADDRESS'];
