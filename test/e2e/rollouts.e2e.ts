import { Duration, Size } from 'cdk8s';
import { Drain, ElixirRelease, PhoenixService, type PhoenixServiceProps, Rollout } from 'cdk8s-elixir';
import { api } from './support/api';
import { apply, rolledOut } from './support/apply';
import { type Check, check } from './support/check';
import { type Color, colors, EACH, met } from './support/colors';
import { cluster, HELLO, IMAGE, OTHER_IMAGE, web, worker } from './support/hello';
import { kubectl, kubectlJson } from './support/kubectl';
import { REQUESTS, type Seen, underLoad } from './support/load';
import { lines } from './support/log';
import { whole } from './support/mesh';
import { kept, type Pod, pods } from './support/pods';
import { most, sampled, type There, there } from './support/sampling';
import { strategy } from './support/strategies';
import { after, stopwatch, until } from './support/until';

const SRV = { stableNames: true, env: { DISCOVERY: 'kubernetes_dns_srv' } };

const deployed = (props: Partial<PhoenixServiceProps>) => (chart: any) => {
  const { discovery } = strategy(props.stableNames ? 'kubernetesDnsSrv' : 'dnsCluster');
  new PhoenixService(chart, 'web', web(cluster(chart, { discovery }), props));
};

/** What is seen of one pod while its image changes, and while it is deleted. */
async function replaced(t: Check, workload: string, props: Partial<PhoenixServiceProps>): Promise<[There[], There[]]> {
  const namespace = await t.namespace();
  await apply(namespace, deployed(props));
  await rolledOut(namespace, workload);
  const [first] = await pods(namespace, 'web');
  const image = await sampled(
    () => there(namespace, 'web'),
    async () => {
      await apply(namespace, deployed({ ...props, image: OTHER_IMAGE }));
      await rolledOut(namespace, workload);
      await until('the old pod is gone', 60, () => isGone(namespace, first));
    },
  );
  const [second] = await pods(namespace, 'web');
  const deletion = await sampled(
    () => there(namespace, 'web'),
    async () => {
      await kubectl(['-n', namespace, 'delete', 'pod', second.name, '--wait=false']);
      await until('another pod is ready', 90, async () => {
        const [other] = await pods(namespace, 'web');
        return (await isGone(namespace, second)) && other?.ready;
      });
    },
  );
  return [image, deletion];
}

async function isGone(namespace: string, { name, uid }: Pick<Pod, 'name' | 'uid'>): Promise<boolean> {
  const { status, body } = await api('GET', `/api/v1/namespaces/${namespace}/pods/${name}`);
  return status === 404 || body.metadata.uid !== uid;
}

check.beside('a singleton is never there twice, and one replica that rolls is', async (t) => {
  const [alone, control] = await Promise.all([
    replaced(t, 'statefulset/web', { singleton: true, replicas: undefined }),
    replaced(t, 'deployment/web', { replicas: 1, rollout: Rollout.rolling() }),
  ]);
  for (const [index, what] of ['while its image changes', 'while its pod is deleted'].entries()) {
    t.atLeast(alone[index].length, 20, 'looks', `looks at a singleton ${what}`);
    t.exactly(most(alone[index], 'running'), 1, '', `pods of a singleton that run at one time, ${what}`);
    t.exactly(most(alone[index], 'answering'), 1, '', `nodes of a singleton that answer at one time, ${what}`);
  }
  t.exactly(most(control[0], 'running'), 2, '', 'pods of one replica that rolls, at one time');
  t.exactly(most(control[0], 'answering'), 2, '', 'nodes of one replica that rolls that answer at one time');
});

const images = async (namespace: string, name: string) => {
  const found = (await pods(namespace, name)).map(({ image }) => image);
  return [...new Set(found)].join();
};

for (const [kind, props] of [
  ['deployment', { replicas: 2 }],
  ['statefulset', { ...SRV, replicas: 1 }],
] as const) {
  check.beside(`a version is taken back by an undo, and by the property set back: ${kind}`, async (t) => {
    const namespace = await t.namespace();
    const settled = async () => {
      await rolledOut(namespace, `${kind}/web`);
      return until('no other pod is there', 60, async () => {
        const all = await pods(namespace, 'web');
        return all.length === props.replicas && all.every(({ ready }) => ready) && all;
      });
    };
    const change = async (image: string) => {
      await apply(namespace, deployed({ ...props, image }));
      return settled();
    };
    await change(IMAGE);
    await change(OTHER_IMAGE);
    await kubectl(['-n', namespace, 'rollout', 'undo', `${kind}/web`]);
    const undone = await settled();
    t.exactly(await images(namespace, 'web'), IMAGE, '', `image after an undo: ${kind}`);
    t.exactly(
      kept(undone, await change(IMAGE)),
      props.replicas,
      '',
      `of ${props.replicas} pods that stay when the property follows an undo: ${kind}`,
    );
    await change(OTHER_IMAGE);
    t.exactly(await images(namespace, 'web'), OTHER_IMAGE, '', `image after the next change: ${kind}`);
    await change(IMAGE);
    t.exactly(await images(namespace, 'web'), IMAGE, '', `image after the property is set back: ${kind}`);
    await whole(namespace, ['web'], props.replicas);
  });
}

