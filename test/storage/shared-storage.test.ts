import { Size } from 'cdk8s';
import { ElixirRelease, Rollout, SharedStorage, type SharedStorageProps } from 'cdk8s-elixir';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import {
  container,
  errorOf,
  IMAGE,
  newChart,
  newJob,
  newRelease,
  one,
  pod,
  rendered,
  synth,
} from '../support/subjects';

const storage = (chart: any, props: Partial<SharedStorageProps> = {}, id = 'uploads') =>
  new SharedStorage(chart, id, { size: Size.gibibytes(50), ...props });
const ONE_NODE = { accessMode: PersistentVolumeAccessMode.READ_WRITE_ONCE };

test('the claim, whole', () => {
  expect(rendered((chart) => storage(chart, { storageClass: 'nfs', labels: { team: 'chat' } }))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'uploads', namespace: 'chat', labels: { team: 'chat', 'app.kubernetes.io/name': 'uploads' } },
      spec: {
        accessModes: ['ReadWriteMany'],
        resources: { requests: { storage: '50Gi' } },
        storageClassName: 'nfs',
      },
    },
  ]);
});

test('the empty class, which asks for none, is kept', () => {
  expect(
    one(
      rendered((chart) => storage(chart, { storageClass: '' })),
      'PersistentVolumeClaim',
    ).spec,
  ).toMatchObject({
    storageClassName: '',
  });
});

test('releases and jobs mount it, each where it wants', () => {
  const manifests = rendered((chart) => {
    const uploads = storage(chart);
    newRelease(chart, { sharedStorage: [{ storage: uploads, mountPath: '/uploads' }] });
    newJob(chart, { sharedStorage: [{ storage: uploads, mountPath: '/in', readOnly: true }] });
  });
  expect(pod(manifests).volumes).toContainEqual({ name: 'shared-0', persistentVolumeClaim: { claimName: 'uploads' } });
  expect(container(manifests).volumeMounts).toContainEqual({ name: 'shared-0', mountPath: '/uploads' });
  expect(one(manifests, 'Job').spec.template.spec.containers[0].volumeMounts).toContainEqual({
    name: 'shared-0',
    mountPath: '/in',
    readOnly: true,
  });
});

test.each([
  [{ size: Size.kibibytes(0) }, '`size` is'],
  [{ name: 'Uploads' }, '`name` is "Uploads"'],
  [{ storageClass: 'a b' }, '`storageClass` is "a b"'],
  [{ labels: { 'app.kubernetes.io/name': 'x' } }, '`labels["app.kubernetes.io/name"]` is "x"'],
])('%j is refused', (props, message) => {
  const chart = newChart();
  expect(errorOf(() => storage(chart, props)).message).toContain(message);
  expect(chart.node.children).toEqual([]);
});

test('a folder over the release, and a storage of another namespace, are refused', () => {
  const chart = newChart();
  const other = newChart({ namespace: 'other' });
  const mount = (at: any, mountPath: string) => () =>
    new ElixirRelease(chart, 'a', { image: IMAGE, sharedStorage: [{ storage: at, mountPath }] });
  expect(errorOf(mount(storage(chart), '/app')).message).toContain('`sharedStorage[0].mountPath` is "/app"');
  expect(errorOf(mount(storage(other), '/uploads')).message).toContain('`sharedStorage[0].storage` is');
});

describe('a claim for one node', () => {
  const synthesized = (props: object, mode: object = ONE_NODE) => {
    const chart = newChart();
    newRelease(chart, { sharedStorage: [{ storage: storage(chart, mode), mountPath: '/uploads' }], ...props });
    return () => synth(chart);
  };

  test.each<[string, object]>([
    ['one replica that ends before the next one starts', { replicas: 1, rollout: Rollout.recreate() }],
    ['a singleton', { singleton: true }],
    ['a release that is scaled to zero', { scaledToZero: true }],
  ])('is taken by %s', (_, props) => {
    expect(synthesized(props)).not.toThrow();
  });

  test.each<[string, object, string]>([
    ['two replicas', { replicas: 2, rollout: Rollout.recreate() }, 'worker 2: 2 pods'],
    ['one replica that meets the next one', { replicas: 1 }, 'worker (1 + 1): 2 pods'],
  ])('is refused for %s', (_, props, message) => {
    expect(synthesized(props)).toThrow(message);
  });

  test('is refused for two releases with a pod each', () => {
    const chart = newChart();
    const sharedStorage = [{ storage: storage(chart, ONE_NODE), mountPath: '/uploads' }];
    for (const id of ['a', 'b']) newRelease(chart, { singleton: true, sharedStorage }, id);
    expect(() => synth(chart)).toThrow('a 1 + b 1: 2 pods');
  });
});
