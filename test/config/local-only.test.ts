import { join } from 'node:path';
import { ConfigBundle, type ConfigBundleProps, ErlangCluster, RequiredSecrets, Waiver } from 'cdk8s-elixir';
import { container, newChart, newPhoenix, newRelease, one, synth, variables } from '../support/subjects';

const allow = [Waiver.localOnlySecrets('a laptop')];
const ENV_FILE = join(__dirname, '../support/local.env');
const bundleOf = (chart: ReturnType<typeof newChart>, props: ConfigBundleProps) =>
  new ConfigBundle(chart, 'local', { allow, ...props });

test('a .env file is a place for the cookie, the key base and the database: no other Secret is needed', () => {
  const chart = newChart();
  const local = bundleOf(chart, { localOnlyEnvFile: ENV_FILE });
  newPhoenix(chart, {
    cluster: new ErlangCluster(chart, 'shop', { cookie: local.localOnlyKey('RELEASE_COOKIE') }),
    secretKeyBase: local.localOnlyKey('SECRET_KEY_BASE'),
    databaseUrl: local.localOnlyKey('DATABASE_URL'),
    config: [local],
  });
  expect(RequiredSecrets.of(chart)).toEqual([]);
  const manifests = synth(chart);
  expect(one(manifests, 'Secret').stringData).toEqual({
    RELEASE_COOKIE: 'only-here',
    SECRET_KEY_BASE: 'of sixty-four bytes',
    DATABASE_URL: 'ecto://localhost/shop',
  });
  expect(variables(manifests).RELEASE_COOKIE).toEqual({
    secretKeyRef: { name: 'local-local-only', key: 'RELEASE_COOKIE' },
  });
  expect(container(manifests).envFrom).toEqual([{ secretRef: { name: 'local-local-only' } }]);
});

test('what is written out wins over the file', () => {
  const chart = newChart();
  newRelease(chart, {
    cookie: bundleOf(chart, {
      localOnlyEnvFile: ENV_FILE,
      localOnlySecrets: { DATABASE_URL: 'ecto://db/shop' },
    }).localOnlyKey('RELEASE_COOKIE'),
  });
  expect(one(synth(chart), 'Secret').stringData.DATABASE_URL).toBe('ecto://db/shop');
});

test('the cookie of the bundle is refused where the release takes another', () => {
  const chart = newChart();
  const config = [bundleOf(chart, { localOnlySecrets: { RELEASE_COOKIE: 'a' } })];
  expect(() => newRelease(chart, { config })).toThrow('`config[0].RELEASE_COOKIE`');
});

test('a key that the bundle does not have, and a file without a waiver or that is not there, are refused', () => {
  const chart = newChart();
  const local = bundleOf(chart, { localOnlySecrets: { A: 'b' } });
  expect(() => local.localOnlyKey('B')).toThrow('allowed: A');
  expect(() => new ConfigBundle(chart, 'a', { localOnlyEnvFile: ENV_FILE })).toThrow('Waiver.localOnlySecrets');
  expect(() => new ConfigBundle(chart, 'b', { localOnlyEnvFile: '/nowhere/.env', allow })).toThrow('ENOENT');
  expect(() => new ConfigBundle(chart, 'c').localOnlyKey('B')).toThrow('and there is none');
});
