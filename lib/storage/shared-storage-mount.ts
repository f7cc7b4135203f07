import type { Contribution } from '../pod/contribution';
import type { SharedStorage } from './shared-storage';

/** Mount of a SharedStorage. */
export interface SharedStorageMount {
  /** Storage, in the same namespace. */
  readonly storage: SharedStorage;

  /** Folder in which the release finds it. */
  readonly mountPath: string;

  /**
   * Whether the release may only read it.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * Volumes of shared storage, and their mounts.
 *
 * @internal
 */
export function sharedStorageContribution(mounts: readonly SharedStorageMount[]): Contribution {
  return {
    by: 'sharedStorage',
    property: 'list',
    volumes: mounts.map(({ storage }, index) => ({
      name: `shared-${index}`,
      persistentVolumeClaim: { claimName: storage.name },
    })),
    mounts: mounts.map(({ mountPath, readOnly = false }, index) => ({
      name: `shared-${index}`,
      mountPath,
      ...(readOnly ? { readOnly } : {}),
    })),
  };
}