const failed = ({ keepalive, new: fresh }: Seen) => keepalive.failed + fresh.failed;

/** Makes a version live, and stops the other one when its requests are over. */
async function turn(namespace: string, live: Color, other: Color): Promise<void> {
  await apply(namespace, colors({ live }));
  await whole(namespace, [`web-${live}`], EACH, 60); // it may have been stopped
  await after(5);
  await apply(namespace, colors({ live, stopped: other }));
  await after(8);
}

check.beside('blue becomes green and blue again under load, loses no request, and the two never meet', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, colors({ live: 'blue' }));
  for (const color of ['web-blue', 'web-green']) await whole(namespace, [color], EACH);
  const looks: Awaited<ReturnType<typeof met>>[] = [];
  const change = async () => {
    looks.push(
      ...(await sampled(
        () => met(namespace),
        () => turn(namespace, 'green', 'blue'),
      )),
    );
    looks.push(
      ...(await sampled(
        () => met(namespace),
        async () => {
          await apply(namespace, colors({ live: 'green' }));
          await whole(namespace, ['web-blue'], EACH);
          await turn(namespace, 'blue', 'green');
        },
      )),
    );
  };
  const seen = await underLoad(namespace, 85, change, REQUESTS);
  t.atLeast(seen.keepalive.requests + seen.new.requests, 1000, 'requests', 'requests from blue to green and back');
  t.exactly(failed(seen), 0, 'requests', 'requests that failed from blue to green and back');
  const answered = (color: Color) => Object.keys(seen.new.nodes).filter((node) => node.startsWith(`hello-${color}@`));
  t.exactly(answered('green').length, 2, 'nodes', 'green nodes that answered');
  t.exactly(answered('blue').length, 4, 'nodes', 'blue nodes that answered, before green and after it');
  t.atLeast(looks.filter(({ nodes }) => nodes >= 4).length, 20, 'looks', 'looks at nodes of both versions');
  t.exactly(Math.max(...looks.map(({ others }) => others)), 0, 'nodes', 'nodes of the other version in any Node.list');
});

check.beside('versions of one ErlangCluster do meet, and a switch to one without pods loses requests', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, colors({ live: 'blue', together: true }));
  await whole(namespace, ['web-blue', 'web-green'], 2 * EACH);
  t.exactly((await met(namespace)).others, 8, 'nodes', 'nodes of the other version that 4 nodes of one cluster see');
  const seen = await underLoad(
    namespace,
    30,
    async () => {
      await apply(namespace, colors({ live: 'green', stopped: 'green', together: true }));
      await after(3);
    },
    REQUESTS,
  );
  t.atLeast(failed(seen), 1, 'requests', 'requests that failed after a switch to a version without pods');
});

check.beside('pods begin at the ordinal that is told, and those below a partition keep their version', async (t) => {
  const namespace = await t.namespace();
  const own = { ...SRV, replicas: 3, startOrdinal: 5 };
  const versions = async () => {
    const all = (await pods(namespace, 'web')).sort((one, other) => one.name.localeCompare(other.name));
    return all.map(({ name, image }) => `${name} ${image === IMAGE ? 'old' : 'new'}`).join(', ');
  };
  await apply(namespace, deployed(own));
  await whole(namespace, ['web'], 3);
  t.exactly(await versions(), 'web-5 old, web-6 old, web-7 old', '', 'pods with startOrdinal 5');
  await apply(namespace, deployed({ ...own, image: OTHER_IMAGE, rollout: Rollout.rolling({ partition: 1 }) }));
  await rolledOut(namespace, 'statefulset/web');
  t.exactly(
    await versions(),
    'web-5 old, web-6 new, web-7 new',
    '',
    'the same with another image, and a partition of 1',
  );
  await apply(namespace, deployed({ ...own, image: OTHER_IMAGE }));
  await rolledOut(namespace, 'statefulset/web');
  t.exactly(await versions(), 'web-5 new, web-6 new, web-7 new', '', 'the same without a partition');
  await whole(namespace, ['web'], 3);
});

const volume = (mebibytes: number) => [{ name: 'data', mountPath: '/data', size: Size.mebibytes(mebibytes) }];

/** Claims of a release, by their names. */
async function claims(namespace: string, release: string): Promise<any[]> {
  const { items } = await kubectlJson(['-n', namespace, 'get', 'pvc']);
  return items.filter(({ metadata }: any) => metadata.name.startsWith(`data-${release}-`));
}

