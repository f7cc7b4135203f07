import { Size } from 'cdk8s';
import {
  ConfigBundle,
  Drain,
  type ElixirReleaseProps,
  PhoenixService,
  type PhoenixServiceProps,
  Release,
  type SharedReleaseProps,
  VmFlags,
  Waiver,
} from 'cdk8s-elixir';
import {
  container,
  errorOf,
  IMAGE,
  newChart,
  newCluster,
  newCronJob,
  newJob,
  newMigration,
  newRelease,
  pod,
  rendered,
  SECRET,
  synth,
  variables,
  workload,
} from '../support/subjects';

/** A worker of a shared release, with what it says itself. */
const worker = (shared: SharedReleaseProps, own: Partial<ElixirReleaseProps> = {}) =>
  rendered((chart) =>
    newRelease(chart, { image: undefined, release: Release.of({ image: IMAGE, ...shared }), ...own }),
  );

/** The same worker where each property is said on it. */
const alone = (props: Partial<ElixirReleaseProps>) => rendered((chart) => newRelease(chart, props));

const SHARED: SharedReleaseProps = {
  env: { A: 'shared', B: 'shared' },
  labels: { team: 'chat', tier: 'shared' },
  podAnnotations: { note: 'shared', more: 'shared' },
  poolSize: 5,
  user: 1000,
  tmpSize: Size.mebibytes(8),
  secretKeyBase: SECRET.key('BASE'),
  databaseUrl: SECRET.key('URL'),
  vmFlags: VmFlags.of({ schedulers: 1 }),
  scratch: [{ mountPath: '/scratch', size: Size.mebibytes(1) }],
  nodeBasename: 'chat',
  cookie: SECRET.key('COOKIE'),
  serviceAccountName: 'somebody',
  allow: [Waiver.writableRootFilesystem('tested')],
};

test('what is said once is what is said on the role', () => {
  expect(worker(SHARED)).toEqual(alone(SHARED));
});

const OWN: Partial<ElixirReleaseProps> = {
  image: 'acme/other:2',
  env: { B: 'own', C: 'own' },
  labels: { tier: 'own' },
  podAnnotations: { note: 'own' },
  poolSize: 9,
  user: 2000,
  scratch: [{ mountPath: '/own', size: Size.mebibytes(2) }],
  allow: [Waiver.openDistribution('tested')],
};

test('properties of the role win, maps by key, and waivers are added', () => {
  expect(worker(SHARED, OWN)).toEqual(
    alone({
      ...SHARED,
      ...OWN,
      env: { A: 'shared', B: 'own', C: 'own' },
      labels: { team: 'chat', tier: 'own' },
      podAnnotations: { note: 'own', more: 'shared' },
      allow: [Waiver.writableRootFilesystem('tested'), Waiver.openDistribution('tested')],
    }),
  );
});

test('a property that is undefined says nothing, on the role and in the release', () => {
  const nothing = Object.fromEntries(Object.keys({ ...SHARED, ...OWN }).map((property) => [property, undefined]));
  expect(worker(SHARED, nothing)).toEqual(worker(SHARED));
  expect(worker(nothing, { ...OWN, image: IMAGE })).toEqual(alone({ ...OWN, image: IMAGE }));
  expect(worker({}, { release: undefined, image: IMAGE })).toEqual(alone({}));
});

test('empty maps and lists take nothing away', () => {
  expect(worker(SHARED, { env: {}, labels: {}, podAnnotations: {}, allow: [] })).toEqual(worker(SHARED));
});

test('a release is not changed by its roles', () => {
  const release = Release.of({ image: IMAGE, ...SHARED });
  const chart = newChart();
  const before = JSON.stringify(release._props);
  newRelease(chart, { ...OWN, release }, 'a');
  newJob(chart, { image: undefined, release, env: { Z: 'z' } }, 'b');
  newMigration(chart, { image: undefined, release, env: { Y: 'y' } }, 'c');
  newCronJob(chart, { image: undefined, release }, 'd');
  expect(JSON.stringify(release._props)).toBe(before);
  expect(variables(rendered((other) => newRelease(other, { image: undefined, release })))).not.toHaveProperty('Z');
});

