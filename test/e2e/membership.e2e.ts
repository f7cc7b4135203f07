import { Egress, ElixirRelease, PhoenixService } from 'cdk8s-elixir';
import { apply } from './support/apply';
import { check } from './support/check';
import { inflict, policies, removePolicies } from './support/faults';
import { cluster, secret, web, worker } from './support/hello';
import { kubectl } from './support/kubectl';
import { nodedowns } from './support/log';
import { type View, whole } from './support/mesh';
import { rpc } from './support/pods';
import { connection } from './support/reach';
import { strategy } from './support/strategies';
import { after, stopwatch, until } from './support/until';

check.beside('web and worker roles share one cluster', async (t) => {
  const namespace = await t.namespace();
  const clock = stopwatch();
  await apply(namespace, (chart) => {
    const all = cluster(chart);
    new PhoenixService(chart, 'web', web(all, { replicas: 2 }));
    new ElixirRelease(chart, 'worker', worker(all, { replicas: 2 }));
  });
  const { seconds } = await whole(namespace, ['web', 'worker'], 4, 60, clock);
  t.atMost(seconds, 60, 's', 'two web pods and two workers, from apply to one cluster');
});

check.beside('a cluster forms where the pods may reach the DNS and each other alone', async (t) => {
  const namespace = await t.namespace();
  const clock = stopwatch();
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart), { egress: [Egress.dns()] })));
  await policies(namespace);
  const { seconds, pods } = await whole(namespace, ['web'], 3, 60, clock);
  t.atMost(seconds, 30, 's', 'from apply to one cluster, egress isolated to the DNS');
  const elsewhere = () => connection(namespace, pods[0].name, 'kubernetes.default.svc.cluster.local', 443);
  t.exactly(await elsewhere(), 'timeout', '', 'the API server, from a pod that may reach the DNS alone');
  await removePolicies(namespace);
  const open = await until('egress is open', 20, async () => (await elsewhere()) === 'open' && 'open');
  t.exactly(open, 'open', '', 'the API server, from the same pod without the policy');
});

check.beside('a connection that is lost once is made again: Epmd with a timeout', async (t) => {
  const { discovery, told, stableNames } = strategy('epmd');
  const namespace = await t.namespace();
  await apply(namespace, (chart) => {
    const own = { env: { DISCOVERY: told }, stableNames };
    new PhoenixService(chart, 'web', web(cluster(chart, { discovery }), own));
  });
  const { pods } = await whole(namespace, ['web'], 3, 90);
  const clock = stopwatch();
  await inflict('disconnect', () => rpc(namespace, pods[0].name, 'true = Node.disconnect(hd(Node.list()))'));
  await whole(namespace, ['web'], 3, 60, clock);
  await after(6); // another dial: what was whole stays whole
  const { seconds } = await whole(namespace, ['web'], 3, 60, clock);
  t.atMost(seconds, 30, 's', 'whole after a connection of Epmd was lost');
  t.atLeast(await nodedowns(namespace, pods, clock()), 2, '', 'ends of connections that were lost on purpose');
});

check.beside('two clusters in one namespace stay apart', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, (chart) => {
    const one = cluster(chart);
    const other = cluster(chart, { name: 'other', nodeBasename: 'hello', cookie: secret.key('OTHER_COOKIE') }, 'other');
    new PhoenixService(chart, 'web-one', web(one, { replicas: 2 }));
    new PhoenixService(chart, 'web-other', web(other, { replicas: 2 }));
  });
  await whole(namespace, ['web-one'], 2);
  await whole(namespace, ['web-other'], 2);
  await after(6);
  const { views: ones } = await whole(namespace, ['web-one'], 2, 5);
  const { views: others } = await whole(namespace, ['web-other'], 2, 5);
  const see = (views: readonly View[], name: string) => views.some(({ nodes }) => nodes.includes(name));
  const crossed = [...ones.filter(({ node }) => see(others, node)), ...others.filter(({ node }) => see(ones, node))];
  t.exactly(crossed.length, 0, '', 'nodes that the other cluster of their namespace sees');
});

check.beside('a cluster grows from three to five and shrinks to two', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart))));
  await whole(namespace, ['web'], 3);
  for (const replicas of [5, 2]) {
    const clock = stopwatch();
    await kubectl(['-n', namespace, 'scale', 'deployment/web', `--replicas=${replicas}`]);
    const { seconds } = await whole(namespace, ['web'], replicas, 60, clock);
    t.atMost(seconds, 30, 's', `scaled to ${replicas}`);
  }
});

for (const name of ['dnsCluster', 'kubernetesDnsSrv']) {
  check.beside(`a cluster comes back when all of its pods start at once: ${name}`, async (t) => {
    const { discovery, told, stableNames } = strategy(name);
    const namespace = await t.namespace();
    await apply(namespace, (chart) => {
      const env = { DISCOVERY: told };
      new PhoenixService(chart, 'web', web(cluster(chart, { discovery }), { env, stableNames }));
    });
    const before = await whole(namespace, ['web'], 3);
    const clock = stopwatch();
    await inflict('delete', () => {
      return kubectl(['-n', namespace, 'delete', 'pods', '--all', '--grace-period=0', '--force']);
    });
    const { pods, seconds } = await whole(namespace, ['web'], 3, 90, clock);
    const left = pods.filter(({ uid }) => before.pods.some((old) => old.uid === uid)).length;
    t.exactly(left, 0, 'pods', `of the pods before a cold start, ${name}`);
    t.atMost(seconds, 30, 's', `cold start of all pods, ${name}`);
  });
}
