import type { Chart } from 'cdk8s';
import {
  ConfigBundle,
  ElixirRelease,
  type ElixirReleaseProps,
  ErlangCluster,
  PhoenixService,
  VmFlags,
} from 'cdk8s-elixir';
import { Construct } from 'constructs';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { cluster, render, secret, web, worker } from './support/hello';
import { kubectl, kubectlJson } from './support/kubectl';
import { whole } from './support/mesh';
import { ask, type Pod, pods, rpc } from './support/pods';
import { until } from './support/until';

function build(chart: Chart, greeting: string, others: Partial<ElixirReleaseProps> = {}): void {
  const config = new ConfigBundle(chart, 'config', { values: { GREETING: greeting }, files: { 'motd.txt': greeting } });
  new PhoenixService(chart, 'web', web(cluster(chart), { config, replicas: 2, ...others }));
}

/** Waits until a rollout is through and its old pods are gone. */
async function settled(namespace: string, count = 2): Promise<Pod[]> {
  await rolledOut(namespace, 'deployment/web');
  return (await whole(namespace, ['web'], count, 90)).pods;
}

const kept = (before: readonly Pod[], now: readonly Pod[]) =>
  before.filter(({ uid }) => now.some((pod) => pod.uid === uid)).length;

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
  new PhoenixService(scope, 'web', web(all, { config, replicas: 2 }));
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
