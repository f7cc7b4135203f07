import { PhoenixService, type PhoenixServiceProps } from 'cdk8s-elixir';
import { api } from './support/api';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { CLUSTER_COMMAND, during, inflict, NO_COMMAND, tell } from './support/faults';
import { cluster, web } from './support/hello';
import { kubectl, kubectlJson, openNodes } from './support/kubectl';
import { logged, nodedowns } from './support/log';
import { isWhole, view, whole } from './support/mesh';
import { ask, exec, type Pod, pods } from './support/pods';
import { apiServer, connection, lookup } from './support/reach';
import { strategy } from './support/strategies';
import { after, stopwatch, until } from './support/until';

/** Three pods that are one cluster. */
async function deploy(
  namespace: string,
  name = 'dnsCluster',
  props: Partial<PhoenixServiceProps> = {},
): Promise<Pod[]> {
  const { discovery, told, stableNames } = strategy(name);
  const own = { env: { DISCOVERY: told }, stableNames, ...props };
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart, { discovery }), own)));
  await rolledOut(namespace, `${stableNames ? 'statefulset' : 'deployment'}/web`); // a pod that is not ready may always be evicted
  return (await whole(namespace, ['web'], own.replicas ?? 3)).pods;
}

check.beside('the cluster is whole again after a pod was deleted', async (t) => {
  const namespace = await t.namespace();
  const [{ name, uid }] = await deploy(namespace);
  const clock = stopwatch();
  await inflict('delete', () => kubectl(['-n', namespace, 'delete', 'pod', name, '--wait=false']));
  const { seconds, pods: all } = await whole(namespace, ['web'], 3, 90, clock);
  const left = all.filter((pod) => pod.uid === uid).length;
  t.exactly(left, 0, 'pods', 'of the pods of a whole cluster the one that was deleted');
  t.atMost(seconds, 40, 's', 'whole after a pod was deleted');
});

/** Waits until the container of a pod was started again, and says how the one before ended. */
async function restarted(namespace: string, name: string): Promise<any> {
  return until(`${name} is restarted`, 60, async () => {
    const pod = (await pods(namespace, 'web')).find((one) => one.name === name);
    return pod?.container.restartCount === 1 && pod.container.lastState.terminated;
  });
}

check.beside('the cluster is whole again after the VM of a pod was killed', async (t) => {
  const namespace = await t.namespace();
  const shared = { spec: { template: { spec: { shareProcessNamespace: true } } } }; // or the VM is process 1, which nobody in the pod can kill
  const [{ name }] = await deploy(namespace, 'dnsCluster', { overrides: { workload: shared } });
  const clock = stopwatch();
  const kill = 'for p in /proc/[0-9]*; do grep -q beam.smp $p/comm && kill -9 ${p#/proc/}; done; true';
  await inflict('kill', () => exec(namespace, name, 'sh', '-c', kill));
  const { exitCode } = await restarted(namespace, name);
  t.exactly(exitCode, 137, '', 'exit code of a killed VM');
  const { seconds } = await whole(namespace, ['web'], 3, 90, clock);
  t.atMost(seconds, 40, 's', 'whole after the VM was killed');
});

check.beside(
  'a VM that outgrows its memory is stopped at the limit and started again, and the others go on',
  async (t) => {
    const namespace = await t.namespace();
    const [{ name }] = await deploy(namespace);
    const clock = stopwatch();
    await inflict('memory', () => ask(namespace, name, '/memory?mb=400').catch(() => {})); // nobody is left to answer
    const { exitCode, reason } = await restarted(namespace, name);
    t.exactly(`${reason} ${exitCode}`, 'OOMKilled 137', '', 'end of a VM that outgrew its memory');
    const { seconds, pods: all } = await whole(namespace, ['web'], 3, 90, clock);
    t.atMost(seconds, 40, 's', 'whole after a VM outgrew its memory');
    const restarts = all.reduce((sum, { container }) => sum + container.restartCount, 0);
    t.exactly(restarts, 1, '', 'restarts in the whole cluster after one VM outgrew its memory');
  },
);

/** Lets the pods of a namespace reach nothing but each other's distribution, so no DNS. */
const NO_DNS = {
  metadata: { name: 'no-dns' },
  spec: {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: {} }], ports: [{ port: 4370, protocol: 'TCP' }] }],
  },
};

for (const [name, kept] of [
  ['dnsCluster', true],
  ['kubernetesDns', false],
] as const) {
  check.beside(`what a DNS out of reach for 45 s does to a cluster: ${name}`, async (t) => {
    const namespace = await t.namespace();
    const all = await deploy(namespace, name);
    expect(await lookup(namespace, all[0].name)).toBe('answers');
    const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
    const clock = stopwatch();
    const found = await during(
      'dns',
      () => api('POST', path, NO_DNS),
      () => api('DELETE', `${path}/no-dns`),
      async () => {
        await after(3); // so that the policy is in force
        const first = await lookup(namespace, all[0].name);
        await after(35);
        return [first, await lookup(namespace, all[0].name)];
      },
    );
    t.exactly(found.join(' '), 'fails fails', '', `two look-ups of a pod while DNS is out of reach, ${name}`);
    const { seconds } = await whole(namespace, ['web'], 3, 60, stopwatch());
    t.atMost(seconds, 30, 's', `whole after DNS is back, ${name}`);
    const lost = await nodedowns(namespace, all, clock());
    const what = `connections lost while DNS is out of reach, ${name}`;
    if (kept) t.exactly(lost, 0, '', what);
    else t.atLeast(lost, 1, '', what);
  });
}

