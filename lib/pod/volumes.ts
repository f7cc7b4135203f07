import { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Volume } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { quantity } from '../kubernetes/quantities';
import type { KubernetesTarget } from '../kubernetes/target';
import { rawJson } from '../manifests/raw';
import type { Contribution } from './contribution';
import type { ScratchVolume } from './pod-props';

/** Folder for temporary files. */
export const TMP_PATH = '/tmp';

/** Largest content of it where nothing is said. */
export const TMP_SIZE = Size.mebibytes(64);

/** /tmp, the one folder that every pod may write. */
export function tmpContribution(size = TMP_SIZE): Contribution {
  const sizeLimit = quantity('tmpSize', size);
  return {
    by: 'tmp',
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit } }],
    mounts: [{ name: 'tmp', mountPath: TMP_PATH }],
  };
}

/**
 * Further folders that the release may write.
 *
 * @internal
 */
export function scratchContribution(scratch: readonly ScratchVolume[]): Contribution {
  return {
    by: 'scratch',
    property: 'list',
    volumes: scratch.map(({ size }, index) => ({
      name: `scratch-${index}`,
      emptyDir: { sizeLimit: quantity(`scratch[${index}].size`, size) },
    })),
    mounts: scratch.map(({ mountPath }, index) => ({ name: `scratch-${index}`, mountPath })),
  };
}

/**
 * Volumes in the API's own words.
 *
 * @internal
 */
export function volumesContribution(given: readonly k8s.Volume[], target: KubernetesTarget): Contribution {
  const volumes = rawJson<Volume[]>('volumes', 'Volume', given, target);
  volumes.forEach(({ name }, index) => {
    checkName('label', `volumes[${index}].name`, name);
  });
  return { by: 'volumes', property: 'list', volumes };
}

/**
 * Mounts of such volumes.
 *
 * @internal
 */
export function mountsContribution(given: readonly k8s.VolumeMount[], target: KubernetesTarget): Contribution {
  return { by: 'volumeMounts', property: 'list', mounts: rawJson('volumeMounts', 'VolumeMount', given, target) };
}
