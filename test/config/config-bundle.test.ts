import { ConfigBundle, type ConfigBundleProps, ExistingSecret, SecretUse, Waiver } from 'cdk8s-elixir';
import { contentHash } from '../../lib/manifests/immutable-config-map';
import { container, newRelease, one, pod, rendered, SECRET, variables } from '../support/subjects';

const bundle = (props: ConfigBundleProps) =>
  rendered((chart) => newRelease(chart, { config: [new ConfigBundle(chart, 'config', props)] }));

test('values become an immutable ConfigMap, whose name follows the content and not the order', () => {
  const manifests = bundle({ values: { A: '1', B: '2' } });
  const [{ configMapRef }] = container(manifests).envFrom;
  expect(one(manifests, 'ConfigMap', configMapRef.name)).toMatchObject({ data: { A: '1', B: '2' }, immutable: true });
  const name = (values: { [name: string]: string }) => container(bundle({ values })).envFrom[0].configMapRef.name;
  expect(name({ B: '2', A: '1' })).toBe(configMapRef.name);
  expect(name({ A: '1', B: '3' })).not.toBe(configMapRef.name);
});

test('no two contents share a hash because of where one value ends', () => {
  expect(contentHash({ a: 'b,c' })).not.toBe(contentHash({ a: 'b', c: '' }));
  expect(contentHash({ a: '', b: '' })).not.toBe(contentHash({ a: 'b' }));
});

test('files are mounted read-only where they are wanted', () => {
  const manifests = bundle({ files: { 'app.toml': 'a = 1' }, filesPath: '/etc/chat' });
  const mount = container(manifests).volumeMounts.find(({ mountPath }: any) => mountPath === '/etc/chat');
  const volume = pod(manifests).volumes.find(({ name }: any) => name === mount.name);
  expect(mount.readOnly).toBe(true);
  expect(one(manifests, 'ConfigMap', volume.configMap.name).data).toEqual({ 'app.toml': 'a = 1' });
});

test('secrets are references: key by key, whole, or as files', () => {
  const tls = ExistingSecret.named('tls');
  const manifests = bundle({
    variables: { TOKEN: SECRET.key('TOKEN') },
    secrets: [
      SecretUse.environment(SECRET, { prefix: 'ALL_' }),
      SecretUse.files(tls, '/run/tls', { keys: ['tls.crt'] }),
    ],
  });
  expect(variables(manifests).TOKEN).toEqual({ secretKeyRef: { name: 'chat', key: 'TOKEN' } });
  expect(container(manifests).envFrom).toEqual([{ prefix: 'ALL_', secretRef: { name: 'chat' } }]);
  expect(pod(manifests).volumes.at(-1).secret).toEqual({
    secretName: 'tls',
    items: [{ key: 'tls.crt', path: 'tls.crt' }],
  });
  expect(manifests.some(({ kind }) => kind === 'Secret')).toBe(false);
});

test('local-only secrets become a Secret that says so', () => {
  const manifests = bundle({ localOnlySecrets: { TOKEN: 'x' }, allow: [Waiver.localOnlySecrets('kind on a laptop')] });
  expect(one(manifests, 'Secret')).toMatchObject({
    metadata: {
      name: 'config-local-only',
      labels: { 'cdk8s-elixir/local-only': 'true' },
      annotations: { 'cdk8s-elixir/waiver.local-only-secrets': 'kind on a laptop' },
    },
    stringData: { TOKEN: 'x' },
  });
  expect(container(manifests).envFrom).toEqual([{ secretRef: { name: 'config-local-only' } }]);
});

test('a value that only looks secret is taken with a waiver, however long its name', () => {
  const name = `${'VERY_'.repeat(12)}LONG_TOKEN`;
  const manifests = bundle({ values: { [name]: 'x' }, allow: [Waiver.plainValue(name, 'a public key')] });
  const { annotations } = one(manifests, 'ConfigMap', container(manifests).envFrom[0].configMapRef.name).metadata;
  const [[key, reason]] = Object.entries(annotations);
  expect(key.split('/')[1].length).toBeLessThanOrEqual(63);
  expect(reason).toBe('a public key');
});

test('an empty bundle makes nothing', () => {
  const manifests = bundle({ values: {}, files: {} });
  expect(container(manifests).envFrom).toBeUndefined();
  expect(manifests.filter(({ kind }) => kind === 'ConfigMap')).toHaveLength(1); // vm.args
});

test('variables of the release may refer to those that a Secret brings whole, whatever its keys are', () => {
  const manifests = rendered((chart) => {
    const secrets = [SecretUse.environment(SECRET, { prefix: 'DB_' })];
    const env = { URL: 'ecto://chat:$(DB_PASSWORD)@db/chat', API: 'https://$(KUBERNETES_SERVICE_HOST)' };
    newRelease(chart, { config: [new ConfigBundle(chart, 'config', { secrets })], env });
  });
  expect(variables(manifests)).toMatchObject({ URL: 'ecto://chat:$(DB_PASSWORD)@db/chat' });
});
