import { Duration, Size } from 'cdk8s';
import {
  ElixirRelease,
  ExistingSecret,
  PhoenixService,
  type PhoenixServiceProps,
  ReleaseCommand,
  ReleaseCronJob,
  Resources,
  Scaling,
  ScalingTrigger,
} from 'cdk8s-elixir';
import { Cpu } from 'cdk8s-plus-27';
import { apply } from './support/apply';
import { check } from './support/check';
import { rows, withDatabase } from './support/database';
import { cluster, IMAGE, LITTLE, render, web, worker } from './support/hello';
import { kubectl, kubectlJson } from './support/kubectl';
import { busyLoad, REQUESTS, type Seen, underLoad } from './support/load';
import { whole } from './support/mesh';
import { pods } from './support/pods';
import { withoutKeda, withoutMetrics } from './support/scalers';
import { broken, codes, SOCKETS, spread, unevenness } from './support/sockets';
import { after, stopwatch, until } from './support/until';

/** A pace at which a test need not wait. */
const AT_ONCE = { pods: 4, period: Duration.seconds(15), stabilization: Duration.seconds(0) };

/** What the shares of CPU are of. */
const MEASURED = Resources.of({
  cpu: { request: Cpu.millis(60), limit: Cpu.units(1) },
  memory: { request: Size.mebibytes(96), limit: Size.mebibytes(256) },
});

const SCALING = Scaling.horizontal({ min: 2, max: 4, cpuUtilization: 100, scaleDown: AT_ONCE });

const scaled =
  (others: Partial<PhoenixServiceProps> = { replicas: undefined, scaling: SCALING }) =>
  (chart: any) =>
    new PhoenixService(chart, 'web', web(cluster(chart), { resources: MEASURED, ...others }));

/** How many pods a workload is to have. */
async function asked(namespace: string, workload: string): Promise<number> {
  return (await kubectlJson(['-n', namespace, 'get', workload])).spec.replicas;
}

/** Waits until a scaler asks for so many pods, and these are ready and no others there. */
async function come(namespace: string, name: string, count: number, seconds: number): Promise<number> {
  const clock = stopwatch();
  await until(`${count} pods of ${name}`, seconds, async () => {
    const all = await pods(namespace, name);
    return (
      all.length === count &&
      all.every(({ ready }) => ready) &&
      (await asked(namespace, `deployment/${name}`)) === count
    );
  });
  return clock();
}

/** Two workers of ordinary requests, over kept and new connections. */
const LIGHT = { KEEPALIVE: 1, NEW: 1, SLOW: 0, SLOW_MS: 0, WS: 0, SECONDS: 0 };
const SECONDS = 135;

const lost = ({ keepalive, new: fresh }: Seen) => keepalive.failed + fresh.failed;
const requests = ({ keepalive, new: fresh }: Seen) => keepalive.requests + fresh.requests;

check.beside(
  'a web role goes from 2 pods to 4 under load and back to 2 without it, and loses no request',
  async (t) => {
    const missing = await withoutMetrics();
    if (missing) return t.skip(missing, 'from 2 pods to 4 and back');
    const namespace = await t.namespace();
    const yaml = await apply(namespace, scaled());
    await come(namespace, 'web', 2, 90);
    await whole(namespace, ['web'], 2);
    const seen = await underLoad(
      namespace,
      SECONDS,
      async () => {
        const busy = busyLoad(namespace, 75, 15);
        t.atMost(await come(namespace, 'web', 4, 80), 80, 's', 'from 2 pods to 4 that are ready, under load');
        const before = await pods(namespace, 'web');
        const answer = (await kubectl(['apply', '-f', '-'], { input: yaml })).trim().split('\n');
        // kubectl says of a budget that it was changed whatever was applied, since its selector is replaced as a whole
        const changed = answer.filter(
          (line) => !line.endsWith(' unchanged') && !line.startsWith('poddisruptionbudget'),
        );
        t.exactly(changed.join() || 'none', 'none', '', 'objects that a second apply changes while 4 pods run');
        await after(3);
        t.exactly(await asked(namespace, 'deployment/web'), 4, '', 'pods that are asked for after a second apply');
        const kept = (await pods(namespace, 'web')).filter(({ uid }) => before.some((old) => old.uid === uid)).length;
        t.exactly(kept, 4, '', 'of 4 pods those that stay after a second apply');
        const { requests: made, failed } = await busy;
        t.atLeast(made, 100, 'requests', 'requests that kept the pods busy');
        t.exactly(failed, 0, 'requests', 'of these those that failed');
        t.atMost(await come(namespace, 'web', 2, 80), 80, 's', 'from 4 pods to 2 after the load');
        await after(5);
      },
      LIGHT,
    );
    t.atLeast(requests(seen), 2000, 'requests', 'requests from 2 pods to 4 and back');
    t.exactly(lost(seen), 0, 'requests', 'requests that failed from 2 pods to 4 and back');
    const nodes = new Set([...Object.keys(seen.keepalive.nodes), ...Object.keys(seen.new.nodes)]);
    t.exactly(nodes.size, 4, 'nodes', 'nodes that answered from 2 pods to 4 and back');
  },
);

