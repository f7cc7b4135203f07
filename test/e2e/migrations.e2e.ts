import { type Chart, Duration } from 'cdk8s';
import { Delivery, Migration } from 'cdk8s-elixir';
import { parseAllDocuments } from 'yaml';
import { create } from './support/api';
import { apply, rolledOut } from './support/apply';
import type { Check } from './support/check';
import { check } from './support/check';
import { type Databased, giveDatabase, rows, withDatabase } from './support/database';
import { render } from './support/hello';
import { ended, jobPods, lastEnd, startedAt } from './support/job-pods';
import { kubectl } from './support/kubectl';
import { REQUESTS, type Seen, underLoad } from './support/load';
import { whole } from './support/mesh';
import type { Pod } from './support/pods';
import { stopwatch, until } from './support/until';
import { FIRST, LONGER, lead, REPLICAS, release, said, TEN_SECONDS, version, waiting } from './support/versions';

/** Brings the first version up. */
async function deployed(namespace: string): Promise<Pod[]> {
  await apply(namespace, version({ migrations: FIRST }));
  await rolledOut(namespace, 'deployment/web');
  return (await whole(namespace, ['web'], REPLICAS)).pods;
}

const requests = ({ keepalive, new: fresh }: Seen) => keepalive.requests + fresh.requests;
const failed = ({ keepalive, new: fresh }: Seen) => keepalive.failed + fresh.failed;

/** How many answers came from other nodes than those of these pods. */
function fromOthers({ keepalive, new: fresh }: Seen, known: readonly Pod[]): number {
  const all = [...Object.entries(keepalive.nodes), ...Object.entries(fresh.nodes)];
  const others = all.filter(([node]) => !known.some(({ ip }) => node === `hello@${ip}`));
  return others.reduce((sum, [, count]) => sum + count, 0);
}

check.beside('a rollout with a migration of 10 s loses no request, and no new pod starts before it ended', (t) =>
  withDatabase(t, async (given) => {
    const { namespace } = given;
    const before = await deployed(namespace);
    const change = async () => {
      const clock = stopwatch();
      await apply(namespace, version({ migrations: LONGER }));
      await rolledOut(namespace, 'deployment/web');
      t.note(clock(), 's', 'from apply to the end of a rollout with a migration of 10 s');
    };
    const seen = await underLoad(namespace, 75, change, REQUESTS);
    t.atLeast(requests(seen), 1000, 'requests', 'requests during a migration and its rollout');
    t.exactly(failed(seen), 0, 'requests', 'requests that failed during a migration and its rollout');
    t.atLeast(fromOthers(seen, before), 1, 'requests', 'requests that the new version answered in the end');
    t.atLeast(await lead(given, before), 0, 's', 'from the end of the migration to the start of the first new pod');
  }),
);

check.beside('the same rollout, whose role is not given the migration, starts new pods before it ended', (t) =>
  withDatabase(t, async (given) => {
    const { namespace } = given;
    const before = await deployed(namespace);
    await apply(namespace, version({ migrations: LONGER, waits: false }));
    await rolledOut(namespace, 'deployment/web');
    t.exactly(await ended(namespace, 'migrate'), 'Complete', '', 'end of a migration that nobody waits for');
    const what = 'from the end of a migration that nobody waits for to the start of the first new pod';
    t.atMost(await lead(given, before), -3, 's', what);
  }),
);

check.beside(
  'a migration that fails leaves every request to the old version and says why; a fixed one goes through',
  (t) =>
    withDatabase(t, async ({ namespace }) => {
      const before = await deployed(namespace);
      const change = async () => {
        await apply(namespace, version({ migrations: `${FIRST},fail`, backoffLimit: 0 }));
        const end = await ended(namespace, 'migrate');
        t.exactly(end, 'Failed, BackoffLimitExceeded', '', 'condition of the Job of a migration that fails');
        await until('a new pod waits', 30, async () =>
          /^waiting/m.test(await said(namespace, await waiting(namespace))),
        );
      };
      const seen = await underLoad(namespace, 30, change, REQUESTS);
      t.atLeast(requests(seen), 500, 'requests', 'requests before, during and after a migration that fails');
      t.exactly(failed(seen), 0, 'requests', 'requests that failed, of a migration that fails');
      t.exactly(fromOthers(seen, before), 0, 'requests', 'requests that another version than the old one answered');

      const log = await said(namespace, await waiting(namespace));
      t.exactly(log.split('\n').at(-1) as string, 'waiting for: 20260301000000 fail', '', 'last line of a new pod');
      const reason = /relation "no_such_table" does not exist/;
      const told = (await jobPods(namespace, 'migrate')).map(
        ({ status }) => lastEnd(status.containerStatuses[0])?.message,
      );
      t.exactly(told.filter((message) => reason.test(message ?? '')).length, 1, '', 'pods whose message is the reason');
      const events = await kubectl(['-n', namespace, 'get', 'events', '-o', 'jsonpath={.items[*].reason}']);
      t.exactly(events.match(/BackoffLimitExceeded/g)?.length ?? 0, 1, '', 'events of a migration that fails');

      const clock = stopwatch();
      await apply(namespace, version({ migrations: LONGER }));
      await rolledOut(namespace, 'deployment/web');
      t.atMost(clock(), 60, 's', 'from the apply of the fixed version to the end of its rollout');
    }),
);

