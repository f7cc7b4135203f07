import { api, create } from './api';
import { kubectl } from './kubectl';

/**
 * Gives back the volumes whose claims went with the tests' namespaces, where nothing else does: volumes made by hand stay
 * bound to a claim that is gone.
 */
export async function freeVolumes(): Promise<void> {
  const { body } = await api('GET', '/api/v1/persistentvolumes');
  const left = body.items.filter(
    ({ status, spec }: any) => status.phase === 'Released' && spec.claimRef?.namespace?.startsWith('e2e-'),
  );
  for (const { metadata } of left) {
    const patch = JSON.stringify([{ op: 'remove', path: '/spec/claimRef' }]);
    await kubectl(['patch', 'persistentvolume', metadata.name, '--type=json', '-p', patch]).catch(() => {}); // or another did
  }
}

/**
 * Makes a class whose claims may grow, and one volume of it, larger than what is claimed first: what follows in the storage
 * behind it is up to its driver.
 *
 * @returns name of the class
 */
export async function growing(name: string, storage: string): Promise<string> {
  const metadata = { name, labels: { 'e2e-run': process.env.E2E_RUN } };
  await create('/apis/storage.k8s.io/v1/storageclasses', {
    metadata,
    provisioner: 'kubernetes.io/no-provisioner',
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  await create('/api/v1/persistentvolumes', {
    metadata,
    spec: {
      capacity: { storage },
      accessModes: ['ReadWriteOnce'],
      storageClassName: name,
      hostPath: { path: `/tmp/${name}`, type: 'DirectoryOrCreate' },
    },
  });
  return name;
}
