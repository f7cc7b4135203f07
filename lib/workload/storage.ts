import type { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import type { PersistentVolumeClaim } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { quantity } from '../kubernetes/quantities';
import type { Contribution } from '../pod/contribution';
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
    claims: storage.map((one, index) => claim(one, `storage[${index}]`)),
    mounts: storage.map(({ name, mountPath }) => ({ name, mountPath })),
  };
}

function claim(
  { name, size, storageClass, accessMode = 'ReadWriteOnce' as PersistentVolumeAccessMode }: PodStorage,
  property: string,
): PersistentVolumeClaim {
  checkName('label', `${property}.name`, name);
  if (storageClass) checkName('subdomain', `${property}.storageClass`, storageClass); // '' asks for none
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: {
      accessModes: [accessMode],
      resources: { requests: { storage: quantity(`${property}.size`, size) } },
      ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    },
  };
}
