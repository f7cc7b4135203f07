import type { Size } from 'cdk8s';
import type { PersistentVolumeClaim } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { quantity } from '../kubernetes/quantities';
import type { Contribution } from '../pod/contribution';

/** Volume that every pod has for itself and keeps over restarts. Makes the release a StatefulSet. */
export interface PodStorage {
  /** Name. It is part of the claims' names and cannot change after the first apply. */
  readonly name: string;

  /** Folder in which the release finds it. */
  readonly mountPath: string;

  /** Size of each volume. */
  readonly size: Size;

  /**
   * Name of the StorageClass.
   *
   * @default - the default class of the Kubernetes cluster
   */
  readonly storageClass?: string;
}

/**
 * Claims of a StatefulSet, and their mounts.
 *
 * @throws where a name or size is none that the API server takes
 * @internal
 */
export function storageContribution(storage: readonly PodStorage[]): Contribution {
  return {
    by: 'storage',
    property: 'list',
    claims: storage.map((one, index) => claim(one, `storage[${index}]`)),
    mounts: storage.map(({ name, mountPath }) => ({ name, mountPath })),
  };
}

function claim({ name, size, storageClass }: PodStorage, property: string): PersistentVolumeClaim {
  checkName('label', `${property}.name`, name);
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: quantity(`${property}.size`, size) } },
      ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    },
  };
}
