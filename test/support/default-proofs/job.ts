import { Duration } from 'cdk8s';
import { Release, ReleaseCommand } from 'cdk8s-elixir';
import { ConcurrencyPolicy } from 'cdk8s-plus-27';
import { pendingMigrations } from '../../../lib/beam/pending-migrations';
import { IMAGE, newCluster, newCronJob, newJob, newMigration, newRelease, rendered, SECRET } from '../subjects';
import { release } from './builds';
import { type Build, map, override, overrides, type Proofs, text } from './proof';

const job: Build = (props) => rendered((chart) => newJob(chart, props));
const cronJob: Build = (props) => rendered((chart) => newCronJob(chart, props));
const migration: Build = (props) =>
  rendered((chart) => newRelease(chart, { script: '/app/bin/chat', migration: newMigration(chart, props) }));

/** A wait as the documentation says it in prose. */
const nothingPending = ReleaseCommand.eval(pendingMigrations(600));
const OVERRIDE = { vmArgs: { metadata: { annotations: { a: 'b' } } } };

/** Jobs, migrations, and releases whose properties are said once. */
export const JOB: Proofs = {
  'IMigration.pending': {
    build: (props) => release({ script: '/app/bin/chat', migration: { name: 'own', ...props } }),
    same: undefined,
    other: ReleaseCommand.eval('Chat.wait()'),
  },
  'JobProps.activeDeadline': text(job, undefined, Duration.hours(1)),
  'JobProps.annotations': map(job, 'note', 'x'),
  'JobProps.backoffLimit': {
    build: (props) => [job(props), migration(props.backoffLimit === 3 ? { backoffLimit: 6 } : props)],
    same: 3,
    other: 4,
  },
  'JobProps.name': text(job, 'job', 'other'),
  'JobProps.release': text(job, Release.of({}), Release.of({ env: { A: 'b' } })),
  'JobProps.suspend': { build: job, other: true },
  'MigrationProps.overrides': { build: migration, same: {}, other: OVERRIDE },
  'MigrationProps.pending': text(migration, nothingPending, ReleaseCommand.eval('Chat.wait()')),
  'MigrationProps.run': { build: migration, other: ReleaseCommand.eval('Chat.Release.migrate()') },
  'MigrationProps.waitTimeout': { build: migration, other: Duration.minutes(9) },
  'ReleaseCronJobProps.concurrencyPolicy': text(cronJob, ConcurrencyPolicy.FORBID, ConcurrencyPolicy.ALLOW),
  'ReleaseCronJobProps.failedJobsRetained': { build: cronJob, other: 2 },
  'ReleaseCronJobProps.overrides': { build: cronJob, same: {}, other: OVERRIDE },
  'ReleaseCronJobProps.startingDeadline': { build: cronJob, other: Duration.minutes(6) },
  'ReleaseCronJobProps.successfulJobsRetained': { build: cronJob, other: 4 },
  'ReleaseCronJobProps.timeZone': { build: cronJob, other: 'Europe/Berlin' },
  'ReleaseCronJobProps.ttlAfterFinished': text(cronJob, undefined, Duration.hours(1)),
  'ReleaseJobProps.overrides': { build: job, same: {}, other: OVERRIDE },
  'ReleaseJobProps.ttlAfterFinished': text(job, undefined, Duration.hours(1)),
  'ReleaseProps.migration': text(release, undefined, { name: 'own', pending: ReleaseCommand.fromCommand(['/wait']) }),
  'ReleaseProps.release': text(release, Release.of({}), Release.of({ env: { A: 'b' } })),
  'SharedReleaseProps.image': {
    build: ({ image }) => rendered((chart) => newRelease(chart, { release: Release.of({ image: IMAGE }), image })),
    same: IMAGE,
    other: 'acme/other:1',
  },
  'SharedReleaseProps.script': {
    build: (props) => [
      job({ script: undefined, nodeBasename: 'my-chat', ...props }),
      rendered((chart) => {
        const cluster = newCluster(chart, { nodeBasename: 'my-chat' });
        newJob(chart, { script: undefined, cluster, ...props });
      }),
    ],
    same: '/app/bin/my_chat',
    other: '/srv/bin/chat',
  },
  'SharedReleaseProps.secretKeyBase': {
    build: release,
    same: undefined,
    other: SECRET.key('BASE'),
  },
  ...overrides('ReleaseJobOverrides', [
    override(job, 'job'),
    override(job, 'networkPolicy'),
    override(job, 'serviceAccount'),
    override(job, 'vmArgs'),
  ]),
  ...overrides('ReleaseCronJobOverrides', [
    override(cronJob, 'cronJob'),
    override(cronJob, 'networkPolicy'),
    override(cronJob, 'serviceAccount'),
    override(cronJob, 'vmArgs'),
  ]),
};