check.beside('pods that go without the wait of preStop, and nothing else changed, lose requests', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, scaled({ replicas: 4, preStopSleep: Duration.seconds(0) }));
  await come(namespace, 'web', 4, 90);
  const seen = await underLoad(
    namespace,
    35,
    async () => {
      await kubectl(['-n', namespace, 'scale', 'deployment/web', '--replicas=1']);
      await come(namespace, 'web', 1, 30);
    },
    REQUESTS,
  );
  t.atLeast(lost(seen), 1, 'requests', 'requests that failed from 4 pods to 1, without the wait of preStop');
});

check.beside('a number of pods in the manifests is set back by an apply, where a scaler had set another', async (t) => {
  const namespace = await t.namespace();
  const yaml = await apply(namespace, scaled({ replicas: 2 }));
  await kubectl(['-n', namespace, 'scale', 'deployment/web', '--replicas=4']);
  await kubectl(['apply', '-f', '-'], { input: yaml });
  t.exactly(await asked(namespace, 'deployment/web'), 2, '', 'pods that are asked for of 4, with replicas: 2 applied');
});

check.beside(
  'from replicas to a scaler most pods go, unless the number is handed over as docs/scaling.md says',
  async (t) => {
    const [fixed, own] = [scaled({ replicas: 4 }), scaled()];
    const ways: { readonly [way: string]: (namespace: string) => Promise<unknown> } = {
      'nothing is done': async () => {},
      'the last applied manifest is edited': (namespace) => {
        const env = { ...process.env, KUBE_EDITOR: 'sed -i /replicas:/d' };
        return kubectl(['-n', namespace, 'apply', 'edit-last-applied', 'deployment/web'], { env });
      },
      'the field is handed over': (namespace) => {
        const metadata = { name: 'web', namespace };
        const input = JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 4 } });
        return kubectl(['apply', '--server-side', '--field-manager=handover', '-f', '-'], { input });
      },
    };
    for (const [way, handOver] of Object.entries(ways)) {
      const namespace = await t.namespace();
      const side = way === 'the field is handed over' ? ['--server-side'] : [];
      await kubectl(['apply', ...side, '-f', '-'], { input: render(namespace, fixed) });
      await handOver(namespace);
      await kubectl(['apply', ...side, '-f', '-'], { input: render(namespace, own) });
      const left = await asked(namespace, 'deployment/web');
      const what = `pods of 4 that are asked for with a scaler, where ${way}`;
      if (way === 'nothing is done')
        t.atMost(left, 2, '', what); // 1, until the scaler has seen it
      else t.exactly(left, 4, '', what);
    }
  },
);

/** What the query of Oban's queue reads, as Oban's migrations make it. */
const OBAN_JOBS = `
CREATE TYPE oban_job_state AS ENUM
  ('available', 'scheduled', 'executing', 'retryable', 'completed', 'discarded', 'cancelled');
CREATE TABLE oban_jobs (
  id bigserial PRIMARY KEY,
  state oban_job_state NOT NULL DEFAULT 'available',
  queue text NOT NULL DEFAULT 'default',
  worker text NOT NULL DEFAULT 'Hello.Worker',
  args jsonb NOT NULL DEFAULT '{}',
  inserted_at timestamp without time zone NOT NULL DEFAULT timezone('UTC', now()),
  scheduled_at timestamp without time zone NOT NULL DEFAULT timezone('UTC', now())
);
`;

const insert = (count: number, columns: string, values: string) =>
  `INSERT INTO oban_jobs (${columns}) SELECT ${values} FROM generate_series(1, ${count})`;

