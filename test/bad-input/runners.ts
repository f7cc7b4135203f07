import { Duration, Size } from 'cdk8s';
import { Discovery, Egress, type ElixirReleaseProps, KubernetesTarget, Runners } from 'cdk8s-elixir';
import { newChart, newCluster, newRelease, synth } from '../support/subjects';
import type { BadInput, Expected } from './bad-input';
import { release, value } from './scaling';

const runners = Runners.flame({ max: 2 });

/** A release of a cluster that starts runners, with one wrong property. */
function starting(
  name: string,
  props: Partial<ElixirReleaseProps>,
  expects: Omit<Expected, 'path'>,
  cluster: object = {},
): BadInput {
  const build = () => {
    const chart = newChart();
    newRelease(chart, { cluster: newCluster(chart, cluster), runners, ...props });
  };
  return { name, build, expects: { path: 'test/worker', ...expects } };
}

const LABELS = { template: { metadata: { labels: { 'cdk8s-elixir/joins': null } } } };

/** Runners. */
export const RUNNERS: readonly BadInput[] = [
  value('runners of none', () => Runners.flame({ max: 0 }), 'Runners.flame.max', {
    value: '0',
    allowed: 'from 1',
    fix: 'for example 10',
  }),
  value(
    'runners without a life',
    () => Runners.flame({ max: 1, lifetime: Duration.seconds(0) }),
    'Runners.flame.lifetime',
    {
      value: '0 s',
      allowed: '1 or more',
      fix: 'Duration.seconds(1)',
    },
  ),
  release(
    'runners in no cluster',
    { runners },
    { property: 'runners', value: 'in no cluster', allowed: 'in a cluster', fix: 'set `cluster`' },
  ),
  starting(
    'runners of nodes with stable names',
    { stableNames: true },
    { property: 'runners', value: 'DNSSRV', allowed: 'their addresses', fix: 'Discovery.dnsCluster()' },
    { discovery: Discovery.kubernetesDnsSrv() },
  ),
  starting(
    'runners of pods with claims',
    { storage: [{ name: 'data', mountPath: '/data', size: Size.gibibytes(1) }] },
    { property: 'runners', value: 'with storage', allowed: 'without `storage`', fix: 'sharedStorage' },
  ),
  starting(
    'runners of pods that cannot reach the API server',
    { egress: [Egress.dns()] },
    { property: 'egress', allowed: 'reach the API server', fix: 'Egress.apiServer' },
  ),
  starting(
    'a variable that says whether runners are nodes',
    { env: { RELEASE_DISTRIBUTION: 'none' } },
    { property: 'env.RELEASE_DISTRIBUTION', allowed: 'names that nothing else sets', fix: 'remove it' },
  ),
  starting(
    'the variable of the template of runners, given twice',
    { env: { RUNNER_POD_TEMPLATE: '/srv/pod.json' } },
    { property: 'env.RUNNER_POD_TEMPLATE', allowed: 'names that nothing else sets', fix: 'remove' },
  ),
  starting(
    'runners that no policy admits',
    { overrides: { runners: { PodTemplate: LABELS } } },
    {
      property: 'overrides.runners.PodTemplate, label cdk8s-elixir/joins',
      allowed: 'chat',
      fix: 'remove it from the override',
    },
  ),
  starting(
    'an override of what runners have not',
    { overrides: { runners: { Service: {} } } },
    { property: 'overrides.runners.Service', allowed: 'runners.PodTemplate', fix: 'remove the override' },
  ),
  starting(
    'a longest life that an override takes from runners',
    { overrides: { runners: { PodTemplate: { template: { spec: { activeDeadlineSeconds: 5 } } } } } },
    {
      property: 'overrides.runners.PodTemplate.template.spec.activeDeadlineSeconds',
      allowed: 'fields that a manifest may hold',
      fix: 'remove it',
    },
  ),
  {
    name: 'sidecars of runners that would never end',
    build: () => {
      const chart = newChart();
      KubernetesTarget.set(chart, { version: '1.28' });
      const sidecars = [{ name: 'proxy', image: 'acme/proxy:1' }];
      newRelease(chart, { cluster: newCluster(chart), runners, sidecars });
    },
    expects: { path: 'test/worker', property: 'sidecars', allowed: 'from Kubernetes 1.29 on', fix: 'leave them out' },
  },
  {
    name: 'two numbers of runners for one namespace',
    build: () => {
      const chart = newChart();
      const cluster = newCluster(chart);
      newRelease(chart, { cluster, runners });
      newRelease(chart, { cluster, runners: Runners.flame({ max: 5 }) }, 'other');
      synth(chart);
    },
    expects: {
      property: 'ResourceQuota "other-runners", pods',
      value: '5',
      allowed: 'the same',
      fix: 'the same `max`',
    },
  },
];
