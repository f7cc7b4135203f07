// Pods that run once, and what selects them.

import { detailsOf, findings, SAFE } from '../support/findings';
import { object } from '../support/member';
import { newCronJob, newJob, newPhoenix, newRelease, rendered } from '../support/subjects';

const TEAM = { team: 'chat' };

const template = (labels: object) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'a', image: 'acme/a:1', securityContext: SAFE, ports: [{ containerPort: 80 }] }] },
});
const job = (labels: object = TEAM) => object('batch/v1', 'Job', 'seed', { spec: { template: template(labels) } });
const cronJob = (labels: object = TEAM) =>
  object('batch/v1', 'CronJob', 'prune', { spec: { jobTemplate: { spec: { template: template(labels) } } } });
const workload = (kind: string, labels: object = TEAM, selector: object = TEAM) =>
  object('apps/v1', kind, 'web', { spec: { selector: { matchLabels: selector }, template: template(labels) } });
const service = (spec: object = {}) =>
  object('v1', 'Service', 'web', { spec: { selector: TEAM, ports: [{ port: 80 }], ...spec } });
const budget = (selector: object = { matchLabels: TEAM }) =>
  object('policy/v1', 'PodDisruptionBudget', 'web', { spec: { maxUnavailable: 1, selector } });

const found = detailsOf('kubernetes/job-selected');

test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])('a %s over the pods of a Job', (kind) => {
  expect(found(workload(kind), job())).toEqual([[`${kind} "web", selector`, TEAM, ['Job/seed']]]);
  expect(found(workload(kind), cronJob())).toEqual([[`${kind} "web", selector`, TEAM, ['CronJob/prune']]]);
  expect(found(workload(kind, { ...TEAM, app: 'web' }, { app: 'web' }), job(), cronJob())).toEqual([]);
});

const WEB = workload('Deployment', { ...TEAM, app: 'web' }, { app: 'web' });

test.each([
  ['a Service', service(), 'Service "web", selector'],
  ['a headless Service', service({ clusterIP: 'None' }), 'Service "web", selector'],
  ['a budget', budget(), 'PodDisruptionBudget "web", selector'],
])('%s over the pods of a Deployment and of a Job', (_, object, property) => {
  expect(found(object, WEB, job(), cronJob())).toEqual([
    [property, TEAM, ['Job/seed']],
    [property, TEAM, ['CronJob/prune']],
  ]);
  expect(found(object, WEB, job({ app: 'seed' }))).toEqual([]);
});

test('a budget over every pod of the namespace', () => {
  expect(found(budget({}), WEB, job())).toEqual([['PodDisruptionBudget "web", selector', {}, ['Job/seed']]]);
  expect(found(budget({ matchExpressions: [{ key: 'team', operator: 'Exists' }] }), WEB, job()).length).toBe(1);
  expect(found(budget({ matchExpressions: [{ key: 'app', operator: 'Exists' }] }), WEB, job())).toEqual([]);
});

test("somebody's own Jobs may have a Service and a budget for themselves", () => {
  expect(found(service({ clusterIP: 'None' }), budget(), job())).toEqual([]);
  expect(found(service(), job({ ...TEAM, 'cdk8s-elixir/job': 'seed' })).length).toBe(1);
});

test('a workload over them alone, and a Service over runners alone, are none of these', () => {
  expect(found(workload('Deployment', { app: 'web' }), job())).toHaveLength(1);
  const runners = (labels: object) => ({
    ...object('v1', 'ConfigMap', 'runners', {
      data: { 'pod.json': JSON.stringify({ metadata: { labels }, spec: { containers: [] } }) },
    }),
    metadata: { name: 'runners', namespace: 'chat', labels: { 'cdk8s-elixir/runner': 'web' } },
  });
  expect(found(service(), runners({ ...TEAM, 'cdk8s-elixir/runner': 'web' }))).toHaveLength(1);
  expect(found(service(), runners(TEAM))).toEqual([]);
});

test('a policy may choose them, and a Service of another namespace, of another API or without a selector does not', () => {
  const policy = object('networking.k8s.io/v1', 'NetworkPolicy', 'all', { spec: { podSelector: {} } });
  const elsewhere = { ...service(), metadata: { name: 'web', namespace: 'other' } };
  const knative = { ...service(), apiVersion: 'serving.knative.dev/v1' };
  expect(found(policy, elsewhere, knative, service({ selector: undefined }), WEB, job())).toEqual([]);
});

test('one finding says it', () => {
  const labels = { 'app.kubernetes.io/name': 'web' };
  const web = { ...service(), metadata: { name: 'web', namespace: 'chat', labels } };
  const pods = { ...TEAM, ...labels };
  const all = findings(web, workload('Deployment', pods, labels), job());
  expect(all).toEqual(['kubernetes/job-selected Service "web", selector']);
});

test('its fix is told in the words of a construct and of YAML, and why', () => {
  const { check } = require('../../lib/checks/check');
  const { subjectsOf } = require('../../lib/inventory/subject');
  const [{ why, fix, rule }] = check([budget(), WEB, job()].flatMap((one) => subjectsOf(one, { path: 'a' })));
  expect(rule.id).toBe('kubernetes/job-selected');
  expect(why).toContain('pods of the Job "seed"');
  expect(fix).toEqual({ construct: expect.stringContaining('override'), yaml: expect.stringContaining('select by') });
});

test('nothing selects what the library makes', () => {
  const manifests = rendered((chart) => {
    newPhoenix(chart, { labels: TEAM });
    newRelease(chart, { labels: TEAM, stableNames: true });
    newJob(chart, { labels: TEAM });
    newCronJob(chart, { labels: TEAM });
  });
  expect(findings(...manifests)).toEqual([]);
});