test('what is changed in the properties afterwards changes no release', () => {
  const props: { image: string; poolSize?: number } = { image: IMAGE };
  const release = Release.of(props);
  props.poolSize = 7;
  expect(variables(rendered((chart) => newRelease(chart, { image: undefined, release })))).not.toHaveProperty(
    'POOL_SIZE',
  );
});

test('a worker and a web role share what is said once', () => {
  const manifests = rendered((chart) => {
    const cluster = newCluster(chart);
    const config = new ConfigBundle(chart, 'config', { values: { LOG_LEVEL: 'info' } });
    const release = Release.of({
      ...SHARED,
      image: IMAGE,
      cluster,
      config: [config],
      cookie: undefined,
      nodeBasename: undefined,
    });
    const web: PhoenixServiceProps = { release, host: 'chat.example.com', env: { ROLE: 'web' } };
    new PhoenixService(chart, 'web', web);
    newRelease(chart, { release, image: undefined, drains: [Drain.oban()], replicas: 1 });
  });
  const [web, own] = ['web', 'worker'].map((name) => variables(manifests, name));
  const { PHX_SERVER, PHX_HOST, PORT, ROLE, ...shared } = web;
  expect({ PHX_SERVER, PHX_HOST, PORT, ROLE }).toEqual({
    PHX_SERVER: 'true',
    PHX_HOST: 'chat.example.com',
    PORT: '4000',
    ROLE: 'web',
  });
  expect(own).toEqual(shared);
  expect(container(manifests, 'web').envFrom).toEqual(container(manifests, 'worker').envFrom);
  expect(pod(manifests, 'web').securityContext).toEqual(pod(manifests, 'worker').securityContext);
  expect([workload(manifests, 'web').spec.replicas, workload(manifests, 'worker').spec.replicas]).toEqual([2, 1]);
});

test.each(['PHX_SERVER', 'PORT'])('%s of every role is refused', (variable) => {
  const { message } = errorOf(() => Release.of({ image: IMAGE, env: { [variable]: '1' } }));
  expect(message).toContain(`\`Release.of.env.${variable}\` is`);
  expect(message).toContain('workers and jobs would serve too');
});

test.each<[string, (chart: ReturnType<typeof newChart>, props: object) => unknown]>([
  ['worker', newRelease],
  ['job', newJob],
  ['job of a schedule', newCronJob],
  ['migration', newMigration],
])('a %s without an image is refused, whoever should say it', (_, make) => {
  const of = (props: object) => errorOf(() => make(newChart(), { image: undefined, ...props })).message;
  expect(of({})).toMatch(/`image` is .*\n.*allowed: an image/);
  expect(of({ release: Release.of({}) })).toContain('fix:     give it to Release.of({ image: … })');
});

test('a secret that a role writes out is refused, whoever says it', () => {
  const { message } = errorOf(() => worker({ env: { API_TOKEN: 'abc' } }));
  expect(message).toContain('`env.API_TOKEN` is (not shown)');
});

test('a PhoenixService needs SECRET_KEY_BASE, of its own or of its release', () => {
  const web = (props: object) => {
    const chart = newChart();
    new PhoenixService(chart, 'web', { host: 'a.example', image: IMAGE, ...props });
    return variables(synth(chart), 'web').SECRET_KEY_BASE;
  };
  expect(errorOf(() => web({})).message).toContain('`secretKeyBase` is');
  expect(errorOf(() => web({ release: Release.of({}) })).message).toContain('`secretKeyBase` is');
  const key = { secretKeyRef: { name: 'chat', key: 'BASE' } };
  expect(web({ release: Release.of({ secretKeyBase: SECRET.key('BASE') }) })).toEqual(key);
});
