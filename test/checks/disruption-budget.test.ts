// Budgets that somebody wrote by hand, beside what they select.
import { detailsOf } from '../support/findings';
import { object } from '../support/member';

const LABELS = { app: 'web' };
const workload = (kind = 'Deployment', spec: object = {}, name = 'web') =>
  object('apps/v1', kind, name, {
    spec: { replicas: 2, selector: { matchLabels: LABELS }, template: { metadata: { labels: LABELS } }, ...spec },
  });
const budget = (spec: object) =>
  object('policy/v1', 'PodDisruptionBudget', 'web', { spec: { selector: { matchLabels: LABELS }, ...spec } });
const found = detailsOf('kubernetes/disruption-budget');
const finding = (field: string, value: unknown, ...involved: string[]) => [
  [`PodDisruptionBudget "web", ${field}`, value, involved],
];

test.each<[string, unknown]>([
  ['maxUnavailable', 0],
  ['maxUnavailable', '0%'],
  ['minAvailable', 2],
  ['minAvailable', 3],
  ['minAvailable', '51%'],
  ['minAvailable', '100%'],
])('%s: %j lets none of two pods go', (field, value) => {
  expect(found(workload(), budget({ [field]: value }))).toEqual(finding(field, value, 'Deployment/web'));
});

test.each<[string, unknown]>([
  ['maxUnavailable', 1],
  ['maxUnavailable', '1%'],
  ['minAvailable', 1],
  ['minAvailable', '50%'],
  ['maxUnavailable', 'a0%'],
  ['maxUnavailable', '0%a'],
  ['maxUnavailable', '0'],
  ['maxUnavailable', ['0%']],
  ['maxUnavailable', null],
  ['maxUnavailable', undefined],
])('%s: %j lets one of two pods go, or is none that the API server takes', (field, value) => {
  expect(found(workload(), budget({ [field]: value }))).toEqual([]);
});

test.each(['StatefulSet', 'ReplicaSet', 'Rollout'])('pods of a %s are counted', (kind) => {
  expect(found(workload(kind), budget({ maxUnavailable: 0 }))).toHaveLength(1);
});

test('pods of a DaemonSet, whose number is that of the nodes, and none at all are not', () => {
  expect(found(workload('DaemonSet'), budget({ maxUnavailable: 0 }))).toEqual([]);
  expect(found(workload('Deployment', { replicas: 0 }), budget({ maxUnavailable: 0 }))).toEqual([]);
  expect(found(budget({ maxUnavailable: 0 }))).toEqual([]);
});

test('pods of all that it selects are added up', () => {
  const all = [workload(), workload('StatefulSet', { replicas: 3 }, 'db')];
  expect(found(...all, budget({ minAvailable: 5 }))).toEqual(
    finding('minAvailable', 5, 'Deployment/web', 'StatefulSet/db'),
  );
  expect(found(...all, budget({ minAvailable: 4 }))).toEqual([]);
});