check.beside('KEDA starts workers for the jobs of an Oban queue and stops all of them when none is left', async (t) => {
  const missing = await withoutKeda();
  if (missing) return t.skip(missing, 'from no worker to 3 and back');
  await withDatabase(t, async ({ namespace, url }) => {
    const ask = (statement: string) => rows(namespace, url, statement);
    await ask(OBAN_JOBS);
    const trigger = ScalingTrigger.obanQueue('mails', { jobsPerPod: 10 });
    const times = { pollingInterval: Duration.seconds(3), cooldown: Duration.seconds(5), scaleDown: AT_ONCE };
    const build = (chart: any) => {
      const scaling = Scaling.keda({ min: 0, max: 3, triggers: [trigger], ...times });
      const databaseUrl = ExistingSecret.named('database').key('url');
      new ElixirRelease(chart, 'worker', worker(cluster(chart), { scaling, databaseUrl }));
    };
    const yaml = await apply(namespace, build);
    await until('KEDA has taken it', 30, async () => {
      const { status } = await kubectlJson(['-n', namespace, 'get', 'scaledobject/worker']);
      return status?.conditions?.some((one: any) => one.type === 'Ready' && one.status === 'True');
    });
    await come(namespace, 'worker', 0, 60);

    await ask(insert(30, 'queue', "'other'"));
    await ask(insert(30, 'queue, state', "'mails', 'completed'"));
    const later = "timezone('UTC', now()) + interval '1 hour'";
    await ask(insert(30, 'queue, state, scheduled_at', `'mails', 'scheduled', ${later}`));
    await after(10);
    t.exactly(
      await asked(namespace, 'deployment/worker'),
      0,
      '',
      'workers for jobs of another queue, done ones and later ones',
    );

    await ask(insert(30, 'queue', "'mails'"));
    t.atMost(await come(namespace, 'worker', 3, 90), 90, 's', 'from no worker to 3 for 30 jobs, 10 a pod');
    const started = await whole(namespace, ['worker'], 3, 60);
    t.exactly(started.pods.length, 3, 'nodes', 'nodes of one cluster of workers that KEDA started');
    await kubectl(['apply', '-f', '-'], { input: yaml });
    await after(2);
    t.exactly(await asked(namespace, 'deployment/worker'), 3, '', 'workers that are asked for after a second apply');

    await ask("UPDATE oban_jobs SET state = 'completed' WHERE queue = 'mails' AND state = 'available'");
    t.atMost(await come(namespace, 'worker', 0, 90), 90, 's', 'from 3 workers to none after the last job');
    await ask(`UPDATE oban_jobs SET scheduled_at = timezone('UTC', now()) WHERE state = 'scheduled'`);
    await until('a worker is asked for', 30, async () => (await asked(namespace, 'deployment/worker')) > 0);
    t.atLeast(await asked(namespace, 'deployment/worker'), 1, '', 'workers for scheduled jobs whose time has come');
  });
});

/** Web pods, and a job by hand that levels their sockets: no time of its schedule comes. */
const levelled = (replicas: number, env?: { [name: string]: string }) => (chart: any) => {
  const all = cluster(chart);
  new PhoenixService(chart, 'web', web(all, { replicas, env }));
  const run = ReleaseCommand.rpc('Hello.Sockets.level()');
  new ReleaseCronJob(chart, 'level', { image: IMAGE, cluster: all, resources: LITTLE, schedule: '0 0 1 1 *', run });
};

check.beside('sockets stay on the old pods after a scale-up, until those that have too many close some', async (t) => {
  const namespace = await t.namespace();
  await apply(namespace, levelled(2));
  await whole(namespace, ['web'], 2);
  const act = async () => {
    const two = await spread(namespace, 'web');
    t.note(two.join(), 'sockets', 'sockets of each of 2 pods');
    await apply(namespace, levelled(4));
    await whole(namespace, ['web'], 4);
    await after(10);
    const kept = await spread(namespace, 'web');
    t.exactly(kept.join(), [...two, 0, 0].join(), 'sockets', 'sockets of each of 4 pods, 10 s after 2 more came');
    await kubectl(['-n', namespace, 'create', 'job', 'now', '--from=cronjob/level']);
    const clock = stopwatch();
    await kubectl(['-n', namespace, 'wait', '--for=condition=complete', 'job/now', '--timeout=60s']);
    t.atMost(clock(), 60, 's', 'a job that levels sockets, with the start of its pod');
    const even = await spread(namespace, 'web');
    t.note(even.join(), 'sockets', 'sockets of each of 4 pods after it');
    t.atMost(unevenness(even), 1.2, 'of the mean', 'sockets of the pod with most of them after it');
  };
  const seen = await underLoad(namespace, 90, act, SOCKETS);
  t.exactly(codes(seen), '1012', '', 'codes of the sockets that were closed');
  t.note(seen.ws.closed['1012'], 'sockets', 'times that one of 200 sockets was closed to level them');
  t.exactly(broken(seen), 0, 'sockets', 'sockets that ended without a code, or could not be opened again');
});

check.beside('sockets of a greatest age are even over old and new pods by themselves', async (t) => {
  const namespace = await t.namespace();
  const build = (replicas: number) => levelled(replicas, { HELLO_SOCKET_AGE_MS: '20000' });
  await apply(namespace, build(2));
  await whole(namespace, ['web'], 2);
  const act = async () => {
    await apply(namespace, build(4));
    await whole(namespace, ['web'], 4);
    await after(22);
    const even = await spread(namespace, 'web', SOCKETS.WS);
    t.note(even.join(), 'sockets', 'sockets of each of 4 pods, after their age of 20 s at most');
    t.atMost(unevenness(even), 1.5, 'of the mean', 'sockets of the pod with most of them, by their age alone');
  };
  const seen = await underLoad(namespace, 70, act, SOCKETS);
  t.exactly(codes(seen), '1012', '', 'codes of the sockets that were closed at their age');
  t.exactly(broken(seen), 0, 'sockets', 'sockets that ended otherwise than at their age');
});
