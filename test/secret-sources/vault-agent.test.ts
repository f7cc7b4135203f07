import { ErlangCluster, RequiredSecrets, VaultAgent } from 'cdk8s-elixir';
import { container, newChart, newJob, newRelease, one, pod, rendered, synth } from '../support/subjects';

const AGENT = VaultAgent.of({
  role: 'shop',
  files: { cookie: 'secret/data/shop', env: 'secret/data/env' },
  templates: { cookie: '{{ with secret "secret/data/shop" }}{{ .Data.data.cookie }}{{ end }}' },
  audience: 'vault',
});

test('the pod has the annotations of the injector and a token that the release does not mount', () => {
  const manifests = rendered((chart) => newRelease(chart, { vaultAgent: AGENT }));
  const { template } = one(manifests, 'Deployment').spec;
  expect(template.metadata.annotations).toEqual({
    'vault.hashicorp.com/agent-inject': 'true',
    'vault.hashicorp.com/role': 'shop',
    'vault.hashicorp.com/agent-service-account-token-volume-name': 'vault-token',
    'vault.hashicorp.com/agent-inject-secret-cookie': 'secret/data/shop',
    'vault.hashicorp.com/agent-inject-secret-env': 'secret/data/env',
    'vault.hashicorp.com/agent-inject-template-cookie':
      '{{ with secret "secret/data/shop" }}{{ .Data.data.cookie }}{{ end }}',
  });
  expect(pod(manifests).volumes.find(({ name }: any) => name === 'vault-token').projected.sources).toEqual([
    { serviceAccountToken: { path: 'token', expirationSeconds: 7200, audience: 'vault' } },
  ]);
  expect(container(manifests).volumeMounts.some(({ name }: any) => name === 'vault-token')).toBe(false);
  expect(template.spec.automountServiceAccountToken).toBe(false);
});

test('in a job the agent ends before the release starts', () => {
  const manifests = rendered((chart) => newJob(chart, { vaultAgent: AGENT }));
  const { annotations } = one(manifests, 'Job').spec.template.metadata;
  expect(annotations['vault.hashicorp.com/agent-pre-populate-only']).toBe('true');
});

test('a cookie in one of its files is told by its path, and no Secret is needed', () => {
  const chart = newChart();
  const cluster = new ErlangCluster(chart, 'shop', { cookie: AGENT.file('cookie') });
  newRelease(chart, { cluster, vaultAgent: AGENT });
  newRelease(chart, { cluster, vaultAgent: AGENT }, 'other');
  expect(RequiredSecrets.of(chart)).toEqual([]);
  const { env } = container(synth(chart).filter(({ metadata }: any) => metadata.name !== 'other'));
  expect(env.find(({ name }: any) => name === 'RELEASE_COOKIE_FILE').value).toBe('/vault/secrets/cookie');
  expect(env.some(({ name }: any) => name === 'RELEASE_COOKIE')).toBe(false);
});

test('no file, a template of none, and one that holds a secret are refused', () => {
  expect(() => VaultAgent.of({ role: 'a', files: {} })).toThrow('one file or more');
  expect(() => VaultAgent.of({ role: 'a', files: { a: 'b' }, templates: { c: '' } })).toThrow('allowed: "a"');
  const templates = { a: 'postgres://chat:hunter2hunter2@db/chat' };
  expect(() => VaultAgent.of({ role: 'a', files: { a: 'b' }, templates })).toThrow('it looks like a secret');
  expect(() => VaultAgent.of({ role: 'a', files: { 'a b': 'c' } })).toThrow('VaultAgent.of.files');
  expect(() => AGENT.file('other')).toThrow('allowed: "cookie", "env"');
});
