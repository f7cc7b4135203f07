import { Duration } from 'cdk8s';
import { type ElixirReleaseProps, RequiredSecrets, Scaling, ScalingTrigger } from 'cdk8s-elixir';
import { errorOf, newChart, newRelease, one, rendered, SECRET, synth } from '../support/subjects';

const DATABASE = { databaseUrl: SECRET.key('DATABASE_URL') };
const CRON = ScalingTrigger.cron({ start: '0 8 * * *', end: '0 18 * * *', replicas: 4, timeZone: 'Europe/Berlin' });
const oban = (queue: string, more = {}) => ScalingTrigger.obanQueue(queue, { jobsPerPod: 50, ...more });

/** Manifests of a release that KEDA scales by some triggers. */
function scaled(triggers: ScalingTrigger[], props: Partial<ElixirReleaseProps> = DATABASE): any[] {
  return rendered((chart) => newRelease(chart, { scaling: Scaling.keda({ min: 1, max: 8, triggers }), ...props }));
}

test('a ScaledObject is whole', () => {
  const scaling = Scaling.keda({
    min: 0,
    max: 8,
    triggers: [oban('default')],
    pollingInterval: Duration.seconds(10),
    cooldown: Duration.minutes(1),
    scaleDown: { pods: 2 },
  });
  const manifests = rendered((chart) => newRelease(chart, { ...DATABASE, scaling }));
  const labels = { 'app.kubernetes.io/name': 'worker' };
  expect(one(manifests, 'ScaledObject')).toEqual({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'worker', namespace: 'chat', labels },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' },
      minReplicaCount: 0,
      maxReplicaCount: 8,
      pollingInterval: 10,
      cooldownPeriod: 60,
      advanced: {
        horizontalPodAutoscalerConfig: {
          behavior: {
            scaleDown: {
              stabilizationWindowSeconds: 300,
              policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }],
            },
          },
        },
      },
      triggers: [
        {
          type: 'postgresql',
          metadata: {
            query:
              `SELECT count(*) FROM "public".oban_jobs WHERE queue = 'default' AND (state IN ('available', 'executing') ` +
              `OR state IN ('scheduled', 'retryable') AND scheduled_at <= timezone('UTC', now()))`,
            targetQueryValue: '50',
            activationTargetQueryValue: '0',
          },
          authenticationRef: { name: 'worker' },
        },
      ],
    },
  });
  expect(one(manifests, 'TriggerAuthentication')).toEqual({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'TriggerAuthentication',
    metadata: { name: 'worker', namespace: 'chat', labels },
    spec: { secretTargetRef: [{ parameter: 'connection', name: 'chat', key: 'DATABASE_URL' }] },
  });
});

test('each trigger with a secret has an authentication of its own, named after its place', () => {
  const manifests = scaled([oban('a'), CRON, oban('b', { databaseUrl: SECRET.key('KEDA_URL') })]);
  const { triggers } = one(manifests, 'ScaledObject').spec;
  expect(triggers.map(({ authenticationRef }: any) => authenticationRef?.name)).toEqual([
    'worker',
    undefined,
    'worker-3',
  ]);
  const keys = ['worker', 'worker-3'].map(
    (name) => one(manifests, 'TriggerAuthentication', name).spec.secretTargetRef[0].key,
  );
  expect(keys).toEqual(['DATABASE_URL', 'KEDA_URL']);
  expect(triggers[1].metadata).toEqual({
    timezone: 'Europe/Berlin',
    start: '0 8 * * *',
    end: '0 18 * * *',
    desiredReplicas: '4',
  });
});

test('constructs have ids that stay while triggers are added behind', () => {
  const ids = (...triggers: ScalingTrigger[]) => {
    const release = newRelease(newChart(), { ...DATABASE, scaling: Scaling.keda({ min: 1, max: 2, triggers }) });
    return release.scaling.map(({ node, kind }) => `${node.id} ${kind}`);
  };
  expect(ids(oban('a'))).toEqual(['scaling ScaledObject', 'scaling-triggerauthentication TriggerAuthentication']);
  expect(ids(oban('a'), oban('b'))).toEqual([
    ...ids(oban('a')),
    'scaling-triggerauthentication-2 TriggerAuthentication',
  ]);
});

test('a secret of a trigger is required beforehand, with its key', () => {
  const chart = newChart();
  const databaseUrl = SECRET.key('KEDA_URL');
  newRelease(chart, { scaling: Scaling.keda({ min: 1, max: 2, triggers: [oban('a', { databaseUrl })] }) });
  const [{ name, keys, usedBy }] = RequiredSecrets.of(chart);
  expect([name, keys, usedBy]).toEqual(['chat', ['KEDA_URL'], ['TriggerAuthentication/worker']]);
});

test('a queue without a database is refused before anything is made', () => {
  const error = errorOf(() => scaled([oban('a')], {}));
  expect(error.message).toContain('test/worker: `scaling.triggers.databaseUrl` is not given');
  expect(error.message).toContain('set `databaseUrl` on the release, or on the trigger');
});

test.each(["default'--", "x' OR '1'='1", 'a"b', "'", 'a b', '', "default';", 'a\n', 'ä'])(
  'a queue or a prefix that could end its quote is refused: %j',
  (word) => {
    expect(errorOf(() => oban(word)).message).toContain('`ScalingTrigger.obanQueue.queue` is ');
    expect(errorOf(() => oban('a', { prefix: word })).message).toContain('`ScalingTrigger.obanQueue.prefix` is ');
  },
);

