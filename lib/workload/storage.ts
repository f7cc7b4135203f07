import type { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import type { PersistentVolumeClaim } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import type { Contribution } from '../pod/contribution';
import { claimSpec } from '../storage/claim-spec';
import type { PodStorage } from './workload-props';

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
    claims: storage.map((one, index) => podClaim(one, `storage[${index}]`)),
    mounts: storage.map(({ name, mountPath }) => ({ name, mountPath })),
  };
}

/**
 * Claim of each pod of a StatefulSet.
 *
 * @param property where it is given, in messages
 * @throws where a name or size is none that the API server takes
 * @internal
 */
export function podClaim(
  {
    name,
    size,
    storageClass,
    accessMode = 'ReadWriteOnce' as PersistentVolumeAccessMode,
  }: Omit<PodStorage, 'mountPath'>,
  property: string,
): PersistentVolumeClaim {
  checkName('label', `${property}.name`, name);
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: claimSpec(`${property}.`, { size, storageClass, accessMode }),
  };
}
