import { api } from './api';
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
