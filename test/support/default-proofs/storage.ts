import { Size } from 'cdk8s';
import { SharedStorage, type SharedStorageProps } from 'cdk8s-elixir';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { newRelease, rendered } from '../subjects';
import { type Build, map, override, overrides, type Proofs, text } from './proof';

const claim: Build = (props: Partial<SharedStorageProps>) =>
  rendered((chart) => new SharedStorage(chart, 'uploads', { size: Size.gibibytes(1), ...props }));
const mounted: Build = (props) =>
  rendered((chart) => {
    const storage = new SharedStorage(chart, 'uploads', { size: Size.gibibytes(1) });
    newRelease(chart, { sharedStorage: [{ storage, mountPath: '/uploads', ...props }] });
  });

/** Storage that releases share. */
export const STORAGE: Proofs = {
  'SharedStorageProps.name': text(claim, 'uploads', 'other'),
  'SharedStorageProps.storageClass': text(claim, undefined, 'nfs'),
  'SharedStorageProps.accessMode': { build: claim, other: PersistentVolumeAccessMode.READ_WRITE_ONCE },
  'SharedStorageProps.labels': map(claim, 'team', 'chat'),
  'SharedStorageProps.overrides': { build: claim, same: {}, other: { claim: { metadata: { labels: { a: 'b' } } } } },
  ...overrides('SharedStorageOverrides', [override(claim, 'claim')]),
  'SharedStorageMount.readOnly': { build: mounted, other: true },
  'SharedReleaseProps.sharedStorage': {
    build: ({ sharedStorage = [] }) =>
      rendered((chart) => {
        const storage = new SharedStorage(chart, 'uploads', { size: Size.gibibytes(1) });
        newRelease(chart, { sharedStorage: sharedStorage.map((one: object) => ({ storage, ...one })) });
      }),
    same: [],
    other: [{ mountPath: '/uploads' }],
  },
};
