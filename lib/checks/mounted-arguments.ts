import { ARGUMENT_FILES } from '../beam/release-variables';
import { type ArgumentFiles, argumentFiles } from '../inventory/argument-files';
import type { PodContainer } from '../inventory/container';
import { mayBring } from '../inventory/environment-sources';
import type { Inventory } from '../inventory/inventory';
import type { Workload } from '../inventory/workload';
import { asText } from '../json/read';
import { orElsewhere } from './elsewhere';
import type { Report, Rule } from './rule';

/**
 * Argument files that a pod has and its release does not read: RELEASE_VM_ARGS and RELEASE_REMOTE_VM_ARGS name other
 * files, or none, and the node listens where the image's own vm.args says.
 */
export const mountedArguments: Rule = {
  id: 'beam/mounted-arguments',
  severity: 'error',
  risk: 'settings-elsewhere',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const about of inventory.workloads) {
      const { release } = about;
      if (release === undefined) continue;
      const all = argumentFiles(about, inventory).filter(({ asNamed }) => asNamed);
      if (all.length === 0) continue;
      for (const file of FILES) inFile(about, release, file, all, inventory, report);
    }
  },
};

type File = keyof typeof ARGUMENT_FILES;

const FILES = Object.keys(ARGUMENT_FILES) as File[];

function inFile(
  about: Workload,
  release: PodContainer,
  file: File,
  all: readonly ArgumentFiles[],
  inventory: Inventory,
  report: Report,
): void {
  const variable = ARGUMENT_FILES[file];
  const given = release.variables.get(variable);
  const value = asText(given?.value);
  const named = value === undefined ? [] : all.filter((files) => pathsOf(release, files, file).includes(value));
  if (named.some((files) => textOf(files, file) !== undefined)) return;
  const [files] = named.length > 0 ? named : all.filter((one) => textOf(one, file) !== undefined);
  if (files === undefined || mayCome(about, release, variable, inventory)) return;
  report({
    about,
    involved: [files.configMap],
    property: `container ${release.name}, env ${variable}`,
    value: given?.value ?? given?.valueFrom,
    why:
      named.length > 0
        ? `the ConfigMap "${files.configMap.name}" holds no ${file}, and the release does not start without it`
        : `the ConfigMap "${files.configMap.name}" holds ${file}, and the release does not read it: it takes the image's own, with another port`,
    allowed:
      pathsOf(release, files, file)[0] ?? `the path at which the volume ${files.volume} is mounted, and /${file}`,
    fix: orElsewhere(
      'remove the override of the variable, of the mount or of `vmArgs`',
      `mount the volume ${files.volume} and name its file in ${variable}`,
    ),
  });
}

function textOf({ text, remoteText }: ArgumentFiles, file: File): string | undefined {
  return file === 'vm.args' ? text : remoteText;
}

/** Paths of a file of the volume in a container. */
function pathsOf({ mounts }: PodContainer, { volume }: ArgumentFiles, file: File): string[] {
  return mounts.flatMap(({ name, mountPath, subPath }) => {
    const path = asText(mountPath);
    if (name !== volume || path === undefined) return [];
    if (subPath === undefined) return [`${path.replace(/\/+$/, '')}/${file}`];
    return subPath === file ? [path] : [];
  });
}

/** Whether the variable may come from somewhere that the manifests do not show. */
function mayCome(about: Workload, { envFrom, variables }: PodContainer, name: string, inventory: Inventory): boolean {
  if (variables.has(name)) return variables.get(name)?.valueFrom !== undefined;
  return envFrom.some((source) => mayBring(source, name, about, inventory));
}
