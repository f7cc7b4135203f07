import { detailsOf, SAFE } from '../support/findings';

const found = detailsOf('kubernetes/secret-provider-class');
const provider = (name = 'vault', namespace = 'chat') => ({
  apiVersion: 'secrets-store.csi.x-k8s.io/v1',
  kind: 'SecretProviderClass',
  metadata: { name, namespace },
  spec: { provider: 'vault', secretObjects: [{ secretName: 'shop' }, { secretName: 'more' }, 5] },
});
const pod = (container: object, volumes: unknown[] = [], namespace = 'chat') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace },
  spec: { containers: [{ name: 'web', image: 'a:1', securityContext: SAFE, ...container }], volumes },
});
const BY_KEY = { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'shop', key: 'A' } } }] };
const WHOLE = { envFrom: [{ secretRef: { name: 'more' } }] };
const csi = (secretProviderClass: string, driver = 'secrets-store.csi.k8s.io') => ({
  name: 'a',
  csi: { driver, volumeAttributes: { secretProviderClass } },
});

test('a pod that reads the Secret of a class and does not mount the class is found', () => {
  expect(found(provider(), pod(BY_KEY))).toEqual([['volumes', undefined, ['SecretProviderClass/vault']]]);
  expect(found(provider(), pod(WHOLE))).toHaveLength(1);
  expect(found(provider(), pod(WHOLE, [csi('other')]))).toHaveLength(1);
  expect(found(provider(), pod(WHOLE, [csi('vault', 'other')]))).toHaveLength(1);
});

test('one that mounts it, reads another Secret or is elsewhere is not', () => {
  expect(found(provider(), pod(BY_KEY, [csi('vault')]))).toEqual([]);
  expect(found(provider(), pod({ envFrom: [{ secretRef: { name: 'none' } }] }))).toEqual([]);
  expect(found(provider('vault', 'other'), pod(BY_KEY))).toEqual([]);
  expect(found(pod(BY_KEY))).toEqual([]);
});
