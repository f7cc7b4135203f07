import type { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { plain } from '../json/plain';
import type { Volume, VolumeMount } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { quantity } from '../kubernetes/quantities';
import type { Contribution } from './contribution';

/** Folder for temporary files. */
export const TMP_PATH = '/tmp';

/** Folder in which the release may write; an emptyDir, which goes with the pod. */
export interface ScratchVolume {
  /** Path of the folder. */
  readonly mountPath: string;

  /** Largest content: the pod is evicted when more is written. */
  readonly size: Size;
}

/**
 * /tmp, the one folder that every pod may write.
 *
 * @internal
 */
export function tmpContribution(size: Size | undefined): Contribution {
  const sizeLimit = size === undefined ? '64Mi' : quantity('tmpSize', size);
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
export function volumesContribution(given: readonly k8s.Volume[]): Contribution {
  const volumes = plain(given) as unknown as Volume[];
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
export function mountsContribution(given: readonly k8s.VolumeMount[]): Contribution {
  return { by: 'volumeMounts', property: 'list', mounts: plain(given) as unknown as VolumeMount[] };
}
