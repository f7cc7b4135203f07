import { PhoenixService } from 'cdk8s-elixir';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { cluster, web } from './support/hello';
import { kubectl, openNodes } from './support/kubectl';
import { pods } from './support/pods';
import { until } from './support/until';

const RESTARTS = 2;

/** On how many nodes three pods are after each of some rolling restarts. */
async function nodesAfterRestarts(namespace: string, overrides?: object): Promise<number[]> {
  await apply(namespace, (chart) => new PhoenixService(chart, 'web', web(cluster(chart), { overrides })));
  await rolledOut(namespace, 'deployment/web');
  const found: number[] = [];
  for (let restart = 0; restart < RESTARTS; restart += 1) {
    await kubectl(['-n', namespace, 'rollout', 'restart', 'deployment/web']);
    await rolledOut(namespace, 'deployment/web');
    const left = await until('the pods before are gone', 60, async () => {
      const all = await pods(namespace, 'web');
      return all.length === 3 && all;
    });
    found.push(new Set(left.map(({ node }) => node)).size);
  }
  return found;
}

/** The same without what tells the pods of one revision from those of another. */
const SPREAD = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => {
  return { topologyKey, whenUnsatisfiable: 'ScheduleAnyway', matchLabelKeys: null };
});
const BLIND = { workload: { spec: { template: { spec: { topologySpreadConstraints: SPREAD } } } } };

check('three pods stay on three nodes through rolling restarts', async (t) => {
  const nodes = Math.min(3, await openNodes());
  if (nodes < 2) return t.skip('this cluster has one node', 'nodes of three pods after a rolling restart');
  const spread = await nodesAfterRestarts(await t.namespace());
  for (const [index, found] of spread.entries()) {
    t.exactly(found, nodes, 'nodes', `of three pods after rolling restart ${index + 1}`);
  }
  const blind = await nodesAfterRestarts(await t.namespace(), BLIND);
  t.note(blind.join(' '), 'nodes', 'of three pods after each rolling restart without `matchLabelKeys`');
});
