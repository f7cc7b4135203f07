// A marked secret goes into every property that takes text: it is in no message, no stack, no output and no folder.
import { Testing } from 'cdk8s';
import {
  ConfigBundle,
  ConfigMapUse,
  ConfigValue,
  Discovery,
  ExistingSecret,
  ExternalSecret,
  NodeHost,
  Probe,
  SealedSecret,
  SecretProviderClass,
  SecretStore,
  SecretUse,
  VaultAgent,
  VmFlags,
  Waiver,
} from 'cdk8s-elixir';
import { MARKED } from '../bad-input/bad-input';
import { errorOf, foreign, newChart, newCluster, newPhoenix, newRelease, SECRET } from '../support/subjects';

type Chart = ReturnType<typeof newChart>;

const marked: any = MARKED;
const URL = `postgres://chat:${MARKED}@db/chat`;
const bundle = (chart: Chart, props: object) =>
  newRelease(chart, { config: [new ConfigBundle(chart, 'config', props)] });
const inContainer = (name: string, env: object) => ({
  workload: { spec: { template: { spec: { containers: [{ name, env: [env] }] } } } },
});

const PATHS: { readonly [path: string]: (chart: Chart) => unknown } = {
  'ErlangCluster.cookie': (chart) => newCluster(chart, { cookie: marked }),
  'ErlangCluster.cookie, as an object': (chart) => newCluster(chart, { cookie: { value: marked } as any }),
  'ElixirRelease.cookie': (chart) => newRelease(chart, { cookie: marked }),
  'PhoenixService.secretKeyBase': (chart) => newPhoenix(chart, { secretKeyBase: marked }),
  'PhoenixService.databaseUrl': (chart) => newPhoenix(chart, { databaseUrl: URL as any }),
  'ExistingSecret.named': () => ExistingSecret.named(`${MARKED}!`),
  'ExistingSecret.key': () => ExistingSecret.named('chat').key(`${MARKED}!`),
  'an image with credentials': (chart) => newRelease(chart, { image: `chat:${MARKED}@registry.example.com/chat:1` }),
  'a host with credentials': (chart) => newPhoenix(chart, { host: `chat:${MARKED}@chat.example.com` }),
  'a command': (chart) => newRelease(chart, { command: ['sh', '-c', `PGPASSWORD=${MARKED} psql`] }),
  arguments: (chart) => newRelease(chart, { args: ['--cookie', MARKED] }),
  'an annotation': (chart) => newRelease(chart, { annotations: { note: URL } }),
  'the reason of a waiver': (chart) => newRelease(chart, { allow: [Waiver.openDistribution(URL)] }),
  'the header of a probe': (chart) =>
    newRelease(chart, { livenessProbe: Probe.fromHttpGet('/', { headers: { Authorization: MARKED } }) }),
  'Discovery.postgres.url': () => Discovery.postgres({ url: URL as any }),
  'IDiscovery.secrets': (chart) => own(chart, { secrets: { TOKEN: marked } }),
  'IDiscovery.environment': (chart) => own(chart, { environment: () => ({ CLUSTER_SECRET: marked }) }),
  'env by name': (chart) => newRelease(chart, { env: { SMTP_PASSWORD: marked } }),
  'env by name, in lower case': (chart) => newRelease(chart, { env: { smtp_password: marked } }),
  'env by form': (chart) => newRelease(chart, { env: { BROKER: URL } }),
  'env as an EnvValue': (chart) => newRelease(chart, { env: { API_TOKEN: { value: marked } as any } }),
  'env as a list': (chart) => newRelease(chart, { env: { API_TOKEN: [marked] as any } }),
  'env with a $(VAR) that is not declared': (chart) => newRelease(chart, { env: { API_TOKEN: `${MARKED}$(NOWHERE)` } }),
  'env RELEASE_COOKIE': (chart) => newRelease(chart, { env: { RELEASE_COOKIE: marked } }),
  'env ERL_FLAGS': (chart) => newRelease(chart, { env: { ERL_FLAGS: `-setcookie ${MARKED}` } }),
  'ConfigBundle.values by name': (chart) => bundle(chart, { values: { SECRET_KEY_BASE: marked } }),
  'ConfigBundle.values by form': (chart) => bundle(chart, { values: { BROKER: URL } }),
  'ConfigBundle.values as an object': (chart) => bundle(chart, { values: { API_TOKEN: { value: marked } } }),
  'ConfigBundle.files': (chart) => bundle(chart, { files: { 'app.conf': `url: ${URL}` } }),
  'ConfigBundle.files with a private key': (chart) =>
    bundle(chart, { files: { 'a.pem': `-----BEGIN EC PRIVATE KEY-----\n${MARKED}` } }),
  'ConfigBundle.values as a URL': (chart) => bundle(chart, { values: { BROKER: ConfigValue.url(URL) } }),
  'ConfigBundle.files with a path': (chart) => bundle(chart, { files: { '/opt/app.conf': `url: ${URL}` } }),
  'ConfigBundle.configMaps': (chart) =>
    bundle(chart, { configMaps: [ConfigMapUse.environment({ name: marked } as any)] }),
  'ConfigBundle.localOnlyKey': (chart) => new ConfigBundle(chart, 'config').localOnlyKey(marked),
  'ExternalSecret.template': (chart) =>
    new ExternalSecret(chart, 'a', { store: SecretStore.named('a'), keys: { A: 'a' }, template: { U: URL } }),
  'SealedSecret.encryptedData': (chart) => new SealedSecret(chart, 'a', { encryptedData: { A: marked } }),
  'SecretProviderClass.parameters': (chart) =>
    new SecretProviderClass(chart, 'a', { provider: 'vault', parameters: { u: URL } }),
  'VaultAgent.templates': () => VaultAgent.of({ role: 'a', files: { a: 'b' }, templates: { a: URL } }),
  'ConfigBundle.variables': (chart) => bundle(chart, { variables: { TOKEN: marked } }),
  'ConfigBundle.secrets': (chart) => bundle(chart, { secrets: [SecretUse.environment({ value: marked } as any)] }),
  'ConfigBundle.localOnlySecrets without waiver': (chart) => bundle(chart, { localOnlySecrets: { TOKEN: marked } }),
  'ConfigBundle.localOnlySecrets, a name twice': (chart) =>
    bundle(chart, { values: { A: 'b' }, localOnlySecrets: { A: marked }, allow: [Waiver.localOnlySecrets('x')] }),
  'ConfigBundle.overrides of a Secret that is not made': (chart) =>
    bundle(chart, { values: { A: 'b' }, overrides: { secret: { stringData: { TOKEN: marked } } } }),
  'ConfigBundle.overrides of the ConfigMap': (chart) =>
    bundle(chart, { values: { A: 'b' }, overrides: { configMap: { data: { API_TOKEN: marked } } } }),
  'ConfigBundle.overrides of a Secret with a text for an object': (chart) =>
    bundle(chart, {
      localOnlySecrets: { A: 'b' },
      allow: [Waiver.localOnlySecrets('x')],
      overrides: { secret: { stringData: MARKED } },
    }),
  'ConfigBundle.overrides of a Secret with a misspelt field': (chart) =>
    bundle(chart, {
      localOnlySecrets: { A: 'b' },
      allow: [Waiver.localOnlySecrets('x')],
      overrides: { secret: { stringdata: { TOKEN: MARKED } } },
    }),
  'an override of env without a name': (chart) =>
    newRelease(chart, { overrides: inContainer('worker', { value: MARKED }) }),
  'an override of env with an object for a value': (chart) =>
    newRelease(chart, { overrides: inContainer('worker', { name: 'LANG', value: { DB_PASSWORD: MARKED } }) }),
  'an override of env with a value and another source': (chart) =>
    newRelease(chart, { overrides: inContainer('worker', { name: 'DB_PASSWORD', value: MARKED, valueFrom: {} }) }),
  'VmFlags.lines': () => VmFlags.of({ lines: [`-setcookie ${MARKED}`] }),
  'VmFlags.lines, behind another flag': () => VmFlags.of({ lines: [`+P 5000 -setcookie ${MARKED}`] }),
  'VmFlags.remoteLines': () => VmFlags.of({ remoteLines: [`-setcookie  ${MARKED}`] }),
  'the env of a sidecar': (chart) =>
    newRelease(chart, { sidecars: [{ name: 'proxy', image: 'a:1', env: [{ name: 'PROXY_TOKEN', value: MARKED }] }] }),
  'the env of an init container': (chart) =>
    newRelease(chart, { initContainers: [{ name: 'setup', image: 'a:1', env: [{ name: 'DB', value: URL }] }] }),
  'an override of env': (chart) =>
    newRelease(chart, { overrides: inContainer('worker', { name: 'DB_PASSWORD', value: MARKED }) }),
  'an override of env with a $(VAR) that is not declared': (chart) =>
    newRelease(chart, { overrides: inContainer('worker', { name: 'DB_PASSWORD', value: `${MARKED}$(NOWHERE)` }) }),
  'a patch of env': (chart) =>
    newRelease(chart).workload.addJsonPatch({
      op: 'add',
      path: '/spec/template/spec/containers/0/env/-',
      value: { name: 'DB_PASSWORD', value: MARKED },
    } as any),
};

