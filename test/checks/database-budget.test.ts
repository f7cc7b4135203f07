import type { Chart } from 'cdk8s';
import {
  ConfigBundle,
  DatabaseBudget,
  ExistingSecret,
  Release,
  ReleaseCommand,
  ReleaseCronJob,
  ReleaseJob,
  Rollout,
  Scaling,
  ScalingTrigger,
  SecretUse,
} from 'cdk8s-elixir';
import { check } from '../../lib/checks/check';
import { subjectsOf } from '../../lib/inventory/subject';
import { SAFE } from '../support/findings';
import { errorOf, IMAGE, newChart, newRelease, SECRET, synth } from '../support/subjects';

const URL = SECRET.key('DATABASE_URL');
const database = (maxConnections: number) => DatabaseBudget.of({ maxConnections });
const RUN = { run: ReleaseCommand.eval('A.b()'), script: '/app/bin/chat' };

/** Sum of connections as a message tells it, with a budget that nothing fits in. */
function sumOf(add: (chart: Chart) => unknown): string {
  const chart = newChart();
  add(chart);
  const { message } = errorOf(() => synth(chart));
  expect(message).toContain('`connections to the database, at most` is ');
  return /beyond: (.*)/.exec(message)?.[1] as string;
}

const one = (props: object) =>
  sumOf((chart) => newRelease(chart, { databaseUrl: URL, database: database(1), ...props }));
const keda = Scaling.keda({ min: 0, max: 8, triggers: [ScalingTrigger.obanQueue('a', { jobsPerPod: 5 })] });

test.each<[string, object, string]>([
  ['two pods and one more while rolling, each with the ten of runtime.exs', {}, 'worker (2 + 1) × 10 = 30'],
  ['a pool of its own', { poolSize: 4 }, 'worker (2 + 1) × 4 = 12'],
  ['a pool in the environment', { env: { POOL_SIZE: '7' } }, 'worker (2 + 1) × 7 = 21'],
  ['a pool that is no number', { env: { POOL_SIZE: '$(POD_IP)' } }, 'worker (2 + 1) × 10 = 30'],
  ['a surge by number', { rollout: Rollout.rolling({ surge: 3 }) }, 'worker (2 + 3) × 10 = 50'],
  [
    'a surge in percent, rounded up',
    { replicas: 5, rollout: Rollout.rolling({ surge: '25%' }) },
    'worker (5 + 2) × 10 = 70',
  ],
  ['no surge', { rollout: Rollout.recreate() }, 'worker 2 × 10 = 20'],
  ['a StatefulSet', { stableNames: true }, 'worker 2 × 10 = 20'],
  ['a singleton', { singleton: true }, 'worker 1 × 10 = 10'],
  ['an HPA', { scaling: Scaling.horizontal({ min: 2, max: 6, cpuUtilization: 70 }) }, 'worker (6 + 1) × 10 = 70'],
  ['a ScaledObject', { scaling: keda, stableNames: true }, 'worker 8 × 10 = 80'],
])('%s', (_, props, expected) => {
  expect(one(props)).toBe(expected);
});

test('a pool in the values of a bundle', () => {
  const sum = sumOf((chart) => {
    const config = new ConfigBundle(chart, 'config', { values: { POOL_SIZE: '3' } });
    newRelease(chart, { databaseUrl: URL, database: database(1), config: [config] });
  });
  expect(sum).toBe('worker (2 + 1) × 3 = 9');
});

test('roles and jobs of one database are added up, with a budget on one of them', () => {
  const sum = sumOf((chart) => {
    newRelease(chart, { databaseUrl: URL, database: database(1) }, 'web');
    newRelease(chart, { databaseUrl: URL, singleton: true }, 'worker');
    new ReleaseJob(chart, 'job', { image: IMAGE, databaseUrl: URL, ...RUN });
    new ReleaseCronJob(chart, 'nightly', {
      image: IMAGE,
      databaseUrl: URL,
      schedule: '0 3 * * *',
      poolSize: 5,
      ...RUN,
    });
  });
  expect(sum).toEqual(
    expect.stringMatching(/^web \(2 \+ 1\) × 10 \+ worker 1 × 10 \+ job-\w+ 1 × 2 \+ nightly 1 × 5 = 47$/),
  );
});

test('what fits is accepted, to the last connection', () => {
  const build = (connections: number) => () => {
    const chart = newChart();
    const release = Release.of({ image: IMAGE, databaseUrl: URL, database: database(connections) });
    newRelease(chart, { release, image: undefined }, 'web');
    newRelease(chart, { release, image: undefined }, 'worker');
    return synth(chart);
  };
  expect(build(60)).not.toThrow();
  expect(errorOf(build(59)).message).toContain('is 60');
});

