import { PhoenixService } from 'cdk8s-elixir';
import { apply } from './support/apply';
import { check } from './support/check';
import { cluster, HELLO, web } from './support/hello';
import { KUBECTL, openNodes } from './support/kubectl';
import { byRpc, isWhole, whole } from './support/mesh';
import { onTerminal } from './support/run';
import { stopwatch } from './support/until';

check('three pods of the twenty lines become one cluster after `kubectl apply`, and can be attached to', async (t) => {
  const namespace = await t.namespace();
  const clock = stopwatch();
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart))));
  const { pods, seconds } = await whole(namespace, ['web'], 3, 60, clock);
  t.atMost(seconds, 60, 's', 'the twenty lines, from `kubectl apply` to one cluster of three');
  t.exactly(
    new Set(pods.map(({ node }) => node)).size,
    Math.min(3, await openNodes()),
    '',
    'nodes of Kubernetes that three pods are on',
  );

  const views = await Promise.all(pods.map(({ name }) => byRpc(namespace, name)));
  t.exactly(views.filter(({ nodes }) => nodes.length === 2).length, 3, '', 'pods in which `rpc` lists the two others');
  expect(isWhole(views)).toBe(true);

  const shell = `${KUBECTL} -n ${namespace} exec -it ${pods[0].name} -- ${HELLO} remote`;
  const there = new RegExp(`attached to hello@${pods[0].ip}`);
  const shown = await onTerminal(shell, /iex\(/, 'IO.puts("attached to #{node()}")', there, 30);
  t.exactly(there.test(shown) ? 'attached' : 'not attached', 'attached', '', '`bin/hello remote`');
});
