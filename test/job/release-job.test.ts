import { Duration, Size } from 'cdk8s';
import {
  ConfigBundle,
  Discovery,
  KubernetesTarget,
  PhoenixService,
  Release,
  ReleaseCommand,
  SecretUse,
  Waiver,
} from 'cdk8s-elixir';
import { CLUSTER_LABEL, JOB_LABEL, NAME_LABEL } from '../../lib/kubernetes/labels';
import { typeErrors } from '../support/invariants';
import {
  errorOf,
  IMAGE,
  jobContainer,
  jobSpec,
  newChart,
  newCluster,
  newCronJob,
  newJob,
  newMigration,
  newPhoenix,
  newRelease,
  one,
  rendered,
  SECRET,
  synth,
} from '../support/subjects';

const environment = (manifests: readonly any[]): { [variable: string]: unknown } =>
  Object.fromEntries(jobContainer(manifests).env.map((each: any) => [each.name, each.value ?? each.valueFrom]));

/** Constructs whose pods run once. */
const KINDS = { ReleaseJob: newJob, ReleaseCronJob: newCronJob, Migration: newMigration };

test('a Job is a release that runs once', () => {
  const manifests = rendered((chart) => newJob(chart));
  expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name.replace(/[0-9a-f]{10}$/, 'HASH')}`)).toEqual([
    'ServiceAccount job',
    'ConfigMap job-vm-HASH',
    'NetworkPolicy job',
    'Job job-HASH',
  ]);
  expect(manifests.map(typeErrors).filter(Boolean)).toEqual([]);
  const { template, ...spec } = one(manifests, 'Job').spec;
  expect(spec).toEqual({
    backoffLimit: 3,
    podFailurePolicy: {
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    },
  });
  const { restartPolicy, automountServiceAccountToken, topologySpreadConstraints, serviceAccountName } = template.spec;
  expect({ restartPolicy, automountServiceAccountToken, topologySpreadConstraints, serviceAccountName }).toEqual({
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    serviceAccountName: 'job',
  });
  const { command, args, ports, lifecycle, livenessProbe, terminationMessagePolicy } = jobContainer(manifests);
  expect({ command, args, ports, lifecycle, livenessProbe, terminationMessagePolicy }).toEqual({
    command: ['/app/bin/chat', 'eval', 'Chat.Release.run()'],
    terminationMessagePolicy: 'FallbackToLogsOnError',
  });
});

test('what a user says of a Job is in it', () => {
  const { metadata, spec } = one(
    rendered((chart) =>
      newJob(chart, {
        activeDeadline: Duration.hours(2),
        ttlAfterFinished: Duration.seconds(0),
        backoffLimit: 0,
        suspend: true,
        annotations: { note: 'a' },
        allow: [Waiver.writableRootFilesystem('tested')],
      }),
    ),
    'Job',
  );
  expect(spec).toMatchObject({
    activeDeadlineSeconds: 7200,
    ttlSecondsAfterFinished: 0,
    backoffLimit: 0,
    suspend: true,
  });
  expect(metadata.annotations).toEqual({ note: 'a', 'cdk8s-elixir/waiver.writable-root-filesystem': 'tested' });
});

describe.each(Object.entries(KINDS))('pods of a %s', (_, make) => {
  const HOSTILE = {
    [NAME_LABEL]: 'web',
    [CLUSTER_LABEL]: 'chat',
    [JOB_LABEL]: 'other',
    team: 'chat',
  };

  test('carry none of the labels by which others select, whatever the chart says', () => {
    const manifests = rendered((chart) => make(chart, { cluster: newCluster(chart), labels: { tier: 'a' } }), {
      namespace: 'chat',
      labels: HOSTILE,
    });
    const { labels } = jobSpec(manifests).template.metadata;
    const name = manifests.find(({ kind }) => kind === 'NetworkPolicy').metadata.name;
    expect(labels).toEqual({ team: 'chat', tier: 'a', [JOB_LABEL]: name });
    expect(one(manifests, 'NetworkPolicy').spec).toMatchObject({
      podSelector: { matchLabels: { [JOB_LABEL]: name } },
      policyTypes: ['Ingress'],
    });
  });

  test.each(Object.keys(HOSTILE).slice(0, 3))('are not given the label %s', (label) => {
    const { message } = errorOf(() => make(newChart(), { labels: { [label]: 'web' } }));
    expect(message).toContain(`labels["${label}"]`);
  });

  test('are no nodes: no cookie, no node name, no ports, no token', () => {
    const manifests = rendered((chart) =>
      make(chart, { cluster: newCluster(chart, { discovery: Discovery.kubernetes() }) }),
    );
    const variables = environment(manifests);
    expect(variables.RELEASE_DISTRIBUTION).toBe('none');
    expect(Object.keys(variables).filter((name) => /COOKIE|RELEASE_NODE|PHX/.test(name))).toEqual([]);
    expect(jobSpec(manifests).template.spec.automountServiceAccountToken).toBe(false);
    expect(manifests.filter(({ kind }) => kind === 'RoleBinding')).toEqual([]);
    const { data } = manifests.find(({ metadata }) => /-vm-/.test(metadata.name));
    expect(data['vm.args']).not.toMatch(/epmd|dist/);
  });

  test('have the variables that the runtime configuration fetches for discovery', () => {
    const discovery = (one: Parameters<typeof newCluster>[1]) =>
      Object.keys(environment(rendered((chart) => make(chart, { cluster: newCluster(chart, one) }))));
    expect(discovery({ discovery: Discovery.kubernetes() })).toEqual(
      expect.arrayContaining(['LIBCLUSTER_KUBERNETES_SELECTOR', 'LIBCLUSTER_KUBERNETES_NODE_BASENAME']),
    );
    expect(discovery({ discovery: Discovery.epmd() })).toContain('LIBCLUSTER_EPMD_HOSTS');
    expect(discovery({ discovery: Discovery.postgres({ url: SECRET.key('URL') }) })).toEqual(
      expect.arrayContaining(['LIBCLUSTER_POSTGRES_URL', 'LIBCLUSTER_POSTGRES_CHANNEL']),
    );
  });

  test.each<[string, (chart: ReturnType<typeof newChart>) => object, string]>([
    ['nothing says its size', () => ({}), '2'],
    ['it is undefined', () => ({ poolSize: undefined, env: undefined, release: undefined }), '2'],
    ['the release has another', () => ({ release: Release.of({ poolSize: 40 }) }), '2'],
    ['the environment of the release has another', () => ({ release: Release.of({ env: { POOL_SIZE: '40' } }) }), '2'],
    [
      'the bundle of the release has another',
      (chart) => ({ release: Release.of({ config: [new ConfigBundle(chart, 'c', { values: { POOL_SIZE: '40' } })] }) }),
      '2',
    ],
    ['its own property says so', () => ({ release: Release.of({ poolSize: 40 }), poolSize: 5 }), '5'],
    [
      'its own environment says so',
      () => ({ release: Release.of({ env: { POOL_SIZE: '40' } }), env: { POOL_SIZE: '5' } }),
      '5',
    ],
    [
      'its own environment says so, not its release',
      () => ({ release: Release.of({ poolSize: 40 }), env: { POOL_SIZE: '5' } }),
      '5',
    ],
  ])('have a pool where %s', (_name, props, size) => {
    expect(environment(rendered((chart) => make(chart, props(chart)))).POOL_SIZE).toBe(size);
  });

  test('may bring sidecars where these end with the Job', () => {
    const sidecars = [{ name: 'proxy', image: 'acme/proxy:1' }];
    const make29 = (version: string) => {
      const chart = newChart();
      KubernetesTarget.set(chart, { version });
      make(chart, { sidecars });
      return synth(chart);
    };
    expect(jobSpec(make29('1.29')).template.spec.initContainers).toMatchObject([
      { name: 'proxy', restartPolicy: 'Always' },
    ]);
    expect(errorOf(() => make29('1.28')).message).toContain('the Job would never end');
  });

  test('may have names up to 52 characters', () => {
    const longest = 'a'.repeat(52);
    const manifests = rendered((chart) => make(chart, { name: longest }));
    const job = manifests.find(({ kind }) => /Job$/.test(kind));
    expect(job.metadata.name.length).toBeLessThanOrEqual(63);
    expect(errorOf(() => make(newChart(), { name: `${longest}a` })).message).toContain('`name` is');
  });
});

test('a Job is given what its release has', () => {
  const manifests = rendered((chart) => {
    const config = new ConfigBundle(chart, 'config', {
      values: { LOG_LEVEL: 'info' },
      files: { 'app.toml': 'a = 1' },
      secrets: [SecretUse.files(SECRET, '/run/secrets/chat')],
    });
    const release = Release.of({
      image: IMAGE,
      cluster: newCluster(chart),
      config: [config],
      secretKeyBase: SECRET.key('BASE'),
      databaseUrl: SECRET.key('URL'),
      env: { A: '$(POD_NAME)' },
      scratch: [{ mountPath: '/scratch', size: Size.mebibytes(1) }],
      user: 1000,
    });
    newJob(chart, { release, image: undefined, script: undefined });
  });
  const { env, envFrom, volumeMounts, command } = jobContainer(manifests);
  expect(command[0]).toBe('/app/bin/chat');
  expect(env.map(({ name }: any) => name)).toEqual(expect.arrayContaining(['SECRET_KEY_BASE', 'DATABASE_URL', 'A']));
  const bundle = manifests.find(({ data }) => data?.LOG_LEVEL).metadata.name;
  expect(envFrom).toEqual([{ configMapRef: { name: bundle } }]);
  expect(volumeMounts.map(({ mountPath }: any) => mountPath)).toEqual(
    expect.arrayContaining(['/scratch', '/run/secrets/chat', '/tmp']),
  );
  expect(jobSpec(manifests).template.spec.securityContext.runAsUser).toBe(1000);
});

test('a name of the release is a name of its script', () => {
  const command = (props: object) =>
    jobContainer(rendered((chart) => newJob(chart, { script: undefined, ...props }))).command;
  expect(command({ nodeBasename: 'my-shop' })[0]).toBe('/app/bin/my_shop');
  expect(command({ run: ReleaseCommand.fromCommand(['/app/bin/seed', '--all']) })).toEqual(['/app/bin/seed', '--all']);
  expect(errorOf(() => newJob(newChart(), { script: undefined })).message).toContain('nothing says the name');
});

test('a job and a service of one release stay apart', () => {
  const manifests = rendered((chart) => {
    const release = Release.of({ image: IMAGE, cluster: newCluster(chart), secretKeyBase: SECRET.key('A') });
    new PhoenixService(chart, 'web', { release, host: 'a.example' });
    newJob(chart, { release, image: undefined });
  });
  const labels = Object.entries(jobSpec(manifests.filter(({ kind }) => kind === 'Job')).template.metadata.labels);
  const selectors = manifests.flatMap(({ kind, metadata, spec }) =>
    kind === 'NetworkPolicy' && metadata.name === 'job'
      ? []
      : [spec?.selector?.matchLabels ?? spec?.podSelector?.matchLabels ?? spec?.selector].filter(Boolean),
  );
  expect(selectors.length).toBeGreaterThan(3);
  for (const selector of selectors) {
    expect(Object.entries(selector).every(([key, value]) => labels.some(([k, v]) => k === key && v === value))).toBe(
      false,
    );
  }
});

test('labels of the chart bring no release under the policy of a job', () => {
  const labels = { [JOB_LABEL]: 'job', [CLUSTER_LABEL]: 'other' };
  const manifests = rendered((chart) => [newJob(chart), newPhoenix(chart), newRelease(chart)], {
    namespace: 'chat',
    labels,
  });
  for (const { kind, spec } of manifests) {
    if (kind === 'Deployment') expect(Object.keys(spec.template.metadata.labels)).toEqual([NAME_LABEL]);
  }
});