// From here on one after the other: each takes something away from the whole cluster.

/** A node that carries one of the pods and none of the cluster's DNS. */
async function expendable(all: readonly Pod[]): Promise<Pod> {
  const { items } = await kubectlJson(['-n', 'kube-system', 'get', 'pods']);
  const taken = items.filter(
    ({ metadata }: any) => !metadata.ownerReferences?.some((o: any) => o.kind === 'DaemonSet'),
  );
  const found = all.find(({ node }) => !taken.some(({ spec }: any) => spec.nodeName === node));
  if (found === undefined) throw new Error('every node carries pods of kube-system');
  return found;
}

check('the others go on while a node is cut off, and the cluster is whole again when it is back', async (t) => {
  if (!CLUSTER_COMMAND) return t.skip(NO_COMMAND, 'whole after a cut node is back');
  const namespace = await t.namespace();
  const all = await deploy(namespace);
  const lost = await expendable(all);
  const left = all.filter(({ name }) => name !== lost.name);
  const reach = () => connection(namespace, left[0].name, lost.ip, 4000);
  expect(await reach()).toBe('open');
  const clock = stopwatch();
  await during(
    'cut',
    () => tell('cut', lost.node),
    () => tell('heal', lost.node),
    async () => {
      const found = await reach();
      t.exactly(found === 'open' ? found : 'out of reach', 'out of reach', '', 'a pod of a cut node, from another');
      if (found === 'open') return;
      await until('the others have noticed', 100, async () => {
        return isWhole(await Promise.all(left.map((pod) => view(namespace, pod))));
      });
      t.atMost(clock(), 100, 's', 'a cut node is noticed');
    },
  );
  const healed = stopwatch();
  const { seconds } = await whole(namespace, ['web'], 3, 150, healed);
  t.atMost(seconds, 90, 's', 'whole after a cut node is back');
});

const FROZEN = ['dnsCluster', 'kubernetesDns', 'kubernetes ip/pods'];

check('an API server out of reach for 30 s costs no cluster a connection', async (t) => {
  if (!CLUSTER_COMMAND) return t.skip(NO_COMMAND, 'API server out of reach');
  const clusters = await Promise.all(
    FROZEN.map(async (name) => {
      const namespace = await t.namespace();
      return { name, namespace, all: await deploy(namespace, name) };
    }),
  );
  await after(3);
  const clock = stopwatch();
  const found = await during(
    'freeze',
    () => tell('freeze', 'kube-apiserver'),
    () => tell('thaw', 'kube-apiserver'),
    async () => {
      const first = await apiServer();
      await after(20);
      return [first, await apiServer()];
    },
  );
  const silent = found.filter((answer) => answer === 'times out').length;
  t.exactly(silent, 2, '', 'of 2 questions to an API server out of reach those that time out');
  const thawed = stopwatch();
  for (const { name, namespace, all } of clusters) {
    const { seconds, pods: still } = await whole(namespace, ['web'], 3, 90, thawed);
    t.atMost(seconds, 30, 's', `whole after the API server is back, ${name}`);
    expect(still.map(({ uid }) => uid).sort()).toEqual(all.map(({ uid }) => uid).sort());
    const lost = await nodedowns(namespace, all, clock());
    t.exactly(lost, 0, '', `connections lost while the API server is out of reach, ${name}`);
    if (!name.startsWith('kubernetes ')) continue;
    const failed = await logged(namespace, all, /request to kubernetes failed/, clock());
    t.atLeast(failed, 3, '', `look-ups of 3 pods that fail while the API server is out of reach, ${name}`);
  }
});

check('the budget holds the minimum while a node is drained', async (t) => {
  const nodes = await openNodes();
  if (nodes < 2) return t.skip('this cluster has one node', 'pods ready at least while a node is drained');
  const namespace = await t.namespace();
  const replicas = nodes + 1; // so that a node has two
  const all = await deploy(namespace, 'dnsCluster', { replicas });
  const crowded = all.find(({ node, uid }) => all.some((other) => other.node === node && other.uid !== uid)) as Pod;
  let least = replicas;
  let drained = false;
  const watch = (async () => {
    while (!drained) {
      least = Math.min(least, (await pods(namespace, 'web')).filter(({ ready }) => ready).length);
      await after(0.2);
    }
  })();
  const clock = stopwatch();
  const selector = ['--pod-selector=app.kubernetes.io/name=web', '--delete-emptydir-data', '--timeout=180s'];
  const left = await during(
    'drain',
    () => kubectl(['drain', crowded.node, ...selector]),
    () => kubectl(['uncordon', crowded.node]),
    async () => {
      const { pods: moved } = await whole(namespace, ['web'], replicas, 90);
      return moved.filter(({ node }) => node === crowded.node).length;
    },
  );
  drained = true;
  await watch;
  t.exactly(left, 0, 'pods', 'on a node that was drained');
  t.atLeast(least, replicas - 1, '', `pods ready at least while a node with two of ${replicas} is drained`);
  t.atMost(clock(), 120, 's', 'whole after a node was drained');
});
