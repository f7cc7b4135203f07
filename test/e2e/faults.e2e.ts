import { PhoenixService, type PhoenixServiceProps } from 'cdk8s-elixir';
import { api } from './support/api';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { CLUSTER_COMMAND, during, NO_COMMAND, tell } from './support/faults';
import { cluster, web } from './support/hello';
import { kubectl, kubectlJson, openNodes } from './support/kubectl';
import { nodedowns } from './support/log';
import { isWhole, view, whole } from './support/mesh';
import { ask, exec, type Pod, pods } from './support/pods';
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

check('the cluster is whole again after a pod was deleted', async (t) => {
  const namespace = await t.namespace();
  const [{ name }] = await deploy(namespace);
  const clock = stopwatch();
  await kubectl(['-n', namespace, 'delete', 'pod', name, '--wait=false']);
  const { seconds } = await whole(namespace, ['web'], 3, 90, clock);
  t.atMost(seconds, 40, 's', 'whole after a pod was deleted');
});

/** Waits until the container of a pod was started again, and says how the one before ended. */
async function restarted(namespace: string, name: string): Promise<any> {
  return until(`${name} is restarted`, 60, async () => {
    const pod = (await pods(namespace, 'web')).find((one) => one.name === name);
    return pod?.container.restartCount === 1 && pod.container.lastState.terminated;
  });
}

check('the cluster is whole again after the VM of a pod was killed', async (t) => {
  const namespace = await t.namespace();
  const shared = { spec: { template: { spec: { shareProcessNamespace: true } } } }; // or the VM is process 1, which nobody in the pod can kill
  const [{ name }] = await deploy(namespace, 'dnsCluster', { overrides: { workload: shared } });
  const clock = stopwatch();
  await exec(
    namespace,
    name,
    'sh',
    '-c',
    'for p in /proc/[0-9]*; do grep -q beam.smp $p/comm && kill -9 ${p#/proc/}; done',
  );
  const { exitCode } = await restarted(namespace, name);
  t.exactly(exitCode, 137, '', 'exit code of a killed VM');
  const { seconds } = await whole(namespace, ['web'], 3, 90, clock);
  t.atMost(seconds, 40, 's', 'whole after the VM was killed');
});

check('a VM that outgrows its memory is stopped at the limit and started again, and the others go on', async (t) => {
  const namespace = await t.namespace();
  const [{ name }] = await deploy(namespace);
  const clock = stopwatch();
  await ask(namespace, name, '/memory?mb=400').catch(() => {}); // nobody is left to answer
  const { exitCode, reason } = await restarted(namespace, name);
  t.exactly(`${reason} ${exitCode}`, 'OOMKilled 137', '', 'end of a VM that outgrew its memory');
  const { seconds, pods: all } = await whole(namespace, ['web'], 3, 90, clock);
  t.atMost(seconds, 40, 's', 'whole after a VM outgrew its memory');
  const restarts = all.reduce((sum, { container }) => sum + container.restartCount, 0);
  t.exactly(restarts, 1, '', 'restarts in the whole cluster after one VM outgrew its memory');
});

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
  const clock = stopwatch();
  await during(
    () => tell('cut', lost.node),
    () => tell('heal', lost.node),
    async () => {
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

for (const [name, bound] of [
  ['dnsCluster', 0],
  ['kubernetesDns', 0],
  ['kubernetes ip/pods', undefined],
] as const) {
  check(`what an API server out of reach for 30 s does to a cluster: ${name}`, async (t) => {
    if (!CLUSTER_COMMAND) return t.skip(NO_COMMAND, `API server out of reach, ${name}`);
    const namespace = await t.namespace();
    const all = await deploy(namespace, name);
    await after(3);
    const clock = stopwatch();
    await during(
      () => tell('freeze', 'kube-apiserver'),
      () => tell('thaw', 'kube-apiserver'),
      () => after(30),
    );
    const thawed = stopwatch();
    const { seconds, pods: still } = await whole(namespace, ['web'], 3, 90, thawed);
    t.atMost(seconds, 30, 's', `whole after the API server is back, ${name}`);
    expect(still.map(({ uid }) => uid).sort()).toEqual(all.map(({ uid }) => uid).sort());
    const lost = await nodedowns(namespace, all, clock());
    const what = `connections lost while the API server is out of reach, ${name}`;
    if (bound === undefined) t.note(lost, '', what);
    else t.exactly(lost, bound, '', what);
  });
}

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
  check(`what a DNS out of reach for 30 s does to a cluster: ${name}`, async (t) => {
    const namespace = await t.namespace();
    const all = await deploy(namespace, name);
    const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
    const clock = stopwatch();
    await api('POST', path, NO_DNS);
    await after(30);
    await api('DELETE', `${path}/no-dns`);
    const { seconds } = await whole(namespace, ['web'], 3, 60, stopwatch());
    t.atMost(seconds, 30, 's', `whole after DNS is back, ${name}`);
    const lost = await nodedowns(namespace, all, clock());
    const what = `connections lost while DNS is out of reach, ${name}`;
    if (kept) t.exactly(lost, 0, '', what);
    else t.note(lost, '', what);
  });
}

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
  await during(
    async () => {},
    async () => {
      await kubectl(['uncordon', crowded.node]);
    },
    async () => {
      await kubectl(['drain', crowded.node, ...selector]);
      await whole(namespace, ['web'], replicas, 90);
    },
  );
  drained = true;
  await watch;
  t.atLeast(least, replicas - 1, '', `pods ready at least while a node with two of ${replicas} is drained`);
  t.atMost(clock(), 120, 's', 'whole after a node was drained');
});