function own(chart: Chart, props: object): void {
  const discovery = { strategy: 'own', nodeHost: NodeHost.ADDRESS, environment: () => ({}), ...props };
  newRelease(chart, { cluster: newCluster(chart, { discovery }) });
}

test.each(Object.entries(PATHS))('a secret in %s is refused, and not shown', (_, add) => {
  const error = errorOf(() => {
    const chart = newChart();
    add(chart);
    Testing.synth(chart);
  });
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(MARKED);
});

test('a message about somebody else’s Secret shows nothing of it', () => {
  const chart = newChart();
  newRelease(chart);
  foreign(chart, 'one', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a-local-only' },
    stringData: { a: MARKED },
  });
  const config = new ConfigBundle(chart, 'a', {
    localOnlySecrets: { TOKEN: MARKED },
    allow: [Waiver.localOnlySecrets('tested')],
  });
  expect(config.secret?.name).toBe('a-local-only');
  const { message } = errorOf(() => Testing.synth(chart));
  expect(message).toContain('one object of a kind');
  expect(message).not.toContain(MARKED);
});

test('a password that $(VAR) brings is no literal', () => {
  const chart = newChart();
  newRelease(chart, {
    env: { DATABASE_URL: 'ecto://chat:$(DB_PASSWORD)@db/chat', DB_PASSWORD: SECRET.key('DB_PASSWORD') },
  });
  expect(() => Testing.synth(chart)).not.toThrow();
});
