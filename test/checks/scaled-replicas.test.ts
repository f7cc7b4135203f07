import { JsonPatch } from 'cdk8s';
import { Scaling } from 'cdk8s-elixir';
import { details } from '../support/findings';
import { errorOf, newChart, newRelease, synth } from '../support/subjects';

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