check.beside('claims stay or go with their pods as they are told', async (t) => {
  const namespace = await t.namespace();
  const claimRetention = { deletedWithStatefulSet: true, deletedWhenScaledDown: true };
  const build = (replicas: number) => (chart: any) => {
    for (const [name, props] of [
      ['kept', {}],
      ['gone', { claimRetention }],
    ] as const)
      new ElixirRelease(chart, name, worker(undefined, { replicas, storage: volume(16), script: HELLO, ...props }));
  };
  const count = async (what: string, kept: number, gone: number) => {
    await until(`${gone} claims, ${what}`, 60, async () => (await claims(namespace, 'gone')).length === gone);
    t.exactly((await claims(namespace, 'gone')).length, gone, '', `claims that go with their pods, ${what}`);
    t.exactly((await claims(namespace, 'kept')).length, kept, '', `claims that stay, ${what}`);
  };
  await apply(namespace, build(2));
  for (const name of ['kept', 'gone']) await rolledOut(namespace, `statefulset/${name}`);
  await count('of two pods', 2, 2);
  await apply(namespace, build(1));
  await count('of one pod, from two', 2, 1);
  await kubectl(['-n', namespace, 'delete', 'statefulset', 'kept', 'gone']);
  await count('of StatefulSets that are deleted', 2, 0);
});

check.beside(
  'a claim grows where its class lets it, and its StatefulSet follows without stopping the pod',
  async (t) => {
    const namespace = await t.namespace();
    const build = (mebibytes: number) => (chart: any) =>
      new ElixirRelease(chart, 'kept', worker(undefined, { replicas: 1, storage: volume(mebibytes), script: HELLO }));
    await apply(namespace, build(16));
    await rolledOut(namespace, 'statefulset/kept');
    const [{ uid }] = await pods(namespace, 'kept');
    const [{ metadata, spec }] = await claims(namespace, 'kept');
    const larger = JSON.stringify({ spec: { resources: { requests: { storage: '32Mi' } } } });
    const said = await kubectl(['-n', namespace, 'patch', 'pvc', metadata.name, '-p', larger]).catch(
      ({ message }) => message,
    );
    const classes = await kubectlJson(['get', 'storageclass', spec.storageClassName]);
    if (classes.allowVolumeExpansion) {
      const grown = async () => (await claims(namespace, 'kept'))[0].status.capacity.storage === '32Mi';
      await until('the claim has grown', 120, grown);
    } else {
      const reason = /the storageclass that provisions the pvc must support resize/;
      t.exactly(said.match(reason)?.[0] ?? said, reason.source, '', 'answer where the class lets no claim grow');
      t.skip(`the class ${spec.storageClassName} lets no claim grow`, 'capacity of a claim that grew');
    }
    await expect(apply(namespace, build(32))).rejects.toThrow(/updates to statefulset spec .* are forbidden|immutable/);
    await kubectl(['-n', namespace, 'delete', 'statefulset/kept', '--cascade=orphan']);
    await apply(namespace, build(32));
    await rolledOut(namespace, 'statefulset/kept');
    const now = await pods(namespace, 'kept');
    t.exactly(now.filter((pod) => pod.uid === uid).length, 1, '', 'of 1 pod that stays when its claim is to grow');
  },
);

/** Elixir code that a node does, and tells in its own log. */
const HANDS_OFF = 'Agent.get(Hello.Ballast, fn _ -> require Logger; Logger.info("handed off") end)';

/** Deletes a pod that does some work before it stops: seconds from the work to SIGTERM, none where it is not done before. */
async function drained(t: Check, what: string, drain: Drain): Promise<number | undefined> {
  const namespace = await t.namespace();
  await apply(namespace, deployed({ replicas: 1, drains: [drain] }));
  const [{ name, uid }] = (await whole(namespace, ['web'], 1)).pods;
  const pod = await kubectlJson(['-n', namespace, 'get', 'pod', name]);
  const log = lines(namespace, name);
  await after(1);
  const clock = stopwatch();
  await kubectl(['-n', namespace, 'delete', 'pod', name, '--wait=false']);
  await until('the pod is gone', 120, () => isGone(namespace, { name, uid }));
  t.atMost(clock(), pod.spec.terminationGracePeriodSeconds, 's', `from the deletion of a pod to its end, ${what}`);
  const found = await log;
  const time = (text: string) => found.find((line) => line.text.includes(text))?.at;
  const [work, end] = [time('handed off'), time('SIGTERM received')];
  t.exactly(end === undefined ? 'none' : 'one', 'one', '', `SIGTERM in the log of a pod, ${what}`);
  return work && end && Math.round((end - work) * 10) / 10;
}

check.beside('what a drain asks for is done before SIGTERM, and the pod stops in its grace', async (t) => {
  const [byRpc, byHttp, without] = await Promise.all([
    drained(t, 'Drain.rpc', Drain.rpc(HANDS_OFF, Duration.seconds(15))),
    drained(t, 'Drain.httpGet', Drain.httpGet('/hand-off?ms=6000', Duration.seconds(15))),
    drained(t, 'a drain that asks for nothing', Drain.of('mails', Duration.seconds(5))),
  ]);
  t.atLeast(byRpc ?? -1, 4, 's', 'from the work of Drain.rpc to SIGTERM, with the sleep of 5 s between them');
  t.atLeast(byHttp ?? -1, 0, 's', 'from the work of Drain.httpGet to SIGTERM');
  t.exactly(without ?? 'none', 'none', '', 'work before SIGTERM of a pod whose drain asks for nothing');
});
