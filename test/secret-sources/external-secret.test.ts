import { Duration } from 'cdk8s';
import {
  ConfigBundle,
  ErlangCluster,
  ExternalSecret,
  ExternalSecretCreationPolicy,
  ExternalSecretDeletionPolicy,
  type ExternalSecretProps,
  RemoteKey,
  RequiredSecrets,
  SecretStore,
  SecretUse,
} from 'cdk8s-elixir';
import {
  container,
  newChart,
  newPhoenix,
  newRelease,
  one,
  rendered,
  SECRET,
  synth,
  variables,
} from '../support/subjects';

const store = SecretStore.cluster('vault');
const external = (props: Partial<ExternalSecretProps>) =>
  one(
    rendered((chart) => new ExternalSecret(chart, 'shop', { store, ...props })),
    'ExternalSecret',
  ).spec;

test('keys, members and a template are the API of the operator, with every default written out', () => {
  const spec = external({
    keys: { B: RemoteKey.of('shop/db', { property: 'url', version: 'v2' }), A: 'shop/a' },
    members: [RemoteKey.of('shop/all')],
    template: { DATABASE_URL: 'ecto://shop:{{ .password }}@db/shop' },
    type: 'Opaque',
    refreshInterval: Duration.minutes(5),
    creationPolicy: ExternalSecretCreationPolicy.ORPHAN,
    deletionPolicy: ExternalSecretDeletionPolicy.DELETE,
  });
  const reading = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
  expect(spec).toEqual({
    refreshInterval: '300s',
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
    target: {
      name: 'shop',
      creationPolicy: 'Orphan',
      deletionPolicy: 'Delete',
      template: {
        engineVersion: 'v2',
        mergePolicy: 'Replace',
        type: 'Opaque',
        data: { DATABASE_URL: 'ecto://shop:{{ .password }}@db/shop' },
      },
    },
    data: [
      { secretKey: 'A', remoteRef: { key: 'shop/a', ...reading } },
      { secretKey: 'B', remoteRef: { key: 'shop/db', property: 'url', version: 'v2', ...reading } },
    ],
    dataFrom: [{ extract: { key: 'shop/all', ...reading } }],
  });
});

test('its keys go wherever those of an existing Secret go, and nothing must exist beforehand', () => {
  const chart = newChart();
  const shop = new ExternalSecret(chart, 'shop', { store, keys: { RELEASE_COOKIE: 'a', SECRET_KEY_BASE: 'b' } });
  newPhoenix(chart, {
    cluster: new ErlangCluster(chart, 'chat', { cookie: shop.key('RELEASE_COOKIE') }),
    secretKeyBase: shop.key('SECRET_KEY_BASE'),
    config: [new ConfigBundle(chart, 'config', { secrets: [SecretUse.environment(shop, { prefix: 'S_' })] })],
  });
  expect(RequiredSecrets.of(chart)).toEqual([]);
  const manifests = synth(chart);
  expect(variables(manifests).RELEASE_COOKIE).toEqual({ secretKeyRef: { name: 'shop', key: 'RELEASE_COOKIE' } });
  expect(container(manifests).envFrom).toEqual([{ prefix: 'S_', secretRef: { name: 'shop' } }]);
});

test('one that adds to a Secret does not make it', () => {
  const chart = newChart();
  const creationPolicy = ExternalSecretCreationPolicy.MERGE;
  const shop = new ExternalSecret(chart, 'shop', { store, keys: { A: 'a' }, creationPolicy });
  newRelease(chart, { env: { A: shop.key('A') } });
  expect(RequiredSecrets.of(chart).map(({ name }) => name)).toEqual(['shop']);
});

test('a key that it does not make is refused; of members synth does not know them', () => {
  const chart = newChart();
  const made = (id: string, props: Partial<ExternalSecretProps>) => new ExternalSecret(chart, id, { store, ...props });
  expect(() => made('a', { keys: { A: 'a' } }).key('B')).toThrow('allowed: "A"');
  expect(() => made('b', { keys: { A: 'a' }, template: { T: '{{ .A }}' } }).key('A')).toThrow('allowed: "T"');
  expect(made('c', { members: [RemoteKey.of('all')] }).key('ANY').key).toBe('ANY');
});

test('a key that may be missing is optional in the pod, and refused where the release cannot start without it', () => {
  const key = SECRET.key('SENTRY', { optional: true });
  const manifests = rendered((chart) => newRelease(chart, { env: { SENTRY: key } }));
  expect(variables(manifests).SENTRY).toEqual({ secretKeyRef: { name: 'chat', key: 'SENTRY', optional: true } });
  expect(() => newRelease(newChart(), { cookie: key })).toThrow('a key that must be there');
  expect(() => newPhoenix(newChart(), { secretKeyBase: key })).toThrow('`secretKeyBase`');
});
