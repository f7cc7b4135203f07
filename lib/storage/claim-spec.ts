import type { Size } from 'cdk8s';
import type { PersistentVolumeClaim } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { quantity } from '../kubernetes/quantities';

/** Properties of a claim, whoever mounts it. */
interface Claim {
  readonly size: Size;
  readonly storageClass?: string;
  readonly accessMode: string;
}

/**
 * Spec of a PersistentVolumeClaim.
 *
 * @param at start of its properties in messages: `storage[0].`
 * @throws where size or class is none that the API server takes
 */
export function claimSpec(at: string, { size, storageClass, accessMode }: Claim): PersistentVolumeClaim['spec'] {
  if (storageClass) checkName('subdomain', `${at}storageClass`, storageClass); // '' asks for none
  return {
    accessModes: [accessMode],
    resources: { requests: { storage: quantity(`${at}size`, size) } },
    ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
  };
}
