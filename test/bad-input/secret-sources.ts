import {
  ExternalSecret,
  RemoteKey,
  SealedSecret,
  SecretFile,
  SecretProviderClass,
  SecretStore,
  VaultAgent,
} from 'cdk8s-elixir';
import { newChart, newRelease, SECRET } from '../support/subjects';
import { type BadInput, MARKED } from './bad-input';

const store = SecretStore.named('vault');

/** What makes Secrets from elsewhere. */
export const SECRET_SOURCES: readonly BadInput[] = [
  {
    name: 'an ExternalSecret that asks for nothing',
    build: () => new ExternalSecret(newChart(), 'shop', { store }),
    expects: { path: 'test/shop', property: 'keys', allowed: 'one key or more', fix: "keys: { DATABASE_URL: '" },
  },
  {
    name: 'a key that an ExternalSecret does not make',
    build: () => new ExternalSecret(newChart(), 'shop', { store, keys: { A: 'a' } }).key('B'),
    expects: { property: 'ExternalSecret "shop" key', allowed: '"A"', fix: 'add it there' },
  },
  {
    name: 'a secret in the template of an ExternalSecret',
    build: () =>
      new ExternalSecret(newChart(), 'shop', {
        store,
        keys: { A: 'a' },
        template: { URL: `ecto://shop:${MARKED}@db/shop` },
      }),
    expects: {
      path: 'test/shop',
      property: 'template.URL',
      hidden: MARKED,
      allowed: 'a reference',
      fix: 'ExistingSecret',
    },
  },
  {
    name: 'a value of a store without a key',
    build: () => RemoteKey.of(' '),
    expects: { property: 'RemoteKey.of.key', allowed: 'not empty', fix: 'shop/database' },
  },
  {
    name: 'a store whose name is none',
    build: () => SecretStore.cluster('My Store'),
    expects: { property: 'SecretStore.cluster', allowed: 'lower-case letters', fix: 'choose' },
  },
  {
    name: 'a SealedSecret with clear text',
    build: () => new SealedSecret(newChart(), 'shop', { encryptedData: { A: MARKED } }),
    expects: {
      path: 'test/shop',
      property: 'encryptedData.A',
      hidden: MARKED,
      allowed: 'the output of kubeseal',
      fix: 'kubeseal --raw',
    },
  },
  {
    name: 'a parameter of a provider that is a secret',
    build: () =>
      new SecretProviderClass(newChart(), 'shop', {
        provider: 'vault',
        parameters: { url: `https://a:${MARKED}@vault.example.com` },
      }),
    expects: {
      path: 'test/shop',
      property: 'parameters.url',
      hidden: MARKED,
      allowed: 'a reference',
      fix: 'ExistingSecret',
    },
  },
  {
    name: 'a cookie that may be missing',
    build: () => newRelease(newChart(), { cookie: SECRET.key('A', { optional: true }) }),
    expects: { path: 'test/worker', property: 'cookie', allowed: 'must be there', fix: 'leave `optional` out' },
  },
  {
    name: 'a secret in a file whose path is relative',
    build: () => SecretFile.at('cookie'),
    expects: { property: 'SecretFile.at', allowed: 'an absolute path', fix: '/var/lib/app' },
  },
  {
    name: "an agent of Vault's without files",
    build: () => VaultAgent.of({ role: 'shop', files: {} }),
    expects: { property: 'VaultAgent.of.files', allowed: 'one file or more', fix: 'secret/data/shop' },
  },
];
