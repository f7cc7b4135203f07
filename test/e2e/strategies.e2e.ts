import { type Distribution, PhoenixService } from 'cdk8s-elixir';
import { apply } from './support/apply';
import { check } from './support/check';
import { cluster, HELLO, web } from './support/hello';
import { KUBECTL, openNodes } from './support/kubectl';
import { byRpc, isWhole, whole } from './support/mesh';
import { onTerminal } from './support/run';
import { DISTRIBUTIONS, type Kind, kinds, STRATEGIES, type Strategy } from './support/strategies';
import { stopwatch } from './support/until';

function build(namespace: string, { discovery, told }: Strategy, distribution: Distribution, { props }: Kind) {
  return apply(namespace, (chart) => {
    const env = { DISCOVERY: told };
    new PhoenixService(chart, 'web', web(cluster(chart, { discovery, distribution }), { env, ...props }));
  });
}

for (const strategy of STRATEGIES) {
  for (const { name: distributionName, distribution } of DISTRIBUTIONS) {
    for (const kind of kinds(strategy)) {
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
