import type { Size } from 'cdk8s';
import type { PersistentVolumeClaim } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { quantity } from '../kubernetes/quantities';

/** A volume that every pod has for itself and keeps over restarts. Makes the release a StatefulSet. */
export interface PodStorage {
  /** Its name. It is part of the claims' names and cannot change after the first apply. */
  readonly name: string;

  /** Where the release finds it. */
  readonly mountPath: string;

  /** How large it is. */
  readonly size: Size;

  /**
   * The class of the storage.
   *
   * @default - the default class of the Kubernetes cluster
   */
  readonly storageClass?: string;
}

/** An emptyDir where the release writes; it goes with the pod. */
export interface ScratchSpace {
  /** Where. */
  readonly path: string;

  /**
   * How much fits; the pod is evicted when more is written.
   */
  readonly size: Size;
}

/**
 * The claim templates of a StatefulSet.
 *
 * @internal
 */
export function claimTemplates(storage: readonly PodStorage[]): PersistentVolumeClaim[] {
  return storage.map(({ name, size, storageClass }, index) => {
    checkName('label', `storage[${index}].name`, name);
    return {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: quantity(`storage[${index}].size`, size) } },
        ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
      },
    };
  });
}
