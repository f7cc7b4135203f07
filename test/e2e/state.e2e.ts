import { Size } from 'cdk8s';
import { ElixirRelease, PhoenixService, type PhoenixServiceProps, Probe, ReleaseState } from 'cdk8s-elixir';
import { api } from './support/api';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { result, start } from './support/client';
import { cluster, HELLO, IMAGE, web, worker } from './support/hello';
import { kubectl, kubectlJson } from './support/kubectl';
import { whole } from './support/mesh';
import { ask, type Pod, pods } from './support/pods';
import { strategy } from './support/strategies';
import { after, stopwatch, until } from './support/until';
import { growing } from './support/volumes';

const READY = { startupProbe: Probe.fromHttpGet('/health'), readinessProbe: Probe.fromHttpGet('/ready') };

/** Nodes with a table of Mnesia each. */
const kept = (props: Partial<PhoenixServiceProps>, found = 'kubernetesDnsSrv') => {
  const { discovery, told } = strategy(found);
  const env = { DISCOVERY: told, HELLO_STORE: 'mnesia', ...(props.env ?? {}) };
  return (chart: any) =>
    new PhoenixService(chart, 'web', web(cluster(chart, { discovery }), { ...READY, ...props, env }));
};

/** Empties a volume that comes from another namespace: those made by hand are given on as they are. */
const emptied = (namespace: string, name: string, mountPath: string) => ({
  name: 'empty',
  image: IMAGE,
  command: ['sh', '-c', `cd ${mountPath} && [ -e of-${namespace} ] || { rm -rf ./*; touch of-${namespace}; }`],
  volumeMounts: [{ name, mountPath }],
});

const MNESIA = ReleaseState.mnesia({ size: Size.mebibytes(64) });
const KEYS = Array.from({ length: 20 }, (_, index) => `key-${index}`);

async function put(namespace: string, pod: string, keys: readonly string[], value: string): Promise<void> {
  for (const key of keys) await ask(namespace, pod, `/store?key=${key}&value=${value}`);
}

/** How many of the values each pod's own copy holds, and on how many disks there are copies. */
async function copies(namespace: string, all: readonly Pod[], keys: readonly string[], value: string) {
  const contents = await Promise.all(all.map(({ name }) => ask(namespace, name, '/store')));
  const counts = contents.map(({ values }) => keys.filter((key) => values[key] === value).length);
  const disks = new Set(contents.map(({ nodes }) => nodes.length));
  return { counts: counts.join(), disks: [...disks].join() };
}

/** How many pods are about to end. */
async function ends(namespace: string): Promise<number> {
  const { body } = await api('GET', `/api/v1/namespaces/${namespace}/pods`);
  return body.items.filter(({ metadata }: any) => metadata.deletionTimestamp).length;
}

/** Waits until so many pods are ready, none of them one of those before. */
function others(namespace: string, count: number, before: readonly Pod[], seconds = 120): Promise<Pod[]> {
  return until(`${count} ready pods`, seconds, async () => {
    const all = await pods(namespace, 'web');
    const fresh = all.filter(({ uid }) => !before.some((old) => old.uid === uid));
    return all.length === count && fresh.length === count && all.every(({ ready }) => ready) && all;
  });
}

