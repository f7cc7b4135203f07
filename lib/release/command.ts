import { Refusal } from '../errors/refusal';

/** Commands of a release's script that do not become the VM that serves. */
const COMMANDS_APART = ['daemon', 'daemon_iex', 'start_iex', 'remote', 'rpc'];

const RELEASE_SCRIPT = /(^|\/)bin\/[^/\s]+$/;

/**
 * Refuses commands that leave the VM running without the container, or that need a terminal.
 *
 * Source: `mix help release`, "bin/RELEASE_NAME commands"; a shell as the first process does not pass SIGTERM on.
 */
export function checkCommand(property: string, command: readonly string[]): readonly string[] {
  if (command.length > 0 && !startsApart(command) && !keepsShell(command)) return command;
  throw new Refusal({
    property,
    value: command,
    why: 'the VM must be the first process of the container: only then does SIGTERM reach it, and drains run',
    allowed: 'a command that becomes the VM',
    fix: "for example ['/app/bin/server'] or ['/app/bin/my_app', 'start']; in a shell: exec",
  });
}

/** Whether the word behind a release's script is one of those commands; as any other argument it means nothing. */
function startsApart(command: readonly string[]): boolean {
  const words = command.flatMap((word) => word.split(/[\s;&|]+/));
  return words.some((word, index) => COMMANDS_APART.includes(word) && RELEASE_SCRIPT.test(words[index - 1] ?? ''));
}

/** Whether a shell stays the first process: `sh -c` with a script that does not exec. */
function keepsShell(command: readonly string[]): boolean {
  return /^\S*sh (-\S+ )*-[a-z]*c (?!.*\bexec\s)/s.test(command.join(' '));
}
