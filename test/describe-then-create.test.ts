// Describing is pure: a refused construct leaves nothing behind.
import { ApiObject, type Chart, Duration, Size } from 'cdk8s';
import { ConfigBundle, Discovery, Exposure, ReleaseCommand, Tls, VmFlags } from 'cdk8s-elixir';
import fc from './support/random';
import {
  errorOf,
  newChart,
  newCluster,
  newCronJob,
  newJob,
  newMigration,
  newPhoenix,
  newRelease,
  one,
  SECRET,
  synth,
  variables,
} from './support/subjects';

const NOT_MADE: readonly [string, (chart: Chart) => unknown][] = [
  ['a release with a wrong value', (chart) => newRelease(chart, { replicas: -1 })],
  [
    'a release with an override of a part that is not made',
    (chart) => newRelease(chart, { overrides: { roleBinding: {} } }),
  ],
  [
    'a release with an override of another shape',
    (chart) => newRelease(chart, { overrides: { networkPolicy: { spec: 5 } } }),
  ],
  ['a cluster with a wrong name', (chart) => newCluster(chart, { name: 'Chat' })],
  ['a cluster with an override of a part that is not made', (chart) => newCluster(chart, { overrides: { role: {} } })],
  [
    'a bundle with an override of a part that is not made',
    (chart) => new ConfigBundle(chart, 'c', { overrides: { secret: {} } }),
  ],
  ['a service with a wrong host', (chart) => newPhoenix(chart, { host: 'https://x' })],
  ['a service with a wrong way in', (chart) => newPhoenix(chart, { exposures: [Exposure.ingress()] })],
  [
    'a service with an override of a way in that is not made',
    (chart) => newPhoenix(chart, { overrides: { exposures: { Ingress: {} } } }),
  ],
  ['a job with a wrong value', (chart) => newJob(chart, { backoffLimit: -1 })],
  ['a job with an override of another shape', (chart) => newJob(chart, { overrides: { job: { spec: 5 } } })],
  ['a job of a schedule that is none', (chart) => newCronJob(chart, { schedule: '0 0 * * 7' })],
  ['a migration that waits for no time', (chart) => newMigration(chart, { waitTimeout: Duration.seconds(0) })],
  [
    'a release that cannot wait',
    (chart) => newRelease(chart, { migration: { name: 'a', pending: ReleaseCommand.eval('a') } }),
  ],
];

test.each(NOT_MADE)('%s leaves nothing in the tree, and its id is free', (_, make) => {
  const chart = newChart();
  errorOf(() => make(chart));
  expect(chart.node.findAll()).toEqual([chart]);
  expect(synth(chart)).toEqual([]);
  errorOf(() => make(chart)); // the same refusal, not "There is already a Construct with name"
  expect(errorOf(() => make(chart)).message).not.toContain('already');
});

test('a refused member stands in no list of nodes', () => {
  const chart = newChart();
  const cluster = newCluster(chart, { discovery: Discovery.epmd() });
  newRelease(chart, { cluster, stableNames: true, replicas: 1 }, 'a');
  errorOf(() => newRelease(chart, { cluster, stableNames: true, image: 'acme/b' }, 'b'));
  errorOf(() => newRelease(chart, { cluster, stableNames: true, overrides: { headlessService: {} } }, 'c'));
  const { LIBCLUSTER_EPMD_HOSTS: hosts } = variables(synth(chart), 'a');
  expect(hosts).toBe('chat@a-0.chat-nodes.$(POD_NAMESPACE).svc.cluster.local');
});

test('a description is plain data', () => {
  const chart = newChart();
  const cluster = newCluster(chart, { discovery: Discovery.kubernetes() });
  const config = new ConfigBundle(chart, 'config', { values: { A: 'b' }, files: { c: 'd' } });
  const release = newRelease(chart, {
    cluster,
    config: [config],
    env: { URL: SECRET.key('URL') },
    scratch: [{ mountPath: '/x', size: Size.mebibytes(2) }],
    vmFlags: VmFlags.of({ maxHeapSize: Size.mebibytes(1) }),
  });
  const { workload, objects } = release._described;
  for (const description of [workload, objects, cluster._description, config._use]) {
    const known = JSON.parse(JSON.stringify(description));
    expect(structuredClone(description)).toEqual(description);
    expect(known).toEqual(JSON.parse(JSON.stringify(structuredClone(description))));
    expect(instancesIn(description)).toEqual([]);
  }
});

/** Paths of the values that are instances of a class. */
function instancesIn(value: unknown, path = ''): string[] {
  if (typeof value === 'function') return [path];
  if (typeof value !== 'object' || value === null) return [];
  const prototype = Object.getPrototypeOf(value);
  const own = prototype === Object.prototype || Array.isArray(value) ? [] : [path];
  return [...own, ...Object.entries(value).flatMap(([key, member]) => instancesIn(member, `${path}.${key}`))];
}

test('ways in follow the port of the Service, also where an override changes it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65535 }), (port) => {
      const chart = newChart();
      newPhoenix(chart, {
        exposures: [Exposure.gateway({ gateway: 'public' }), Exposure.ingress({ tls: Tls.loadBalancer() })],
        overrides: { service: { spec: { ports: [{ name: 'http', port }] } } },
      });
      const manifests = synth(chart);
      expect(one(manifests, 'HTTPRoute').spec.rules[0].backendRefs).toMatchObject([{ name: 'web', port }]);
      expect(one(manifests, 'Ingress').spec.rules[0].http.paths[0].backend.service.port).toEqual({ name: 'http' });
      expect(chart.node.findAll().filter((each) => ApiObject.isApiObject(each)).length).toBe(manifests.length);
    }),
  );
});
