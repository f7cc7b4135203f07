import { randomBytes } from 'node:crypto';
import { type Chart, Duration, Size } from 'cdk8s';
import {
  ConfigBundle,
  ConfigMapUse,
  ConfigValue,
  ElixirRelease,
  type ElixirReleaseProps,
  ErlangCluster,
  ExistingConfigMap,
  PhoenixService,
  RestartOn,
  VmFlags,
  Waiver,
} from 'cdk8s-elixir';
import { Construct } from 'constructs';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { cluster, render, secret, web, worker } from './support/hello';
import { kubectl, kubectlJson } from './support/kubectl';
import { whole } from './support/mesh';
import { ask, exec, kept, type Pod, pods, rpc } from './support/pods';
import { until } from './support/until';

function build(chart: Chart, greeting: string, others: Partial<ElixirReleaseProps> = {}): void {
  const config = new ConfigBundle(chart, 'config', { values: { GREETING: greeting }, files: { 'motd.txt': greeting } });
  new PhoenixService(chart, 'web', web(cluster(chart), { config: [config], replicas: 2, ...others }));
}

/** Waits until a rollout is through and its old pods are gone. */
async function settled(namespace: string, count = 2): Promise<Pod[]> {
  await rolledOut(namespace, 'deployment/web');
  return (await whole(namespace, ['web'], count, 90)).pods;
}

check.beside('a changed ConfigBundle or VM flag rolls the pods and nothing else does', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, (chart) => build(chart, 'one'));
  const first = await settled(namespace);

  await apply(namespace, (chart) =>
    build(chart, 'one', { replicas: 3, annotations: { 'acme.example/owner': 'chat' } }),
  );
  const scaled = await settled(namespace, 3);
  t.exactly(kept(first, scaled), 2, '', 'of 2 pods that stay when replicas and annotations change');

  await apply(namespace, (chart) => {
    build(chart, 'one', { replicas: 3 });
    new ElixirRelease(chart, 'worker', worker(undefined, { replicas: 1 }));
    new ConfigBundle(chart, 'unused', { values: { GREETING: 'two' } });
  });
  t.exactly(kept(scaled, await settled(namespace, 3)), 3, '', 'of 3 pods that stay when something else is added');

  await apply(namespace, (chart) => build(chart, 'two', { replicas: 3 }));
  const second = await settled(namespace, 3);
  t.exactly(kept(scaled, second), 0, '', 'pods that stay when the configuration changes');
  for (const { name } of second) expect(await ask(namespace, name, '/env?name=GREETING')).toBe('two');

  const vmFlags = VmFlags.of({ maxProcesses: 131072 });
  await apply(namespace, (chart) => build(chart, 'two', { replicas: 3, vmFlags }));
  const third = await settled(namespace, 3);
  t.exactly(kept(second, third), 0, '', 'pods that stay when a VM flag changes');
  expect(await rpc(namespace, third[0].name, 'IO.puts(:erlang.system_info(:process_limit))')).toBe('131072');
});

check.beside('`kubectl rollout undo` finds the configuration of before', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, (chart) => build(chart, 'one'));
  await settled(namespace);
  await apply(namespace, (chart) => build(chart, 'two'));
  await settled(namespace);
  await kubectl(['-n', namespace, 'rollout', 'undo', 'deployment/web']);
  const back = await settled(namespace);
  const greetings = await Promise.all(back.map(({ name }) => ask(namespace, name, '/env?name=GREETING')));
  t.exactly([...new Set(greetings)].join(), 'one', '', 'configuration after an undo');
});

check.beside('a second apply of the same manifests changes nothing', async (t) => {
  const namespace = await t.namespace();
  const yaml = await apply(namespace, (chart) => build(chart, 'one'));
  await settled(namespace);
  const diff = await kubectl(['diff', '-f', '-'], { input: yaml });
  t.exactly(diff.split('\n').filter(Boolean).length, 0, '', 'lines of `kubectl diff` after a second synth');
  const before = await written(namespace);
  await kubectl(['apply', '-f', '-'], { input: yaml });
  const changed = (await written(namespace)).filter((object, index) => object !== before[index]);
  t.exactly(changed.length, 0, '', 'objects that a second apply changes');
});

/** What is written in each object, without its status; kubectl's own word `configured` is not to be trusted here. */
async function written(namespace: string): Promise<string[]> {
  const kinds = 'deployments,services,configmaps,serviceaccounts,networkpolicies,poddisruptionbudgets';
  const { items } = await kubectlJson(['-n', namespace, 'get', kinds]);
  return items.map(({ metadata, spec, data }: any) => JSON.stringify([metadata.uid, metadata.generation, spec, data]));
}

/** The same constructs, deeper in the tree. */
function moved(chart: Chart): void {
  const scope = new Construct(new Construct(chart, 'platform'), 'chat');
  const cookie = secret.key('RELEASE_COOKIE');
  const props = { values: { GREETING: 'one' }, files: { 'motd.txt': 'one' } };
  const config = new ConfigBundle(new Construct(chart, 'settings'), 'config', props);
  const all = new ErlangCluster(scope, 'hello', { cookie });
  new PhoenixService(scope, 'web', web(all, { config: [config], replicas: 2 }));
}