test('CPU and memory are measured of the container of the release, in percent', () => {
  const manifests = scaled([ScalingTrigger.cpu(70), ScalingTrigger.memory(80)], {});
  expect(one(manifests, 'ScaledObject').spec.triggers).toEqual([
    { type: 'cpu', metricType: 'Utilization', metadata: { value: '70', containerName: 'worker' } },
    { type: 'memory', metricType: 'Utilization', metadata: { value: '80', containerName: 'worker' } },
  ]);
  const { byCpu, byMemory } = Scaling.keda({ min: 1, max: 2, triggers: [ScalingTrigger.memory(80)] });
  expect([byCpu, byMemory]).toEqual([false, true]);
});

test('CPU beside a queue may go to none, as the queue starts the first pod', () => {
  const keda = (...triggers: ScalingTrigger[]) => Scaling.keda({ min: 0, max: 2, triggers });
  expect(keda(ScalingTrigger.cpu(70), oban('a')).minReplicas).toBe(0);
  expect(errorOf(() => keda(ScalingTrigger.cpu(70), ScalingTrigger.memory(80))).message).toContain(
    'none would ever start again',
  );
});

test('any other scaler has its settings, and its secrets by the names of its parameters', () => {
  const secrets = { username: SECRET.key('USER'), host: SECRET.key('AMQP_URL') };
  const given = ScalingTrigger.of('rabbitmq', { queueName: 'mails', passwordFromEnv: 'AMQP_PASSWORD' }, secrets);
  const manifests = scaled([given], {});
  expect(one(manifests, 'TriggerAuthentication').spec.secretTargetRef).toEqual([
    { parameter: 'host', name: 'chat', key: 'AMQP_URL' },
    { parameter: 'username', name: 'chat', key: 'USER' },
  ]);
  expect(one(manifests, 'ScaledObject').spec.triggers[0].metadata).toEqual({
    queueName: 'mails',
    passwordFromEnv: 'AMQP_PASSWORD',
  });
});

test.each([
  ['a URL', { host: 'amqp://chat:c4n4ryh7nt3r2@mq' }],
  ['a password', { password: 'c4n4ryh7nt3r2' }],
  ['a URL in the place of a name', { hostFromEnv: 'amqp://chat:c4n4ryh7nt3r2@mq' }],
])('%s among the settings is refused, and not shown', (_, metadata: any) => {
  const { message } = errorOf(() => ScalingTrigger.of('rabbitmq', metadata));
  expect(message).toContain('`ScalingTrigger.of.metadata.');
  expect(message).not.toContain('c4n4ry');
});

test('the same object comes of the same scaler, whatever became of the last one', () => {
  const scaling = Scaling.keda({ min: 1, max: 2, triggers: [CRON] });
  const make = () => scaling.manifests({ name: 'a', kind: 'Deployment', labels: {} })[0];
  const first = make();
  first.spec.triggers[0].metadata.start = 'changed';
  expect(make().spec.triggers[0].metadata.start).toBe('0 8 * * *');
});

test('a synth of a scaled release passes every rule', () => {
  const chart = newChart();
  newRelease(chart, { ...DATABASE, scaling: Scaling.keda({ min: 0, max: 2, triggers: [oban('a')] }) });
  expect(() => synth(chart)).not.toThrow();
});

test.each(['pollingInterval', 'cooldown'])(
  'with a pod at least %s says nothing: it is left out, and refused',
  (time) => {
    const { spec } = one(scaled([CRON]), 'ScaledObject');
    expect(spec).not.toHaveProperty('pollingInterval');
    expect(spec).not.toHaveProperty('cooldownPeriod');
    const given = () => Scaling.keda({ min: 1, max: 8, triggers: [CRON], [time]: Duration.minutes(1) });
    expect(errorOf(given).message).toContain(`\`Scaling.keda.${time}\` is given with a min above 0`);
  },
);

test.each([
  [54, undefined],
  [55, 'a'.repeat(55)],
  [63, 'a'.repeat(63)],
])('of a release with a name of %i characters the HorizontalPodAutoscaler has no longer one', (length, name) => {
  const { spec } = one(scaled([CRON], { name: 'a'.repeat(length) }), 'ScaledObject');
  expect(spec.advanced.horizontalPodAutoscalerConfig.name).toBe(name);
});

test.each([
  ['a field that is none', { maxReplicas: 9 }, 'maxReplicas', 'has no such field'],
  ['text for a number', { maxReplicaCount: '9' }, 'maxReplicaCount', 'without quotes'],
  ['a number below its least', { pollingInterval: 0 }, 'pollingInterval', '1 or more'],
  ['fewer pods at most than at least', { minReplicaCount: 9, maxReplicaCount: 8 }, 'maxReplicaCount', 'or more'],
  ['as many pods when idle', { idleReplicaCount: 1 }, 'idleReplicaCount', 'less than minReplicaCount'],
  ['a part that is not whole', { fallback: { replicas: 2 } }, 'fallback.failureThreshold', 'give it'],
])('an override of a ScaledObject that KEDA would refuse is refused: %s', (_, spec, field, words) => {
  const overrides = { scaling: { ScaledObject: { spec } } };
  const { message } = errorOf(() => scaled([CRON], { overrides }));
  expect(message).toContain(`overrides.scaling.ScaledObject.spec.${field}`);
  expect(message).toContain(words);
});

test('an override of a ScaledObject that KEDA takes is merged', () => {
  const spec = { fallback: { failureThreshold: 3, replicas: 2 }, advanced: { restoreToOriginalReplicaCount: true } };
  const manifests = scaled([CRON], { overrides: { scaling: { ScaledObject: { spec } } } });
  expect(one(manifests, 'ScaledObject').spec).toMatchObject(spec);
});
