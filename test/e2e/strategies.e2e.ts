import { Distribution, PhoenixService } from 'cdk8s-elixir';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { databaseUrl, giveDatabase, NO_DATABASE } from './support/database';
import { cluster, HELLO, web } from './support/hello';
import { KUBECTL, openNodes } from './support/kubectl';
import { byRpc, isWhole, view, whole } from './support/mesh';
import { pods } from './support/pods';
import { onTerminal } from './support/run';
import { DISTRIBUTIONS, type Kind, kinds, POSTGRES, STRATEGIES, type Strategy } from './support/strategies';
import { after, stopwatch } from './support/until';

function build(namespace: string, { discovery, told }: Strategy, distribution: Distribution, { props }: Kind) {
  return apply(namespace, (chart) => {
    const env = { DISCOVERY: told };
    new PhoenixService(chart, 'web', web(cluster(chart, { discovery, distribution }), { env, ...props }));
  });
}

/** Kinds that a strategy is tried on with a distribution: every pair of two things meets, with E2E_FULL all three do. */
function tried(strategy: Strategy, row: number): readonly Kind[] {
  const all = kinds(strategy);
  return process.env.E2E_FULL === '1' ? all : [all[row % all.length]];
}

for (const [place, strategy] of STRATEGIES.entries()) {
  for (const [column, { name: distributionName, distribution }] of DISTRIBUTIONS.entries()) {
    for (const kind of tried(strategy, place + column)) {
      const pair = `${strategy.name}, ${distributionName}, ${kind.name}`;
      check.beside(`three pods become one cluster, \`rpc\` and \`remote\` work: ${pair}`, async (t) => {
        const namespace = await t.namespace();
        const clock = stopwatch();
        await build(namespace, strategy, distribution, kind);
        const { pods, seconds } = await whole(namespace, ['web'], 3, 120, clock);
        t.atMost(seconds, 60, 's', pair);
        t.exactly(
          new Set(pods.map(({ node }) => node)).size,
          Math.min(3, await openNodes()),
          '',
          `nodes of Kubernetes: ${pair}`,
        );

        const views = await Promise.all(pods.map(({ name }) => byRpc(namespace, name)));
        expect(isWhole(views)).toBe(true);
        const shell = `${KUBECTL} -n ${namespace} exec -it ${pods[0].name} -- ${HELLO} remote`;
        const { node } = await byRpc(namespace, pods[0].name);
        await onTerminal(shell, /iex\(/, 'IO.puts("attached to #{node()}")', new RegExp(`attached to ${node}`), 40);
      });
    }
  }
}

check('three pods become one cluster through a PostgreSQL database, and not without it', async (t) => {
  const url = await databaseUrl();
  if (url === undefined) return t.skip(NO_DATABASE, 'postgres, from apply to one cluster');
  const namespace = await t.namespace();
  await giveDatabase(namespace, url);
  const clock = stopwatch();
  const [kind] = kinds(POSTGRES);
  await build(namespace, POSTGRES, Distribution.singlePort(), kind);
  const { seconds } = await whole(namespace, ['web'], 3, 120, clock);
  t.atMost(seconds, 60, 's', 'postgres, from apply to one cluster');

  const elsewhere = await t.namespace();
  await giveDatabase(elsewhere, url.replace(/:[^:@/]+@/, ':another@'));
  await build(elsewhere, POSTGRES, Distribution.singlePort(), kind);
  await rolledOut(elsewhere, 'deployment/web');
  await after(7); // longer than the pause between two names that a node says
  const alone = await Promise.all((await pods(elsewhere, 'web')).map((pod) => view(elsewhere, pod)));
  expect(alone).toHaveLength(3);
  const met = alone.flatMap(({ nodes }) => nodes).length;
  t.exactly(met, 0, 'nodes', 'postgres, met by nodes that the database does not let in');
});
