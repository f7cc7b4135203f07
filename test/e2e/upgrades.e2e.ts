import { Size } from 'cdk8s';
import { Distribution, ElixirRelease, PhoenixService } from 'cdk8s-elixir';
import { parseAllDocuments } from 'yaml';
import { apply } from './support/apply';
import { check } from './support/check';
import { cluster, render, web, worker } from './support/hello';
import { kubectl } from './support/kubectl';
import { whole } from './support/mesh';
import { isKnown } from './support/objects';
import { stopwatch, until } from './support/until';
import { UPGRADES } from './support/upgrades';

/** Applies what this cluster has kinds for, all at once. */
async function applyKnown(manifests: readonly string[]): Promise<void> {
  const all = manifests.flatMap((yaml) => parseAllDocuments(yaml).map((one) => one.toJS()));
  const known = await Promise.all(all.map(isKnown));
  const items = all.filter((_, index) => known[index]);
  await kubectl(['apply', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
}

check('no change of properties meets an immutable field', async (t) => {
  const namespaces: string[] = [];
  for (const _ of UPGRADES) namespaces.push(await t.namespace());
  await applyKnown(UPGRADES.map(({ before }, index) => render(namespaces[index], before)));
  await applyKnown(UPGRADES.map(({ after }, index) => render(namespaces[index], after))).catch((error) => {
    const places = UPGRADES.map(({ what }, index) => `${namespaces[index]}: ${what}`);
    throw new Error([error.message, ...places].join('\n'));
  });
  t.note(UPGRADES.length, '', 'changes of properties applied over the version before');
});

/** How the API server says it, in old and in new versions. */
const IMMUTABLE = /field is immutable|updates to statefulset spec .* are forbidden/;

const volume = (mebibytes: number) => [{ name: 'data', mountPath: '/data', size: Size.mebibytes(mebibytes) }];

check('a Deployment becomes a StatefulSet under another name, and the cluster goes on', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart), { replicas: 2 })));
  await whole(namespace, ['web'], 2);
  const clock = stopwatch();
  await apply(namespace, (chart) => {
    new PhoenixService(chart, 'web', web(cluster(chart), { name: 'web-kept', replicas: 2, storage: volume(16) }));
  });
  await whole(namespace, ['web', 'web-kept'], 4, 90);
  const old = 'deployment/web,service/web,serviceaccount/web,networkpolicy/web,poddisruptionbudget/web';
  await kubectl(['-n', namespace, 'delete', ...old.split(','), '--wait=false']);
  await until('the old pods are gone', 60, async () => {
    const left = await kubectl(['-n', namespace, 'get', 'pods', '-l', 'app.kubernetes.io/name=web', '-o', 'name']);
    return left === '';
  });
  const { seconds } = await whole(namespace, ['web-kept'], 2, 60, clock);
  t.atMost(seconds, 90, 's', 'from a Deployment to a StatefulSet, through one cluster of both');
});

check('claim templates are refused in place and changed without stopping a pod', async (t) => {
  const namespace = await t.namespace();
  const build = (size: number) => (chart: any) =>
    new PhoenixService(chart, 'web', web(cluster(chart), { replicas: 2, storage: volume(size) }));
  await apply(namespace, build(16));
  const before = await whole(namespace, ['web'], 2);
  await expect(apply(namespace, build(32))).rejects.toThrow(IMMUTABLE);
  await kubectl(['-n', namespace, 'delete', 'statefulset/web', '--cascade=orphan']);
  await apply(namespace, build(32));
  const { pods } = await whole(namespace, ['web'], 2);
  const kept = pods.filter(({ uid }) => before.pods.some((old) => old.uid === uid)).length;
  t.exactly(kept, 2, '', 'of 2 pods that stay when claim templates change by `--cascade=orphan`');
});

check('a StatefulSet that joins a cluster is refused in place and adopted after `--cascade=orphan`', async (t) => {
  const namespace = await t.namespace();
  const build = (joined: boolean) => (chart: any) => {
    const all = cluster(chart);
    new ElixirRelease(chart, 'worker', worker(joined ? all : undefined, { replicas: 2, storage: volume(16) }));
  };
  await apply(namespace, build(false));
  await expect(apply(namespace, build(true))).rejects.toThrow(IMMUTABLE);
  await kubectl(['-n', namespace, 'delete', 'statefulset/worker', '--cascade=orphan']);
  const clock = stopwatch();
  await apply(namespace, build(true));
  const { seconds } = await whole(namespace, ['worker'], 2, 120, clock);
  t.atMost(seconds, 120, 's', 'from a StatefulSet in no cluster to one cluster');
});

check('the port of the distribution is changed by stopping all pods first', async (t) => {
  const namespace = await t.namespace();
  const build = (port: number) => (chart: any) => {
    const distribution = Distribution.singlePort({ port });
    new PhoenixService(chart, 'web', web(cluster(chart, { distribution }), { replicas: 2 }));
  };
  await apply(namespace, build(4370));
  await whole(namespace, ['web'], 2);
  const clock = stopwatch();
  await kubectl(['-n', namespace, 'scale', 'deployment/web', '--replicas=0']);
  await kubectl(['-n', namespace, 'wait', '--for=delete', 'pods', '-l', 'app.kubernetes.io/name=web', '--timeout=90s']);
  await apply(namespace, build(4371));
  const { seconds } = await whole(namespace, ['web'], 2, 90, clock);
  t.atMost(seconds, 90, 's', 'from one port of the distribution to another, all pods stopped in between');
});