check.beside('a moved construct changes no name, no selector and nothing else', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, (chart) => build(chart, 'one'));
  const before = await settled(namespace);
  const diff = await kubectl(['diff', '-f', '-'], { input: render(namespace, moved) });
  t.exactly(diff.split('\n').filter(Boolean).length, 0, '', 'lines of `kubectl diff` after constructs moved');
  await kubectl(['apply', '-f', '-'], { input: render(namespace, moved) });
  await until('pods are seen', 10, async () => (await pods(namespace, 'web')).length > 0);
  t.exactly(kept(before, await settled(namespace)), 2, '', 'of 2 pods that stay when constructs move');
});

const LIMITS = '/etc/hello-limits.conf';

/** A release with nothing but what a laptop has: its Secrets stand in a bundle. */
function local(chart: Chart): void {
  const platform = ExistingConfigMap.named('platform');
  const secrets = new ConfigBundle(chart, 'local', {
    localOnlySecrets: { RELEASE_COOKIE: randomBytes(12).toString('hex'), SECRET_KEY_BASE: 'x'.repeat(64) },
    allow: [Waiver.localOnlySecrets('a cluster of the suite')],
  });
  const config = new ConfigBundle(chart, 'config', {
    values: { TIMEOUT: ConfigValue.milliseconds(Duration.seconds(5)), UPLOADS: ConfigValue.bytes(Size.mebibytes(1)) },
    variables: { REGION: platform.key('region') },
    configMaps: [
      ConfigMapUse.environment(platform, { prefix: 'P_' }),
      ConfigMapUse.files(platform, '/etc/platform', { keys: ['region'] }),
    ],
    files: { 'motd.txt': 'hello', [LIMITS]: 'uploads 5' },
  });
  const all = new ErlangCluster(chart, 'hello', { cookie: secrets.localOnlyKey('RELEASE_COOKIE') });
  const secretKeyBase = secrets.localOnlyKey('SECRET_KEY_BASE');
  const requires = ['TIMEOUT', 'REGION', 'P_zone'];
  new PhoenixService(chart, 'web', web(all, { config: [secrets, config], secretKeyBase, requires, replicas: 2 }));
}

check.beside('values, files and ConfigMaps arrive, and a bundle is the only Secret of a cluster', async (t) => {
  const namespace = await t.namespace();
  await kubectl(['-n', namespace, 'delete', 'secret', 'chat']);
  const literals = ['--from-literal=region=eu', '--from-literal=zone=a'];
  await kubectl(['-n', namespace, 'create', 'configmap', 'platform', ...literals]);
  await apply(namespace, local);
  const [{ name }] = await settled(namespace);
  const wanted = { TIMEOUT: '5000', UPLOADS: '1048576', REGION: 'eu', P_zone: 'a' };
  for (const [variable, value] of Object.entries(wanted)) {
    t.exactly(String(await ask(namespace, name, `/env?name=${variable}`)), value, '', `variable ${variable} of a pod`);
  }
  const files = { '/etc/app/motd.txt': 'hello', [LIMITS]: 'uploads 5', '/etc/platform/region': 'eu' };
  for (const [path, content] of Object.entries(files)) {
    t.exactly(await exec(namespace, name, 'cat', path), content, '', `file ${path} of a pod`);
  }
  await exec(namespace, name, 'test', '-s', '/etc/passwd'); // what the image has beside it
});

check.beside('a Secret that changes reaches pods when its version does, and not before', async (t) => {
  const namespace = await t.namespace();
  const variables = { TOKEN: secret.key('OTHER_COOKIE') };
  const version = (chart: Chart, text: string) =>
    new PhoenixService(chart, 'web', {
      ...web(cluster(chart), { replicas: 2, config: [new ConfigBundle(chart, 'config', { variables })] }),
      restartOn: RestartOn.version(text),
    });
  await apply(namespace, (chart) => version(chart, '1'));
  const before = await settled(namespace);
  const changed = JSON.stringify({ stringData: { OTHER_COOKIE: 'changed' } });
  await kubectl(['-n', namespace, 'patch', 'secret', 'chat', '-p', changed]);
  await apply(namespace, (chart) => version(chart, '1'));
  const still = await settled(namespace);
  t.exactly(kept(before, still), 2, '', 'of 2 pods that stay when a Secret changes and its version does not');
  await apply(namespace, (chart) => version(chart, '2'));
  const after = await settled(namespace);
  t.exactly(kept(before, after), 0, '', 'pods that stay when the version changes');
  const tokens = await Promise.all(after.map(({ name }) => ask(namespace, name, '/env?name=TOKEN')));
  t.exactly([...new Set(tokens)].join(), 'changed', '', 'variable of the pods after it');
});
