import { Duration, Size } from 'cdk8s';
import {
  Discovery,
  type ElixirReleaseProps,
  type IScaling,
  Resources,
  Scaling,
  ScalingMetric,
  ScalingTrigger,
  VmFlags,
} from 'cdk8s-elixir';
import { newChart, newCluster, newPhoenix, newRelease } from '../support/subjects';
import type { BadInput, Expected } from './bad-input';

/** A release with one wrong property. */
export function release(name: string, props: Partial<ElixirReleaseProps>, expects: Omit<Expected, 'path'>): BadInput {
  return { name, build: () => newRelease(newChart(), props), expects: { path: 'test/worker', ...expects } };
}

/** A value that is refused where it is made. */
export function value(
  name: string,
  build: () => unknown,
  property: string,
  expects: Omit<Expected, 'property'>,
): BadInput {
  return { name, build, expects: { property, ...expects } };
}

const CPU = { min: 2, max: 8, cpuUtilization: 70 };
const byCpu = Scaling.horizontal(CPU);
const toNone: IScaling = { kind: 'own', minReplicas: 0, maxReplicas: 3, manifests: () => [] };
const TIMES = { start: '0 8 * * *', end: '0 18 * * *', replicas: 3 };
const EITHER = { allowed: 'never both', fix: 'remove' };
const NO_POD = { property: 'scaling.minReplicas', value: '0', allowed: '1 or more', fix: 'raise min' };
const horizontal = (options: object) => () => Scaling.horizontal({ ...CPU, ...options });
const keda = (options: object) => () =>
  Scaling.keda({ min: 1, max: 2, triggers: [ScalingTrigger.cpu(70)], ...options });

