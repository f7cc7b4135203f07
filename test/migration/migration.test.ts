import { Duration } from 'cdk8s';
import { Release, ReleaseCommand } from 'cdk8s-elixir';
import {
  container,
  errorOf,
  IMAGE,
  jobContainer,
  newChart,
  newMigration,
  newPhoenix,
  newRelease,
  one,
  pod,
  rendered,
  SECRET,
  synth,
} from '../support/subjects';

test('a migration is a Job, and a command that tells when nothing is pending', () => {
  const chart = newChart();
  const migration = newMigration(chart);
  expect(migration.name).toBe('migrate');
  expect(migration.node.defaultChild).toBe(migration.releaseJob);
  expect(migration.pending?._words({ script: () => '/app/bin/chat' }).slice(0, 2)).toEqual(['/app/bin/chat', 'eval']);
  const manifests = synth(chart);
  expect(jobContainer(manifests).command).toEqual(['/app/bin/migrate']);
  expect(one(manifests, 'Job').spec.backoffLimit).toBe(6);
});

test('properties that are undefined say nothing', () => {
  const nothing = {
    run: undefined,
    pending: undefined,
    waitTimeout: undefined,
    backoffLimit: undefined,
    annotations: undefined,
  };
  expect(rendered((chart) => newMigration(chart, nothing))).toEqual(rendered((chart) => newMigration(chart)));
});

test('web and worker wait for one migration, with the image of their own', () => {
  const manifests = rendered((chart) => {
    const release = Release.of({ image: IMAGE, nodeBasename: 'chat', secretKeyBase: SECRET.key('A') });
    const migration = newMigration(chart, { image: undefined, script: undefined, release });
    newPhoenix(chart, { image: undefined, release, migration });
    newRelease(chart, { image: 'acme/next:2', release, migration });
  });
  for (const name of ['web', 'worker']) {
    const [init] = pod(manifests, name).initContainers;
    expect([init.name, init.image]).toEqual(['wait-for-migrate', container(manifests, name).image]);
    expect(init.command.slice(0, 2)).toEqual(['/app/bin/chat', 'eval']);
  }
  expect(manifests.filter(({ kind }) => kind === 'Job').length).toBe(1);
});

test('the wait is as long as it is said', () => {
  const code = (waitTimeout: Duration) =>
    newMigration(newChart(), { waitTimeout }).pending?._words({ script: () => 'a' })[2];
  expect(code(Duration.seconds(90))).toContain('System.monotonic_time(:millisecond) + 90000\n');
  expect(errorOf(() => code(Duration.seconds(0))).message).toContain('`waitTimeout` is');
  expect(errorOf(() => code(Duration.millis(1500))).message).toContain('`waitTimeout` is');
});

test('a command of their own asks in the place of Ecto', () => {
  const pending = ReleaseCommand.fromCommand(['/app/bin/pending']);
  const manifests = rendered((chart) => newRelease(chart, { migration: newMigration(chart, { pending }) }));
  expect(pod(manifests).initContainers[0].command).toEqual(['/app/bin/pending']);
});

test('a refused migration leaves nothing in the tree, its overrides among them', () => {
  const chart = newChart();
  errorOf(() => newMigration(chart, { overrides: { job: { spec: { suspend: 'x' } } } }));
  errorOf(() => newMigration(chart, { backoffLimit: -1 }));
  expect(chart.node.findAll()).toEqual([chart]);
  newMigration(chart);
});

test('an override reaches the Job, and names another one', () => {
  const name = (props: object) =>
    one(
      rendered((chart) => newMigration(chart, props)),
      'Job',
    ).metadata.name;
  const overrides = { job: { spec: { template: { spec: { hostname: 'a' } } } } };
  expect(name({ overrides })).not.toBe(name({}));
});
