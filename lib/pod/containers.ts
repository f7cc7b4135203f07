import { Refusal } from '../errors/refusal';
import type { Container } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import type { ReleasePort } from './network';

/** Commands of a release that do not become the VM that serves. */
const COMMANDS_APART = ['daemon', 'daemon_iex', 'start_iex', 'remote', 'rpc'];

/** Commands that leave the VM running without the container, or that need a terminal. */
export function checkCommand(command: readonly string[]): readonly string[] {
  const text = command.join(' ');
  const wrong = text.split(/[\s;&|]+/).some((word) => COMMANDS_APART.includes(word));
  if (command.length > 0 && !wrong && !/^\S*sh\s+(-\S+\s+)*-[a-z]*c\s(?!.*\bexec\s)/s.test(text)) return command;
  throw new Refusal({
    property: 'command',
    value: command,
    why: 'the VM must be the first process of the container: only then does SIGTERM reach it, and drains run',
    allowed: 'a command that becomes the VM',
    fix: "for example ['/app/bin/server'] or ['/app/bin/my_app', 'start']; in a shell: exec",
  });
}

/** Refuses sidecars that have the name of another container, or a port of the release. */
export function checkSidecars(sidecars: readonly Container[], name: string, taken: readonly ReleasePort[]): void {
  sidecars.forEach((sidecar, index) => {
    checkName('label', `sidecars[${index}].name`, sidecar.name);
    const same = taken.find((port) => sidecar.ports?.some((own) => own.containerPort === port.port));
    const twice = sidecars.findIndex((other) => other.name === sidecar.name) !== index;
    if (sidecar.name !== name && !twice && same === undefined) return;
    throw new Refusal({
      property: `sidecars[${index}]`,
      value: same ? same.port : sidecar.name,
      why: same
        ? `the release listens on ${same.port} (${same.name}) itself`
        : `it is the name of ${twice ? 'another sidecar' : "the release's own container"}`,
      allowed: 'another name, and ports that the release does not have',
      fix: same ? 'choose another port for the sidecar' : 'rename the sidecar',
    });
  });
}

/** Refuses init containers that have the name of another container. */
export function checkInitContainers(containers: readonly Container[], taken: readonly string[]): void {
  containers.forEach(({ name }, index) => {
    checkName('label', `initContainers[${index}].name`, name);
    const twice = containers.findIndex((other) => other.name === name) !== index;
    if (!twice && !taken.includes(name)) return;
    throw new Refusal({
      property: `initContainers[${index}]`,
      value: name,
      why: 'another container of the pod has that name',
      allowed: 'another name',
      fix: 'rename the init container',
    });
  });
}