/** Scalers. */
export const SCALING: readonly BadInput[] = [
  release('replicas beside a scaler', { scaling: byCpu, replicas: 3 }, { property: 'replicas', value: '3', ...EITHER }),
  release('a singleton with a scaler', { scaling: byCpu, singleton: true }, { property: 'singleton', ...EITHER }),
  release(
    'a scaler of a release without pods for now',
    { scaling: byCpu, scaledToZero: true },
    { property: 'scaledToZero', allowed: 'never both', fix: 'delete the objects of the scaler' },
  ),
  release(
    'a singleton of three pods',
    { singleton: true, replicas: 3 },
    { property: 'replicas', value: '3', allowed: '1, or nothing', fix: 'remove singleton' },
  ),
  release(
    'a scaler by CPU of a VM that waits busily',
    { scaling: byCpu, vmFlags: VmFlags.of({ busyWait: true }) },
    { property: 'scaling', value: 'horizontal, by CPU', allowed: 'without busyWait', fix: 'remove busyWait' },
  ),
  release(
    'a trigger by CPU of a VM that waits busily',
    { scaling: keda({})(), vmFlags: VmFlags.of({ busyWait: true }) },
    { property: 'scaling', value: 'keda, by CPU', allowed: 'without busyWait', fix: 'remove busyWait' },
  ),
  release(
    'a scaler by CPU of pods that request none',
    {
      scaling: byCpu,
      resources: Resources.of({ memory: { limit: Size.gibibytes(1) } }),
      vmFlags: VmFlags.of({ schedulers: 2 }),
    },
    { property: 'scaling', value: 'by cpu', allowed: 'with a request', fix: 'Resources.small()' },
  ),
  {
    name: 'a scaler of a cluster with a fixed list',
    build: () => {
      const chart = newChart();
      newRelease(chart, {
        cluster: newCluster(chart, { discovery: Discovery.epmd() }),
        stableNames: true,
        scaling: byCpu,
      });
    },
    expects: {
      path: 'test/worker',
      property: 'scaling',
      value: 'horizontal, with',
      allowed: 'a fixed number',
      fix: 'Discovery.kubernetesDnsSrv()',
    },
  },
  release(
    'a scaler of its own whose greatest number is below its least',
    { scaling: { ...toNone, minReplicas: 4 } },
    { property: 'scaling.maxReplicas', value: '3', allowed: '4 or more', fix: 'lower minReplicas' },
  ),
  release(
    'a scaler of its own that gives no manifest',
    { scaling: { ...toNone, manifests: () => [{ kind: 'A' }] } },
    { property: 'scaling.manifests', allowed: 'apiVersion, kind and metadata.name', fix: 'for example' },
  ),
  release(
    'an override of a scaler that is not there',
    { overrides: { scaling: { HorizontalPodAutoscaler: {} } } },
    { property: 'overrides.scaling.HorizontalPodAutoscaler', allowed: 'none', fix: 'remove the override' },
  ),
  {
    name: 'a service that may have no pod',
    build: () => newPhoenix(newChart(), { scaling: toNone }),
    expects: { path: 'test/web', ...NO_POD },
  },
  value('a least number of none', horizontal({ min: 0 }), 'Scaling.horizontal.min', {
    value: '0',
    allowed: 'from 1',
    fix: 'a KEDA scaler goes to 0',
  }),
  value('a greatest number below the least', horizontal({ max: 1 }), 'Scaling.horizontal.max', {
    value: '1',
    allowed: '2 or more',
    fix: 'raise it, or lower min',
  }),
  value('a share of no percent', horizontal({ cpuUtilization: 0 }), 'Scaling.horizontal.cpuUtilization', {
    value: '0',
    allowed: 'from 1',
    fix: 'in percent, such as 70',
  }),
  value('a scaler that measures nothing', () => Scaling.horizontal({ min: 1, max: 2 }), 'Scaling.horizontal.metrics', {
    value: 'not given',
    allowed: 'cpuUtilization, memoryUtilization or metrics',
    fix: 'cpuUtilization: 70',
  }),
  value(
    'a pace of more than an hour',
    horizontal({ scaleDown: { stabilization: Duration.hours(2) } }),
    'Scaling.horizontal.scaleDown.stabilization',
    { value: '7200 s', allowed: 'up to 3600', fix: 'Duration.seconds(3600)' },
  ),
  value('a pace of no pods', keda({ scaleUp: { pods: 0 } }), 'Scaling.keda.scaleUp.pods', {
    value: '0',
    allowed: 'from 1',
    fix: 'use 1 or more',
  }),
  value('a KEDA scaler without triggers', keda({ triggers: [] }), 'Scaling.keda.triggers', {
    value: '[]',
    allowed: 'one trigger or more',
    fix: 'ScalingTrigger.obanQueue',
  }),
  value('a worker that stops and is measured by its CPU', keda({ min: 0 }), 'Scaling.keda.min', {
    value: '0',
    allowed: 'a further trigger',
    fix: 'raise min',
  }),
  value(
    'a queue that ends its quote',
    () => ScalingTrigger.obanQueue("default' OR 'a' = 'a", { jobsPerPod: 5 }),
    'ScalingTrigger.obanQueue.queue',
    { allowed: 'letters, digits', fix: "'default'" },
  ),
  value('a macro', () => ScalingTrigger.cron({ ...TIMES, start: '@daily' }), 'ScalingTrigger.cron.start', {
    value: '"@daily"',
    allowed: 'five fields',
    fix: '0 8 * * mon-fri',
  }),
  value('an end at the start', () => ScalingTrigger.cron({ ...TIMES, end: TIMES.start }), 'ScalingTrigger.cron.end', {
    value: '"0 8 * * *"',
    allowed: 'other times',
    fix: 'for example',
  }),
  value('CPU in the words of KEDA', () => ScalingTrigger.of('cpu', { value: '70' }), 'ScalingTrigger.of.type', {
    value: '"cpu"',
    allowed: 'any other scaler',
    fix: 'ScalingTrigger.cpu(70)',
  }),
  value(
    'a Prometheus with a password in its address',
    () => ScalingTrigger.prometheus({ serverAddress: 'http://a:m4rked@p:9090', query: 'up', threshold: 5 }),
    'ScalingTrigger.prometheus.serverAddress',
    { hidden: 'm4rked', allowed: 'without user and password', fix: 'http://prometheus.monitoring:9090' },
  ),
  value('a metric with a slash', () => ScalingMetric.pods('a/b', '5'), 'ScalingMetric.pods.name', {
    value: '"a/b"',
    allowed: 'without / and %',
    fix: 'phoenix_sockets',
  }),
  value('a metric of nothing', () => ScalingMetric.pods('a', '0'), 'ScalingMetric.pods.averageValue', {
    value: '"0"',
    allowed: 'above zero',
    fix: "'500'",
  }),
];
