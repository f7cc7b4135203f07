import { DatabaseBudget, Scaling, ScalingTrigger } from 'cdk8s-elixir';
import { check } from '../../lib/checks/check';
import { RULES } from '../../lib/checks/rules';
import { subjectsOf } from '../../lib/inventory/subject';
import { findings, SAFE } from '../support/findings';
import fc, { runs } from '../support/random';
import { newChart, newCluster, newPhoenix, newRelease, SECRET, synth } from '../support/subjects';

const container = (more: object = {}) => ({ name: 'web', image: 'acme/web:1.2.3', securityContext: SAFE, ...more });
const metadata = { name: 'web', labels: { app: 'web' } };
const template = (spec: object) => ({ metadata: { labels: { app: 'web' } }, spec });
const selector = { matchLabels: { app: 'web' } };

/** A workload of each kind over one pod. */
const KINDS: { readonly [kind: string]: (pod: object) => object } = {
  Deployment: (pod) => ({ apiVersion: 'apps/v1', metadata, spec: { selector, template: template(pod) } }),
  DaemonSet: (pod) => ({ apiVersion: 'apps/v1', metadata, spec: { selector, template: template(pod) } }),
  ReplicaSet: (pod) => ({ apiVersion: 'apps/v1', metadata, spec: { selector, template: template(pod) } }),
  Rollout: (pod) => ({ apiVersion: 'argoproj.io/v1alpha1', metadata, spec: { selector, template: template(pod) } }),
  Job: (pod) => ({ apiVersion: 'batch/v1', metadata, spec: { template: template(pod) } }),
  CronJob: (pod) => ({
    apiVersion: 'batch/v1',
    metadata,
    spec: { jobTemplate: { spec: { template: template(pod) } } },
  }),
  Pod: (pod) => ({ apiVersion: 'v1', metadata, spec: pod }),
};

describe.each(Object.keys(KINDS))('%s', (kind) => {
  const workload = (pod: object) => ({ kind, ...KINDS[kind](pod) });

  test('a good one has no finding', () => {
    expect(findings(workload({ containers: [container()] }))).toEqual([]);
  });

  test.each<[string, object]>([
    ['kubernetes/pod-security container web, privileged', { securityContext: { ...SAFE, privileged: true } }],
    ['kubernetes/image-tag container web, image', { image: 'acme/web' }],
    ['beam/literal-secret container web, env.DB_PASSWORD', { env: [{ name: 'DB_PASSWORD', value: 'x' }] }],
    ['kubernetes/environment-order container web, env A', { env: [{ name: 'A', value: '$(B)' }] }],
    ['kubernetes/environment-twice container web, env A', { env: [{ name: 'A' }, { name: 'A' }] }],
    [
      'kubernetes/pre-stop container web, lifecycle.preStop',
      { lifecycle: { preStop: { exec: { command: ['sh', '-c', 'sleep 60; true'] } } } },
    ],
  ])('%s', (expected, more) => {
    expect(findings(workload({ containers: [container(more)] }))).toEqual([expected]);
  });
});

test('a capability that is text instead of a list is a finding, not an end', () => {
  const securityContext = { ...SAFE, capabilities: { drop: ['ALL'], add: 'NET_ADMIN' } };
  expect(findings({ kind: 'Pod', ...KINDS.Pod({ containers: [container({ securityContext })] }) })).toEqual([
    'kubernetes/pod-security container web, capabilities.add',
  ]);
});

test('items of a List are read, null documents are none', () => {
  const pod = { kind: 'Pod', ...KINDS.Pod({ containers: [container({ image: 'a' })] }) };
  const list = { apiVersion: 'v1', kind: 'List', items: [null, pod, 5] };
  expect(findings(list, null, undefined, 'text', [], {}, { kind: 5 })).toEqual([
    'kubernetes/image-tag container web, image',
  ]);
});

test('a fix is told in the words of the place', () => {
  const [found] = check(
    subjectsOf({ kind: 'Pod', ...KINDS.Pod({ containers: [container({ image: 'a' })] }) }, { path: 'a' }),
  );
  expect(found.fix).toEqual({
    construct: expect.stringContaining("allow: [Waiver.latestTag('why')]"),
    yaml: expect.stringContaining('annotation cdk8s-elixir/waiver.latest-tag'),
  });
});

test('a risk is accepted in the annotation of an object that is involved', () => {
  const annotations = { 'cdk8s-elixir/waiver.latest-tag': 'a test' };
  const pod = KINDS.Pod({ containers: [container({ image: 'a' })] });
  expect(findings({ kind: 'Pod', ...pod, metadata: { ...metadata, annotations } })).toEqual([]);
});

test('every rule has an id of its own', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

describe('whatever a manifest holds, no rule throws', () => {
  const anything = () => fc.anything({ withNullPrototype: true, withObjectString: true, maxDepth: 3 });

  test('any documents', () => {
    fc.assert(
      fc.property(fc.array(anything()), (documents) => {
        findings(...documents);
      }),
    );
  });

  /** Replaces what stands at some place of a JSON tree; the steps choose the place. */
  function bent(value: unknown, steps: readonly number[], by: unknown): unknown {
    if (steps.length === 0 || value === null || typeof value !== 'object') return by;
    const keys = Object.keys(value);
    if (keys.length === 0) return by;
    const key = keys[steps[0] % keys.length];
    const member = bent((value as { [key: string]: unknown })[key], steps.slice(1), by);
    return Array.isArray(value)
      ? value.map((one, at) => (String(at) === key ? member : one))
      : { ...value, [key]: member };
  }

  test.each(['valueOf', 'constructor', '__proto__', 'hasOwnProperty'])('a kind that objects inherit: %s', (kind) => {
    expect(findings({ apiVersion: 'v1', kind, metadata: { name: 'Web' } })).toHaveLength(1); // the name alone
  });

  test('good manifests of which parts are replaced', () => {
    const chart = newChart();
    const cluster = newCluster(chart);
    newPhoenix(chart, { cluster });
    newRelease(chart, { cluster, storage: undefined });
    const database = { databaseUrl: SECRET.key('DATABASE_URL'), database: DatabaseBudget.of({ maxConnections: 900 }) };
    newRelease(chart, { ...database, scaling: Scaling.horizontal({ min: 1, max: 3, cpuUtilization: 70 }) }, 'scaled');
    const triggers = [ScalingTrigger.obanQueue('a', { jobsPerPod: 5 })];
    newRelease(chart, { ...database, scaling: Scaling.keda({ min: 1, max: 3, triggers }) }, 'queued');
    const good = synth(chart);
    const bend = fc.record({
      at: fc.nat(good.length - 1),
      steps: fc.array(fc.nat(20), { minLength: 1, maxLength: 9 }),
      by: anything(),
    });
    fc.assert(
      fc.property(fc.array(bend, { minLength: 1, maxLength: 4 }), (bends) => {
        const manifests = [...good];
        for (const { at, steps, by } of bends) manifests[at] = bent(manifests[at], steps, by);
        findings(...manifests);
      }),
      runs(500),
    );
  });
});
