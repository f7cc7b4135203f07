// What sources of Secrets need in the places where values are given.
import {
  ErlangCluster,
  ExternalSecret,
  SealedSecret,
  SecretProviderClass,
  SecretStore,
  VaultAgent,
  type VaultAgentOptions,
} from 'cdk8s-elixir';
import { SEALED } from '../sealed';
import { newChart, newRelease, rendered } from '../subjects';

const STORE = SecretStore.named('vault');
const KEYS = { A: 'a' };
const AGENT: VaultAgentOptions = { role: 'shop', files: { a: 'secret/data/a' } };

/** Entries of the tables of `roots.ts`. */
export const SECRET_SOURCES = {
  constructs: { ExternalSecret, SealedSecret, SecretProviderClass },
  least: {
    ExternalSecretProps: () => ({ store: STORE, keys: KEYS }),
    SealedSecretProps: () => ({ encryptedData: { A: SEALED } }),
    SecretProviderClassProps: () => ({ provider: 'vault', keys: KEYS }),
    VaultAgentOptions: () => ({ ...AGENT }),
  },
  use: {
    RemoteKey: (key: any) => rendered((chart) => new ExternalSecret(chart, 'shop', { store: STORE, keys: { A: key } })),
    SecretFile: (file: any) =>
      rendered((chart) => newRelease(chart, { cluster: new ErlangCluster(chart, 'chat', { cookie: file }) })),
    SecretStore: (store: any) => rendered((chart) => new ExternalSecret(chart, 'shop', { store, keys: KEYS })),
    VaultAgent: (vaultAgent: any) => rendered((chart) => newRelease(chart, { vaultAgent })),
  },
  arguments: {
    file: () => 'a',
  },
  on: {
    ExternalSecret: () => new ExternalSecret(newChart(), 'shop', { store: STORE, keys: KEYS }),
    SealedSecret: () => new SealedSecret(newChart(), 'shop', { encryptedData: { A: SEALED } }),
    SecretProviderClass: () => new SecretProviderClass(newChart(), 'shop', { provider: 'vault', keys: KEYS }),
    VaultAgent: () => VaultAgent.of(AGENT),
  },
};
