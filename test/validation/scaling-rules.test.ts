// What the API server has against HorizontalPodAutoscalers, as test/e2e/overrides.e2e.ts saw it refuse the like.
import { faultIn } from '../../lib/validation';

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const hpa = (spec: object) => ({ scaleTargetRef, minReplicas: 2, maxReplicas: 4, ...spec });
const target = { type: 'Utilization', averageUtilization: 70 };
const of = (type: string, more: object) => hpa({ metrics: [{ type, ...more }] });
const cpu = (more: object = {}) =>
  of('ContainerResource', { containerResource: { name: 'cpu', container: 'web', target, ...more } });
const share = (more: object) => of('Resource', { resource: { name: 'cpu', target: { type: 'Value', ...more } } });
const amount = { type: 'AverageValue', averageValue: '5' };
const pods = (name: string, more: object = amount) => of('Pods', { pods: { metric: { name }, target: more } });
const queue = (more: object) => of('External', { external: { metric: { name: 'queue' }, target: more } });
const ingress = { apiVersion: 'v1', kind: 'Service', name: 'web' };
const object = (more: object, describedObject: object = ingress) =>
  of('Object', { object: { describedObject, metric: { name: 'hits' }, target: more } });
const down = (scaleDown: object) => hpa({ behavior: { scaleDown } });
const policy = (more: object) => down({ policies: [{ type: 'Pods', value: 1, periodSeconds: 60, ...more }] });
const ref = (more: object) => hpa({ scaleTargetRef: { ...scaleTargetRef, ...more } });
const fromOutside = { metrics: (queue(amount) as { metrics?: object[] }).metrics };

/** What is wrong, where, and the like that is not. */
const FAULTS: readonly (readonly [object, string, object])[] = [
  [hpa({ maxReplicas: 1 }), 'maxReplicas', hpa({ maxReplicas: 2 })],
  [hpa({ maxReplicas: 0, minReplicas: undefined }), 'maxReplicas', hpa({ maxReplicas: 1, minReplicas: undefined })],
  [hpa({ minReplicas: -1 }), 'minReplicas', hpa({ minReplicas: 1 })],
  [hpa({ minReplicas: 0 }), 'metrics', hpa({ minReplicas: 0, ...fromOutside })],
  [ref({ apiVersion: 'v1' }), 'scaleTargetRef.apiVersion', ref({ apiVersion: 'acme.example/v1' })],
  [ref({ apiVersion: undefined }), 'scaleTargetRef.apiVersion', ref({})],
  [ref({ kind: 'a/b' }), 'scaleTargetRef.kind', ref({ kind: 'StatefulSet' })],
  [ref({ name: '' }), 'scaleTargetRef.name', ref({ name: 'a' })],
  [down({ policies: [] }), 'behavior.scaleDown.policies', down({})],
  [down({ selectPolicy: 'Most' }), 'behavior.scaleDown.selectPolicy', down({ selectPolicy: 'Disabled' })],
  [down({ selectPolicy: '' }), 'behavior.scaleDown.selectPolicy', down({ selectPolicy: 'Max' })],
  [
    down({ stabilizationWindowSeconds: 3601 }),
    'behavior.scaleDown.stabilizationWindowSeconds',
    down({ stabilizationWindowSeconds: 3600 }),
  ],
  [down({ tolerance: '-1' }), 'behavior.scaleDown.tolerance', down({ tolerance: '50m' })],
  [policy({ type: 'All' }), 'behavior.scaleDown.policies.0.type', policy({ type: 'Percent' })],
  [policy({ value: 0 }), 'behavior.scaleDown.policies.0.value', policy({ value: 1 })],
  [policy({ periodSeconds: 1801 }), 'behavior.scaleDown.policies.0.periodSeconds', policy({ periodSeconds: 1800 })],
  [of('Cpu', {}), 'metrics.0.type', cpu()],
  [of('', {}), 'metrics.0.type', pods('sockets')],
  [of('Pods', {}), 'metrics.0.pods', pods('sockets')],
  [
    of('Resource', { resource: { name: 'cpu', target }, pods: { metric: { name: 'a' }, target: amount } }),
    'metrics.0.pods',
    of('Resource', { resource: { name: 'cpu', target } }),
  ],
  [cpu({ name: 'gpu' }), 'metrics.0.containerResource.name', cpu({ name: 'acme.example/gpu' })],
  [cpu({ name: 'requests.a/b' }), 'metrics.0.containerResource.name', cpu({ name: 'hugepages-2Mi' })],
  [cpu({ container: 'A' }), 'metrics.0.containerResource.container', cpu({ container: 'a' })],
  [cpu({ target: { type: 'Value' } }), 'metrics.0.containerResource.target.averageUtilization', cpu()],
  [share({ averageUtilization: 0 }), 'metrics.0.resource.target.averageUtilization', share({ averageUtilization: 1 })],
  [share({ averageUtilization: 1, averageValue: '1' }), 'metrics.0.resource.target', share({ averageValue: '1' })],
  [share({ averageValue: '0' }), 'metrics.0.resource.target.averageValue', share({ averageValue: '1m' })],
  [pods('a/b'), 'metrics.0.pods.metric.name', pods('a')],
  [pods('a', { type: 'Value', value: '1' }), 'metrics.0.pods.target.averageValue', pods('a')],
  [pods('a', { type: 'Most', averageValue: '1' }), 'metrics.0.pods.target.type', pods('a')],
  [queue({ type: 'Value' }), 'metrics.0.external.target.value', queue({ type: 'Value', value: '1' })],
  [queue({ ...amount, value: '1' }), 'metrics.0.external.target', queue(amount)],
  [object({ type: 'Value' }), 'metrics.0.object.target.value', object({ ...amount, value: '1' })],
  [
    object(amount, { ...ingress, apiVersion: 'a/b/c' }),
    'metrics.0.object.describedObject.apiVersion',
    object(amount, { ...ingress, apiVersion: undefined }),
  ],
];

test.each(FAULTS)('%j is refused at %s, and %j is not', (wrong, at, right) => {
  expect(faultIn(wrong, 'HorizontalPodAutoscalerSpec', 37)?.at.join('.')).toBe(at);
  expect(faultIn(right, 'HorizontalPodAutoscalerSpec', 37)).toBeUndefined();
});

test('until Kubernetes 1.37 none goes to zero', () => {
  const toZero = hpa({ minReplicas: 0, ...fromOutside });
  expect(faultIn(toZero, 'HorizontalPodAutoscalerSpec', 36)?.at.join('.')).toBe('minReplicas');
  expect(faultIn(toZero, 'HorizontalPodAutoscalerSpec', 37)).toBeUndefined();
});
