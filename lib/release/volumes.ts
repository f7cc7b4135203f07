import type { Size } from 'cdk8s';
import { ARGUMENTS_PATH } from '../beam/vm-args';
import { Refusal } from '../errors/refusal';
import { plain } from '../json/plain';
import type { Volume, VolumeMount } from '../kubernetes/api';
import { checkMountPath } from '../kubernetes/mount-paths';
import { checkName } from '../kubernetes/names';
import { kibibytes, quantity } from '../kubernetes/quantities';
import type { PodStorage } from '../pod/storage';
import { mounted } from '../secrets/secret-use';
import type { ElixirReleaseProps } from './elixir-release-props';
import { CRASH_DUMPS_PATH, TMP_PATH } from './environment';

/** Size of /tmp. */
const TMP_SIZE = '64Mi';

/** What a release can write, what it reads as files, and what the user mounts. */
export function volumes(
  props: ElixirReleaseProps,
  vmArgs: string,
  crashDumpSize: Size,
): { volumes: Volume[]; volumeMounts: VolumeMount[] } {
  const scratch = props.scratch ?? [];
  const config = mounted('config', props.config?._content.folders ?? []);
  const given = plain({ volumes: props.volumes ?? [], mounts: props.volumeMounts ?? [] }) as {
    volumes: Volume[];
    mounts: VolumeMount[];
  };
  const fixed: VolumeMount[] = [
    { name: 'tmp', mountPath: TMP_PATH },
    { name: 'crash-dumps', mountPath: CRASH_DUMPS_PATH },
    { name: 'vm-args', mountPath: ARGUMENTS_PATH, readOnly: true },
  ];
  const volumeMounts = [...fixed];
  const add = (property: string, mount: VolumeMount) => {
    checkMountPath(
      property,
      mount.mountPath,
      volumeMounts.map((other) => other.mountPath),
    );
    volumeMounts.push(mount);
  };
  for (const mount of config.mounts) add('config', mount);
  for (const [index, { path }] of scratch.entries())
    add(`scratch[${index}].path`, { name: `scratch-${index}`, mountPath: path });
  for (const [index, { name, mountPath }] of (props.storage ?? []).entries())
    add(`storage[${index}].mountPath`, { name, mountPath });
  for (const [index, mount] of given.mounts.entries()) add(`volumeMounts[${index}].mountPath`, mount);
  const volumes: Volume[] = [
    { name: 'tmp', emptyDir: { sizeLimit: TMP_SIZE } },
    {
      name: 'crash-dumps',
      emptyDir: { sizeLimit: `${Math.ceil((kibibytes('crashDumpSize', crashDumpSize) * 1.25) / 1024)}Mi` },
    },
    { name: 'vm-args', configMap: { name: vmArgs } },
    ...config.volumes,
    ...scratch.map(({ size }, index) => ({
      name: `scratch-${index}`,
      emptyDir: { sizeLimit: quantity(`scratch[${index}].size`, size) },
    })),
    ...given.volumes,
  ];
  checkVolumes(volumes, given, props.storage ?? []);
  return { volumeMounts, volumes };
}

/** A claim of the name of a volume would take its place in silence; the API server refuses the rest. */
function checkVolumes(
  volumes: readonly Volume[],
  given: { readonly volumes: readonly Volume[]; readonly mounts: readonly VolumeMount[] },
  storage: readonly PodStorage[],
): void {
  const names = volumes.slice(0, volumes.length - given.volumes.length).map(({ name }) => name);
  const named = [
    ...given.volumes.map(({ name }, index) => ({ property: `volumes[${index}].name`, name })),
    ...storage.map(({ name }, index) => ({ property: `storage[${index}].name`, name })),
  ];
  for (const { property, name } of named) {
    checkName('label', property, name);
    if (names.includes(name)) {
      throw new Refusal({
        property,
        value: name,
        why: 'another volume of the pod has that name',
        allowed: 'each name once',
        fix: 'choose another name',
      });
    }
    names.push(name);
  }
  given.mounts.forEach(({ name }, index) => {
    if (names.includes(name)) return;
    throw new Refusal({
      property: `volumeMounts[${index}].name`,
      value: name,
      allowed: `a volume of the pod: ${names.map((one) => `"${one}"`).join(', ')}`,
      fix: 'add it to `volumes`',
    });
  });
}
