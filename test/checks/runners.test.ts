// Rules that read the template of a release's runners.
import { ApiObject } from 'cdk8s';
import { DatabaseBudget, type ElixirReleaseProps, Runners } from 'cdk8s-elixir';
import { detailsOf } from '../support/findings';
import { errorOf, newChart, newCluster, newRelease, SECRET, synth } from '../support/subjects';

const LABELS = { team: 'chat' };

function refusal(props: Partial<ElixirReleaseProps>, others: object[] = []): string {
  const chart = newChart();
  const runners = Runners.flame({ max: 4 });
  newRelease(chart, { cluster: newCluster(chart), runners, ...props });
  for (const [index, json] of others.entries()) new ApiObject(chart, `other-${index}`, json as any);
  return errorOf(() => synth(chart)).message;
}

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'team' },
  spec: { selector: LABELS, ports: [{ port: 80, targetPort: 4370 }] },
};
const budget = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'team' },
  spec: { maxUnavailable: 1, selector: { matchLabels: LABELS } },
};

test('a Service of somebody else that selects runners is refused', () => {
  const message = refusal({ labels: LABELS }, [service]);
  expect(message).toContain('Service "team", selector');
  expect(message).toMatch(/it selects runners of the ConfigMap "worker-runners-[0-9a-f]{10}"/);
});

test('an override that gives runners the name of the release is refused', () => {
  const PodTemplate = { template: { metadata: { labels: { 'app.kubernetes.io/name': 'worker' } } } };
  const message = refusal({ overrides: { runners: { PodTemplate } } });
  expect(message).toContain('PodDisruptionBudget "worker", selector');
  expect(message).toContain('of the labels of the runners');
});

test('Pod Security `restricted` is asked of runners too', () => {
  const securityContext = { allowPrivilegeEscalation: true };
  const PodTemplate = { template: { spec: { containers: [{ name: 'worker', securityContext }] } } };
  expect(refusal({ overrides: { runners: { PodTemplate } } })).toContain('worker, allowPrivilegeEscalation` is true');
});

test('connections of runners count, as many as the quota lets there be', () => {
  const database = DatabaseBudget.of({ maxConnections: 69 });
  const message = refusal({ database, databaseUrl: SECRET.key('DATABASE_URL') });
  expect(message).toMatch(/worker \(2 \+ 1\) × 10 \+ worker-runners-[0-9a-f]{10} 4 × 10 = 70/);
});

const template = (text: string, labels: object = { 'cdk8s-elixir/runner': 'web' }) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web-runners', labels },
  data: { 'pod.json': text },
});
const pod = JSON.stringify({ metadata: { labels: LABELS }, spec: { containers: [] } });
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { ...LABELS, app: 'web' } } } },
};
const selected = detailsOf('kubernetes/job-selected');

test('YAML of others is read in the same way, and what is no template is passed over', () => {
  for (const other of [service, budget]) {
    expect(selected(other, web, template(pod))).toEqual([
      [`${other.kind} "team", selector`, LABELS, ['ConfigMap/web-runners']],
    ]);
    for (const text of ['{', '[]', 'null', '"text"']) expect(selected(other, web, template(text))).toEqual([]);
    expect(selected(other, web, template(pod, {}))).toEqual([]);
  }
});

const quota = (name: string, spec: object, namespace = 'chat') => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name, namespace },
  spec,
});
const scoped = (pods: unknown) => ({ hard: { pods }, scopes: ['Terminating'] });
const numbers = detailsOf('kubernetes/runner-quota');

test('of two quotas with different numbers the larger one is never reached', () => {
  expect(numbers(quota('a', scoped('5')), quota('b', scoped(9)))).toEqual([
    ['ResourceQuota "b", pods', 9, ['ResourceQuota/a']],
  ]);
  expect(numbers(quota('a', scoped('5')), quota('b', scoped(9)), quota('c', {}))).toHaveLength(1);
  expect(numbers(quota('a', scoped('5')), quota('b', scoped(5)))).toEqual([]);
  expect(numbers(quota('a', scoped('5')), quota('b', scoped('9'), 'other'))).toEqual([]);
  expect(numbers(quota('a', scoped('5')), quota('b', { hard: { pods: '9' } }))).toEqual([]);
  expect(numbers(quota('a', scoped('5')), quota('b', scoped('1k')), quota('c', {}))).toEqual([]);
});
