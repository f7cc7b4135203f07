import { Duration } from 'cdk8s';
import {
  ExternalSecret,
  ExternalSecretCreationPolicy,
  ExternalSecretDeletionPolicy,
  RemoteKey,
  SealedSecret,
  SealedSecretScope,
  SecretProviderClass,
  SecretStore,
  VaultAgent,
} from 'cdk8s-elixir';
import { SEALED } from '../sealed';
import { newRelease, rendered, SECRET } from '../subjects';
import { release } from './builds';
import { type Build, list, map, override, overrides, type Proofs, text } from './proof';

const store = SecretStore.named('vault');
const external: Build = (props) =>
  rendered((chart) => new ExternalSecret(chart, 'shop', { store, keys: { A: 'a' }, ...props }));
const remote: Build = (options) => external({ keys: { A: RemoteKey.of('a', options) } });
const sealed: Build = (props) =>
  rendered((chart) => new SealedSecret(chart, 'shop', { encryptedData: { A: SEALED }, ...props }));
const provider: Build = (props) =>
  rendered((chart) => new SecretProviderClass(chart, 'shop', { provider: 'vault', ...props }));
const withKeys: Build = (props) => provider({ keys: { A: 'a' }, ...props });
const FILES = { a: 'secret/data/a' };
const agent: Build = (options) => release({ vaultAgent: VaultAgent.of({ role: 'shop', files: FILES, ...options }) });

/** What makes Secrets from elsewhere. */
export const SECRET_SOURCES: Proofs = {
  'ExternalSecretProps.creationPolicy': { build: external, other: ExternalSecretCreationPolicy.ORPHAN },
  'ExternalSecretProps.deletionPolicy': { build: external, other: ExternalSecretDeletionPolicy.DELETE },
  'ExternalSecretProps.keys': {
    build: (props) =>
      rendered((chart) => new ExternalSecret(chart, 'b', { store, members: [RemoteKey.of('b')], ...props })),
    same: {},
    other: { A: 'a' },
  },
  'ExternalSecretProps.members': list(external, RemoteKey.of('b')),
  'ExternalSecretProps.name': text(external, 'shop', 'other'),
  'ExternalSecretProps.overrides': {
    build: external,
    same: {},
    other: { externalSecret: { metadata: { labels: { a: 'b' } } } },
  },
  'ExternalSecretProps.refreshInterval': { build: external, other: Duration.minutes(1) },
  'ExternalSecretProps.template': text(external, undefined, { B: '{{ .A }}' }),
  'ExternalSecretProps.type': text(external, undefined, 'kubernetes.io/tls'),
  ...overrides('ExternalSecretOverrides', [override(external, 'externalSecret')]),
  'RemoteKeyOptions.property': text(remote, undefined, 'url'),
  'RemoteKeyOptions.version': text(remote, undefined, 'v2'),
  'SealedSecretProps.name': text(sealed, 'shop', 'other'),
  'SealedSecretProps.overrides': {
    build: sealed,
    same: {},
    other: { sealedSecret: { metadata: { labels: { a: 'b' } } } },
  },
  'SealedSecretProps.scope': { build: sealed, other: SealedSecretScope.CLUSTER_WIDE },
  'SealedSecretProps.type': text(sealed, undefined, 'kubernetes.io/tls'),
  ...overrides('SealedSecretOverrides', [override(sealed, 'sealedSecret')]),
  'SecretProviderClassProps.keys': map(provider, 'A', 'a'),
  'SecretProviderClassProps.name': text(provider, 'shop', 'other'),
  'SecretProviderClassProps.overrides': {
    build: provider,
    same: {},
    other: { secretProviderClass: { metadata: { labels: { a: 'b' } } } },
  },
  'SecretProviderClassProps.parameters': map(provider, 'roleName', 'shop'),
  'SecretProviderClassProps.type': { build: withKeys, other: 'kubernetes.io/tls' },
  ...overrides('SecretProviderClassOverrides', [override(provider, 'secretProviderClass')]),
  'SecretKeyOptions.optional': {
    build: (options) => rendered((chart) => newRelease(chart, { env: { A: SECRET.key('A', options) } })),
    other: true,
  },
  'SharedReleaseProps.vaultAgent': text(release, undefined, VaultAgent.of({ role: 'a', files: FILES })),
  'VaultAgentOptions.audience': text(agent, undefined, 'vault'),
  'VaultAgentOptions.templates': map(agent, 'a', '{{ .Data }}'),
};