check.beside('a second apply of the same manifests changes nothing, and no migration runs twice', (t) =>
  withDatabase(t, async ({ namespace }) => {
    const yaml = await apply(namespace, version({ migrations: FIRST }));
    await rolledOut(namespace, 'deployment/web');
    t.exactly(await ended(namespace, 'migrate'), 'Complete', '', 'end of a migration');
    const answer = (await kubectl(['apply', '-f', '-'], { input: yaml })).trim().split('\n');
    // kubectl says of a budget that it was changed whatever was applied, since its selector is replaced as a whole
    const changed = answer.filter((line) => !line.endsWith(' unchanged') && !line.startsWith('poddisruptionbudget'));
    t.exactly(
      changed.length,
      0,
      '',
      `objects that a second apply changes${changed.length ? `: ${changed.join()}` : ''}`,
    );
    const diff = await kubectl(['diff', '-f', '-'], { input: yaml });
    t.exactly(
      diff.split('\n').filter(Boolean).length,
      0,
      '',
      'lines of `kubectl diff` of a migration and its web role',
    );
    t.atLeast(answer.length, 8, '', 'objects of a migration and its web role');
    t.exactly((await jobPods(namespace, 'migrate')).length, 1, '', 'pods of a migration after a second apply');
  }),
);

/** Two migrations of one database at once: how many of their pods failed. */
async function twoAtOnce(t: Check, { namespace, url }: Databased, env: { [name: string]: string }): Promise<number> {
  const two = ['first', 'second'];
  const migrate = (migrations: string) => (chart: Chart) => {
    const shop = release(chart, migrations, { env });
    for (const name of two) new Migration(chart, name, { release: shop });
  };
  await rows(namespace, url, 'CREATE TABLE schema_migrations (version bigint PRIMARY KEY, inserted_at timestamp)');
  await apply(namespace, migrate(LONGER));
  for (const name of two)
    t.exactly(await ended(namespace, name), 'Complete', '', `end of one of two migrations, ${name}`);
  const all = await Promise.all(two.map((name) => jobPods(namespace, name)));
  const starts = all.map((tried) => Math.min(...tried.map(({ status }) => startedAt(status.containerStatuses[0]))));
  t.atMost(Math.abs(starts[0] - starts[1]), 8, 's', 'between the starts of two migrations of 10 s');
  const [[times]] = await rows(namespace, url, "SELECT count(*) FROM runs WHERE pod = 'take_ten_seconds'");
  t.exactly(Number(times), 1, '', 'times that a migration ran in the end, of two at once');
  return all.flat().filter(({ status }) => status.phase === 'Failed').length;
}

check.beside('two migrations at once are safe, and one fails where the migrator holds no lock', async (t) => {
  const locked = withDatabase(t, async (given) => {
    t.exactly(await twoAtOnce(t, given, {}), 0, '', 'pods that failed of two migrations at once');
  });
  const unlocked = withDatabase(t, async (given) => {
    const count = await twoAtOnce(t, given, { HELLO_NO_MIGRATION_LOCK: 'true' });
    t.atLeast(count, 1, '', 'pods that failed of two migrations at once without a lock');
  });
  await Promise.all([locked, unlocked]);
});

/** Waits until the wait of a new pod has failed, and returns that end. */
function gaveUp(namespace: string): Promise<NonNullable<ReturnType<typeof lastEnd>>> {
  return until('a new pod waits in vain', 60, async () => {
    const status = (await waiting(namespace))?.status.initContainerStatuses?.[0];
    return lastEnd(status ?? {});
  });
}