test('two databases are counted apart', () => {
  const other = ExistingSecret.named('other');
  const build = () => {
    const chart = newChart();
    newRelease(chart, { databaseUrl: URL, database: database(30) }, 'a');
    newRelease(chart, { databaseUrl: other.key('DATABASE_URL'), database: database(30) }, 'b');
    newRelease(chart, { databaseUrl: SECRET.key('OTHER_URL') }, 'c');
    newRelease(chart, {}, 'd');
    return synth(chart);
  };
  expect(build).not.toThrow();
});

test('databases whose URLs are in the Secrets of bundles are counted apart, too', () => {
  const build = (names: string[], connections: number) => () => {
    const chart = newChart();
    names.forEach((name, index) => {
      const secrets = [SecretUse.environment(ExistingSecret.named(name))];
      const config = new ConfigBundle(chart, `config-${index}`, { secrets });
      newRelease(chart, { config: [config], database: database(connections) }, `r${index}`);
    });
    return synth(chart);
  };
  expect(build(['a', 'b'], 30)).not.toThrow();
  expect(errorOf(build(['a', 'a'], 30)).message).toContain('is 60');
});

test('without a budget nothing is counted', () => {
  const chart = newChart();
  newRelease(chart, { databaseUrl: URL, replicas: 900, poolSize: 100 });
  expect(() => synth(chart)).not.toThrow();
});

/** Deployment that somebody wrote by hand. */
const foreign = (spec: object = {}, container: object = {}, annotation: unknown = '20') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'a', annotations: { 'cdk8s-elixir/database-connections': annotation } },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'acme/web:1',
            securityContext: SAFE,
            ...container,
          },
        ],
      },
    },
    ...spec,
  },
});
const sums = (...documents: object[]) =>
  check(documents.flatMap((document) => subjectsOf(document, { path: 'a.yaml' })))
    .filter(({ rule }) => rule.id === 'beam/database-budget')
    .map(({ value }) => value);
const scaler = (kind: string, spec: object) => ({
  apiVersion: 'a/v1',
  kind,
  metadata: { name: 'x', namespace: 'a' },
  spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, ...spec },
});
const values = (name: string, POOL_SIZE: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'a' },
  data: { POOL_SIZE },
});

test('YAML that says nothing has one pod, a quarter more while rolling, and a pool of ten', () => {
  expect(sums(foreign({}, {}, '19'))).toEqual([20]);
  expect(sums(foreign())).toEqual([]);
});

test('a ScaledObject without a maximum has the hundred of KEDA', () => {
  expect(sums(foreign({ replicas: 2 }), scaler('ScaledObject', {}))).toEqual([1250]);
  expect(sums(foreign(), scaler('HorizontalPodAutoscaler', { maxReplicas: 4 }))).toEqual([50]);
});

test('of two ConfigMaps the last one is the environment, and a prefix is a part of the name', () => {
  const from = (name: string, prefix?: string) => ({ configMapRef: { name }, ...(prefix ? { prefix } : {}) });
  const maps = [values('one', '30'), values('two', '40')];
  const summed = (...envFrom: object[]) => sums(foreign({}, { envFrom }), ...maps);
  expect(summed(from('one'), from('two'))).toEqual([80]);
  expect(summed(from('two'), from('one'))).toEqual([60]);
  expect(summed(from('one'), from('two', 'POOL_'))).toEqual([60]);
  expect(summed(from('gone'))).toEqual([]);
});

test('a key of a ConfigMap is read', () => {
  const valueFrom = { configMapKeyRef: { name: 'one', key: 'POOL_SIZE' } };
  const env = [{ name: 'POOL_SIZE', valueFrom }];
  expect(sums(foreign({}, { env }), values('one', '30'))).toEqual([60]);
});

test('a CronJob starts as many pods as its Jobs say', () => {
  const { metadata, spec } = foreign();
  const jobTemplate = { spec: { parallelism: 5, template: spec.template } };
  expect(sums({ apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate } })).toEqual([50]);
  expect(
    sums({ apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { parallelism: 4, template: spec.template } }),
  ).toEqual([40]);
});

test.each<[string, object]>([
  ['a number that is none', { replicas: Number.NaN }],
  ['an endless number', { replicas: Number.POSITIVE_INFINITY }],
  ['a negative number', { replicas: -5 }],
  ['text', { replicas: '900' }],
  ['a strategy that is none', { strategy: 5 }],
  ['a surge that is none', { strategy: { rollingUpdate: { maxSurge: [] } } }],
  ['a surge below zero', { strategy: { rollingUpdate: { maxSurge: -3 } } }],
])('%s counts as nothing said, and throws nothing', (_, spec) => {
  expect(sums(foreign(spec))).toEqual([]);
});

test.each([5, null, 'many', '', '-1', '1e9', '5x', {}])('an annotation that is no number is none: %j', (annotation) => {
  expect(sums(foreign({ replicas: 900 }, {}, annotation))).toEqual([]);
});