check.beside(
  'a table of Mnesia is whole after the loss of a pod, a rolling restart and a stop of all pods',
  async (t) => {
    const namespace = await t.namespace();
    const build = (props: Partial<PhoenixServiceProps> = {}) =>
      kept({ state: MNESIA, initContainers: [emptied(namespace, 'mnesia', '/var/lib/mnesia')], ...props });
    await apply(namespace, build());
    await whole(namespace, ['web'], 3, 90);
    await rolledOut(namespace, 'statefulset/web');
    const first = (await pods(namespace, 'web')).sort((one, other) => one.name.localeCompare(other.name));
    await put(namespace, 'web-1', KEYS, 'one');
    const all = [KEYS.length, KEYS.length, KEYS.length].join();
    const begin = await copies(namespace, first, KEYS, 'one');
    t.exactly(begin.counts, all, 'values', 'values of 20 in the copies of 3 pods');
    t.exactly(begin.disks, '3', 'disks', 'disks with a copy');

    const clock = stopwatch();
    await kubectl(['-n', namespace, 'delete', 'pod', 'web-0', '--force', '--grace-period=0']);
    await put(namespace, 'web-2', KEYS, 'two');
    await until('the pod is back', 120, async () => {
      const [pod] = (await pods(namespace, 'web')).filter(({ name }) => name === 'web-0');
      return pod?.ready && pod.uid !== first[0].uid;
    });
    t.note(clock(), 's', 'from the loss of a pod to its copy loaded again');
    const lost = await copies(namespace, await pods(namespace, 'web'), KEYS, 'two');
    t.exactly(lost.counts, all, 'values', 'values of 20 after a pod was lost, written while it was away');

    const before = await pods(namespace, 'web');
    await kubectl(['-n', namespace, 'rollout', 'restart', 'statefulset/web']);
    let ending = 0;
    let written = 0;
    const looking = others(namespace, 3, before, 240);
    const done = looking.then(() => true);
    while (!(await Promise.race([done, after(0.5).then(() => false)]))) {
      const now = (await pods(namespace, 'web')).filter((pod) => pod.ready);
      ending = Math.max(ending, await ends(namespace));
      await put(namespace, now[0].name, ['during'], `${written + 1}`).then(
        () => (written += 1),
        () => {},
      );
    }
    const rolled = await looking;
    t.exactly(ending, 1, 'pods', 'pods of 3 that end at one time of a rolling restart, at most');
    t.atLeast(written, 5, 'writes', 'writes during a rolling restart');
    const last = await copies(namespace, rolled, ['during'], `${written}`);
    t.exactly(last.counts, '1,1,1', '', 'copies that hold the last of them');
    t.exactly((await copies(namespace, rolled, KEYS, 'two')).counts, all, 'values', 'values after a rolling restart');

    await apply(namespace, build({ scaledToZero: true }));
    await until('no pod is left', 90, async () => (await pods(namespace, 'web')).length === 0);
    await kubectl(['-n', namespace, 'wait', '--for=delete', 'pods', '--all', '--timeout=60s']);
    await apply(namespace, build());
    const back = await others(namespace, 3, rolled);
    const end = await copies(namespace, back, KEYS, 'two');
    t.exactly(end.counts, all, 'values', 'values after a stop of all pods');
    t.exactly(end.disks, '3', 'disks', 'disks with a copy after it');
  },
);

check.beside('a table of Mnesia under a name after the address is not found by the next pod', async (t) => {
  for (const [found, expected] of [
    ['kubernetesDnsSrv', 'found'],
    ['dnsCluster', 'never loaded'],
  ]) {
    const namespace = await t.namespace();
    const isNamed = found === 'kubernetesDnsSrv';
    const own = { storage: [{ name: 'data', mountPath: '/data', size: Size.mebibytes(64) }], stableNames: isNamed };
    const initContainers = [emptied(namespace, 'data', '/data')];
    const env = { HELLO_STORE_DIR: '/data' };
    await apply(namespace, kept({ replicas: 1, ...own, initContainers, env }, found));
    await rolledOut(namespace, 'statefulset/web');
    await put(namespace, 'web-0', KEYS, 'one');
    const before = await pods(namespace, 'web');
    await kubectl(['-n', namespace, 'delete', 'pod', 'web-0']);
    const outcome = await others(namespace, 1, before, 45).then(
      async (now) => ((await copies(namespace, now, KEYS, 'one')).counts === '20' ? 'found' : 'empty'),
      () => 'never loaded',
    );
    t.exactly(outcome, expected, '', `the table of the last pod, ${isNamed ? 'with a name that stays' : 'by address'}`);
  }
});

const SERVICES = ['web-3', 'web-4', 'web-5'];