check.beside('a database that is not up yet is waited for, for as long as is said, and the reason is told', (t) =>
  withDatabase(t, async ({ namespace, url }) => {
    const [host, own] = [new URL(url).hostname, new URL(url)];
    own.hostname = 'db';
    await kubectl(['-n', namespace, 'delete', 'secret', 'database']);
    await giveDatabase(namespace, own.href);
    const services = `/api/v1/namespaces/${namespace}/services`;
    await create(services, { metadata: { name: 'db' }, spec: { ports: [{ port: Number(own.port || 5432) }] } });

    await apply(namespace, version({ migrations: FIRST, waitTimeout: Duration.seconds(10) }));
    const { seconds, message } = await gaveUp(namespace);
    t.atLeast(seconds, 9, 's', 'wait for a database that is not up, of 10 s');
    t.atMost(seconds, 25, 's', 'wait for a database that is not up, of 10 s, start and end of the VM included');
    const reason = /after 10 s still waiting for: tcp connect \(db:\d+\): connection refused/;
    t.exactly(
      message.match(reason) ? 'told' : message,
      'told',
      '',
      'reason in the status of a pod that waited in vain',
    );
    const migrating = await until('the migration fails', 30, async () => {
      const found = (await jobPods(namespace, 'migrate')).map(({ status }) =>
        lastEnd(status.containerStatuses?.[0] ?? {}),
      );
      return found.find((end) => end?.message)?.message;
    });
    const refused = /tcp connect \(db:\d+\): connection refused/.test(migrating) ? 'told' : migrating;
    t.exactly(refused, 'told', '', 'reason in the status of a migration without a database');

    await kubectl(['-n', namespace, 'delete', 'service', 'db']);
    await create(services, { metadata: { name: 'db' }, spec: { type: 'ExternalName', externalName: host } });
    const clock = stopwatch();
    await rolledOut(namespace, 'deployment/web');
    t.atMost(clock(), 90, 's', 'from the database to all pods, which waited by themselves');
  }),
);

check.beside('the wait for a migration ends when it is said to, also while the migration holds its lock', (t) =>
  withDatabase(t, async ({ namespace, url }) => {
    await apply(namespace, version({ migrations: LONGER, waitTimeout: Duration.seconds(3) }));
    const { message, at } = await gaveUp(namespace);
    const told = message.match(/after 3 s still waiting for: .*/)?.[0] ?? message;
    t.exactly(told, `after 3 s still waiting for: ${TEN_SECONDS}`, '', 'what a pod waited for in vain');
    await rolledOut(namespace, 'deployment/web');
    const asked = `SELECT extract(epoch FROM inserted_at) FROM schema_migrations ORDER BY version DESC LIMIT 1`;
    const [[migrated]] = await rows(namespace, url, asked);
    t.atLeast(Math.round(Number(migrated) - at), 1, 's', 'from the end of a wait of 3 s to the end of the migration');
  }),
);

check.beside('with Argo CD the migration is a wave before the workload, which then waits for nothing', (t) =>
  withDatabase(t, async (given) => {
    const { namespace } = given;
    const yaml = render(namespace, (chart) => {
      Delivery.set(chart, Delivery.argoCd());
      version({ migrations: LONGER })(chart);
    });
    const all = parseAllDocuments(yaml).map((one) => one.toJS());
    const wave = ({ metadata }: any) => Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
    const waves = [0, 1, 2].map((number) => all.filter((object) => wave(object) === number));
    t.exactly(waves[1].map(({ kind }) => kind).join(), 'Job', '', 'kinds of wave 1');
    t.exactly(waves[2].map(({ kind }) => kind).join(), 'Deployment', '', 'kinds of wave 2');
    t.exactly(waves.flat().length - all.length, 0, '', 'objects of another wave');
    const [{ spec }] = waves[2];
    t.exactly(spec.template.spec.initContainers?.length ?? 0, 0, '', 'init containers of a workload of wave 2');

    const bring = (items: any[]) => {
      return kubectl(['apply', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
    };
    await bring(waves[0]);
    await bring(waves[1]);
    t.exactly(await ended(namespace, 'migrate'), 'Complete', '', 'end of a migration in wave 1');
    await bring(waves[2]);
    await rolledOut(namespace, 'deployment/web');
    t.atLeast(await lead(given, []), 0, 's', 'from the end of wave 1 to the start of the first pod of wave 2');
  }),
);
