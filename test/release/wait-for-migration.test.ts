import { Size } from 'cdk8s';
import { ConfigBundle, type ElixirReleaseProps, KubernetesTarget, ReleaseCommand } from 'cdk8s-elixir';
import {
  container,
  errorOf,
  newChart,
  newCluster,
  newMigration,
  newPhoenix,
  newRelease,
  pod,
  rendered,
  SECRET,
  synth,
} from '../support/subjects';

const PENDING = ReleaseCommand.eval('Chat.wait()');
const MIGRATION = { name: 'own', pending: PENDING };

/** A web role that waits, and the container in which it does. */
function waiting(props: Partial<ElixirReleaseProps> = {}) {
  const manifests = rendered((chart) => {
    const config = new ConfigBundle(chart, 'config', { values: { LOG_LEVEL: 'info' } });
    newPhoenix(chart, { cluster: newCluster(chart), config: [config], migration: MIGRATION, ...props });
  });
  const [init] = pod(manifests).initContainers.filter(({ name }: any) => name === 'wait-for-own');
  return { manifests, init, own: container(manifests) };
}

const named = (env: any[]) => Object.fromEntries(env.map((one) => [one.name, one.value ?? one.valueFrom]));

test('the container that waits is the release, but for its node, its server and its pool', () => {
  const { init, own } = waiting({
    poolSize: 20,
    env: { A: '$(POD_NAME)' },
    scratch: [{ mountPath: '/scratch', size: Size.mebibytes(1) }],
  });
  const { image, imagePullPolicy, envFrom, resources, volumeMounts, securityContext } = own;
  expect(init).toEqual({
    name: 'wait-for-own',
    image,
    imagePullPolicy,
    command: ['/app/bin/chat', 'eval', 'Chat.wait()'],
    env: expect.anything(),
    envFrom,
    resources,
    securityContext,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts,
  });
  const { PHX_SERVER, ...others } = named(own.env);
  expect(PHX_SERVER).toBe('true');
  expect(named(init.env)).toEqual({ ...others, RELEASE_DISTRIBUTION: 'none', POOL_SIZE: '2' });
});

test('the pool is small where nothing, or the bundle, says its size', () => {
  expect(named(waiting().init.env).POOL_SIZE).toBe('2');
  const manifests = rendered((chart) => {
    const config = new ConfigBundle(chart, 'c', { values: { POOL_SIZE: '40' } });
    newRelease(chart, { config: [config], script: '/app/bin/chat', migration: MIGRATION });
  });
  expect(named(pod(manifests).initContainers[0].env).POOL_SIZE).toBe('2');
});

test('a variable that others refer to stays', () => {
  const { init } = waiting({ env: { SERVES: 'server: $(PHX_SERVER)' } });
  expect(named(init.env)).toMatchObject({ PHX_SERVER: 'true', SERVES: 'server: $(PHX_SERVER)' });
});

test("it comes last: the user's init containers fill what it mounts", () => {
  const initContainers = [{ name: 'certificates', image: 'acme/certificates:1' }];
  const sidecars = [{ name: 'proxy', image: 'acme/proxy:1' }];
  const order = (version: string) => {
    const chart = newChart();
    KubernetesTarget.set(chart, { version });
    newRelease(chart, { script: '/app/bin/chat', migration: MIGRATION, initContainers, sidecars });
    return pod(synth(chart)).initContainers.map(({ name }: any) => name);
  };
  expect(order('1.29')).toEqual(['proxy', 'certificates', 'wait-for-own']);
  expect(order('1.28')).toEqual(['certificates', 'wait-for-own']);
});

test('nobody waits for a migration that somebody else puts before', () => {
  const manifests = rendered((chart) => newRelease(chart, { migration: { name: 'own' } }));
  expect(pod(manifests).initContainers).toBeUndefined();
  expect(rendered((chart) => newRelease(chart, { migration: undefined }))).toEqual(manifests);
});

test.each<[string, Partial<ElixirReleaseProps>]>([
  ['an init container', { initContainers: [{ name: 'wait-for-own', image: 'a:1' }] }],
  ['a sidecar', { sidecars: [{ name: 'wait-for-own', image: 'a:1' }] }],
  ['the release', { name: 'wait-for-own' }],
])('%s of its name is refused', (_, props) => {
  const { message } = errorOf(() => newRelease(newChart(), { script: '/a/b', migration: MIGRATION, ...props }));
  expect(message).toContain('`migration.name` is "wait-for-own"');
});

test('a name that makes no name of a container is refused', () => {
  const of = (name: string) => errorOf(() => newRelease(newChart(), { migration: { name, pending: PENDING } })).message;
  expect(of('A_b')).toContain('`migration.name` is');
  expect(of('a'.repeat(55))).toContain('`migration.name` is');
});

test('a worker in no cluster that nothing names needs its script', () => {
  const { message } = errorOf(() => newRelease(newChart(), { migration: MIGRATION }));
  expect(message).toContain('`script` is');
});

test('a StatefulSet waits too, with the secrets of its release', () => {
  const manifests = rendered((chart) =>
    newRelease(chart, {
      nodeBasename: 'chat',
      stableNames: true,
      databaseUrl: SECRET.key('URL'),
      migration: newMigration(chart),
    }),
  );
  const [init] = pod(manifests).initContainers;
  expect(init.name).toBe('wait-for-migrate');
  expect(named(init.env).DATABASE_URL).toEqual({ secretKeyRef: { name: 'chat', key: 'URL' } });
});
