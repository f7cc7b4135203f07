import { type Chart, JsonPatch } from 'cdk8s';
import { DatabaseBudget, Scaling } from 'cdk8s-elixir';
import { HorizontalPodAutoscaler, k8s } from 'cdk8s-plus-27';
import { details } from '../support/findings';
import { errorOf, foreign, newChart, newRelease, SECRET, synth } from '../support/subjects';

const scaling = Scaling.horizontal({ min: 2, max: 4, cpuUtilization: 70 });

/** Deployment that somebody wrote by hand. */
const web = (replicas?: unknown, kind = 'Deployment') => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'web' },
  spec: { replicas, template: { spec: {} } },
});
const scaler = (kind: string, target: object, namespace?: string) => ({
  apiVersion: 'a/v1',
  kind,
  metadata: { name: `web-${kind.toLowerCase()}`, namespace },
  spec: { scaleTargetRef: { name: 'web', ...target }, maxReplicas: 4 },
});
const HPA = scaler('HorizontalPodAutoscaler', { kind: 'Deployment' });

test('an override that brings a number of pods back is refused', () => {
  const chart = newChart();
  newRelease(chart, { scaling, overrides: { workload: { spec: { replicas: 3 } } } });
  const { message } = errorOf(() => synth(chart));
  expect(message).toContain('test/worker/workload: `spec.replicas` is 3');
  expect(message).toContain('set min and max of the scaler');
});

test('a patch that brings it back is refused', () => {
  const chart = newChart();
  newRelease(chart, { scaling }).workload.addJsonPatch(JsonPatch.add('/spec/replicas', 3));
  expect(errorOf(() => synth(chart)).message).toContain('HorizontalPodAutoscaler "worker" decides it');
});

test('YAML of others is read in the same way', () => {
  const found = (...documents: object[]) =>
    details(...documents).filter(([property]) => /replicas|pods/.test(property as string));
  expect(found(web(3), HPA)).toEqual([['spec.replicas', 3, ['HorizontalPodAutoscaler/web-horizontalpodautoscaler']]]);
  expect(found(web(3), scaler('ScaledObject', {}))).toHaveLength(1); // KEDA scales a Deployment unless told otherwise
  expect(found(web(), HPA)).toEqual([]);
  expect(found(web(3), scaler('HorizontalPodAutoscaler', { kind: 'StatefulSet' }))).toEqual([]);
  expect(found(web(3), scaler('HorizontalPodAutoscaler', { kind: 'Deployment' }, 'other'))).toEqual([]);
  expect(found(web(), HPA, scaler('ScaledObject', {}))).toEqual([
    [
      'number of pods',
      'of the HorizontalPodAutoscaler "web-horizontalpodautoscaler" and the ScaledObject "web-scaledobject"',
      ['HorizontalPodAutoscaler/web-horizontalpodautoscaler', 'ScaledObject/web-scaledobject'],
    ],
  ]);
});

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' };

test.each<[string, (chart: Chart) => unknown]>([
  [
    'a raw object',
    (chart) =>
      foreign(chart, 'scaler', {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'theirs' },
        spec: { maxReplicas: 9, scaleTargetRef },
      }),
  ],
  [
    'a class of the API',
    (chart) =>
      new k8s.KubeHorizontalPodAutoscalerV2(chart, 'scaler', {
        metadata: { name: 'theirs' },
        spec: { maxReplicas: 9, scaleTargetRef },
      }),
  ],
  [
    'cdk8s-plus',
    (chart) =>
      new HorizontalPodAutoscaler(chart, 'scaler', {
        metadata: { name: 'theirs' },
        maxReplicas: 9,
        target: {
          hasAutoscaler: false,
          markHasAutoscaler: () => {},
          toScalingTarget: () => ({ ...scaleTargetRef, containers: [] }),
        },
      }),
  ],
])('a scaler that somebody else puts into the tree is read: %s', (_, add) => {
  const chart = newChart();
  newRelease(chart, { replicas: 3 });
  add(chart);
  const { message } = errorOf(() => synth(chart));
  expect(message).toContain('test/worker/workload: `spec.replicas` is 3');
  expect(message).toContain('HorizontalPodAutoscaler "theirs" decides it');
});

test('one of KEDA too, beside a scaler of the library, and the database is asked for all of its pods', () => {
  const chart = newChart();
  const database = DatabaseBudget.of({ maxConnections: 90 });
  newRelease(chart, { scaling, database, databaseUrl: SECRET.key('DATABASE_URL') });
  const spec = { maxReplicaCount: 9, scaleTargetRef };
  foreign(chart, 'scaler', {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'theirs' },
    spec,
  });
  const { message } = errorOf(() => synth(chart));
  expect(message).toMatch(/of the HorizontalPodAutoscaler .*"worker.* and the ScaledObject .*"theirs/);
  expect(message).toContain('worker (9 + 1) × 10 = 100');
});

test('a scaler of another workload says nothing', () => {
  const chart = newChart();
  newRelease(chart, { replicas: 3 });
  foreign(chart, 'scaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'theirs' },
    spec: { maxReplicas: 9, scaleTargetRef: { ...scaleTargetRef, name: 'other' } },
  });
  expect(synth(chart).length).toBeGreaterThan(3);
});