/** What a client hears that asks each Service ten times, over a new connection each; a new Service may take a moment. */
const ASKS = `
alias Hello.Load.Client
connect = fn connect, target, left ->
  case Client.connect(target) do
    {:ok, client} -> client
    _refused when left > 0 -> Process.sleep(500) && connect.(connect, target, left - 1)
  end
end
for name <- ~w(${SERVICES.join(' ')}), into: %{} do
  answers = for _ <- 1..10 do
    {:ok, target} = Client.resolve("http://#{name}:4000")
    {:ok, %{body: node}, client} = Client.request(connect.(connect, target, 20), "/")
    Client.close(client)
    node
  end
  {name, Enum.uniq(answers)}
end |> Hello.Json.encode() |> IO.puts()
`;

check.beside('each Service of a pod is answered by that pod, also after it was replaced', async (t) => {
  const namespace = await t.namespace();
  const { discovery, told } = strategy('kubernetesDnsSrv');
  const props = { stableNames: true, podServices: true, startOrdinal: 3, env: { DISCOVERY: told } };
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart, { discovery }), props)));
  await rolledOut(namespace, 'statefulset/web');
  const answers = async (client: string) => {
    await start(namespace, { name: client, expression: ASKS });
    const seen = await result(namespace, client);
    const pod = (node: string) => node.split(/[@.]/)[1];
    return SERVICES.map((name) => `${name}: ${seen[name].map(pod).join(' or ')}`).join(', ');
  };
  const OWN = 'web-3: web-3, web-4: web-4, web-5: web-5';
  t.exactly(await answers('first'), OWN, '', 'pods that answer 10 requests to each Service');
  const before = (await pods(namespace, 'web')).filter(({ name }) => name === 'web-4');
  await kubectl(['-n', namespace, 'delete', 'pod', 'web-4']);
  await until('the pod is back', 60, async () => {
    const [pod] = (await pods(namespace, 'web')).filter(({ name }) => name === 'web-4');
    return pod?.ready && pod.uid !== before[0].uid;
  });
  t.exactly(await answers('second'), OWN, '', 'the same after a pod was replaced');
  const { body } = await api('GET', `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`);
  const slices = body.items.filter(({ metadata }: any) => metadata.labels['kubernetes.io/service-name'] === 'web');
  const behind = slices.flatMap(({ endpoints }: any) => endpoints ?? []).length;
  t.exactly(behind, 3, 'pods', 'pods behind the Service of all of them');
});

check.beside(
  'a claim of a class that lets it grow is enlarged, and its StatefulSet follows without a stop',
  async (t) => {
    const namespace = await t.namespace();
    const storageClass = await growing(namespace, '64Mi');
    const build = (mebibytes: number) => (chart: any) => {
      const storage = [{ name: 'data', mountPath: '/data', size: Size.mebibytes(mebibytes), storageClass }];
      new ElixirRelease(chart, 'kept', worker(undefined, { replicas: 1, storage, script: HELLO }));
    };
    await apply(namespace, build(16));
    await rolledOut(namespace, 'statefulset/kept');
    const [{ uid }] = await pods(namespace, 'kept');
    const larger = JSON.stringify({ spec: { resources: { requests: { storage: '32Mi' } } } });
    await kubectl(['-n', namespace, 'patch', 'pvc', 'data-kept-0', '-p', larger]);
    await kubectl(['-n', namespace, 'delete', 'statefulset/kept', '--cascade=orphan']);
    await apply(namespace, build(32));
    await rolledOut(namespace, 'statefulset/kept');
    const claim = await kubectlJson(['-n', namespace, 'get', 'pvc', 'data-kept-0']);
    t.exactly(claim.spec.resources.requests.storage, '32Mi', '', 'size that a claim of 16 MiB asks for');
    const { spec } = await kubectlJson(['-n', namespace, 'get', 'statefulset', 'kept']);
    const [template] = spec.volumeClaimTemplates;
    t.exactly(template.spec.resources.requests.storage, '32Mi', '', 'size in the StatefulSet after it');
    const same = (await pods(namespace, 'kept')).filter((pod) => pod.uid === uid).length;
    t.exactly(same, 1, '', 'of 1 pod that stays while its claim is enlarged');
  },
);
