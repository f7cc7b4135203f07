import { Duration } from 'cdk8s';
import { ConfigBundle, Delivery, KubernetesTarget, Release, ReleaseCommand } from 'cdk8s-elixir';
import { newChart, newCronJob, newJob, newMigration, newRelease, SECRET } from '../support/subjects';
import type { BadInput } from './bad-input';

const job = (props: object) => () => newJob(newChart(), props);
const cronJob = (props: object) => () => newCronJob(newChart(), props);
const migration = (props: object) => () => newMigration(newChart(), props);

/** Jobs, migrations, releases whose properties are said once, deliveries. */
export const JOB: readonly BadInput[] = [
  {
    name: 'a variable of the web role in every role',
    build: () => Release.of({ env: { PHX_SERVER: 'true' } }),
    expects: { property: 'Release.of.env.PHX_SERVER', allowed: 'all roles', fix: 'a PhoenixService sets it' },
  },
  {
    name: 'a port of the web role in every role',
    build: () => Release.of({ env: { PORT: '4000' } }),
    expects: { property: 'Release.of.env.PORT', allowed: 'all roles', fix: '`port` of the PhoenixService' },
  },
  {
    name: 'a role without an image, of a release that has none',
    build: () => newRelease(newChart(), { image: undefined, release: Release.of({}) }),
    expects: { path: 'test/worker', property: 'image', allowed: 'a fixed tag', fix: 'Release.of({ image: … })' },
  },
  {
    name: 'a job without an image',
    build: job({ image: undefined }),
    expects: { path: 'test/job', property: 'image', allowed: 'a fixed tag', fix: 'for example "ghcr.io' },
  },
  {
    name: 'an empty expression',
    build: () => ReleaseCommand.eval(' \n'),
    expects: { property: 'ReleaseCommand.eval.expression', allowed: 'Elixir code', fix: 'migrate()' },
  },
  {
    name: 'a command that leaves the container',
    build: () => ReleaseCommand.fromCommand(['/app/bin/chat', 'daemon']),
    expects: { property: 'ReleaseCommand.fromCommand.command', allowed: 'becomes the VM', fix: '/app/bin/server' },
  },
  {
    name: 'an empty command of a job',
    build: () => ReleaseCommand.fromCommand([]),
    expects: { property: 'ReleaseCommand.fromCommand.command', allowed: 'becomes the VM', fix: '/app/bin/server' },
  },
  {
    name: 'a job of a release that nothing names',
    build: job({ script: undefined }),
    expects: { path: 'test/job', property: 'script', allowed: 'the path', fix: '/app/bin/shop' },
  },
  {
    name: 'a script that is no path',
    build: job({ script: 'bin/chat' }),
    expects: { path: 'test/job', property: 'script', value: 'bin/chat', allowed: 'the path', fix: '/app/bin/shop' },
  },
  {
    name: 'a job that serves',
    build: job({ env: { PHX_SERVER: 'true' } }),
    expects: { path: 'test/job', property: 'env.PHX_SERVER', allowed: 'a job needs', fix: 'a PhoenixService sets it' },
  },
  {
    name: 'a job that serves by its bundle',
    build: () => {
      const chart = newChart();
      newCronJob(chart, { config: [new ConfigBundle(chart, 'config', { values: { PHX_SERVER: 'true' } })] });
    },
    expects: {
      path: 'test/cron-job',
      property: 'config[0].PHX_SERVER',
      allowed: 'a job needs',
      fix: 'a PhoenixService sets it',
    },
  },
  {
    name: 'a sidecar that keeps a job from ending',
    build: () => {
      const chart = newChart();
      KubernetesTarget.set(chart, { version: '1.28' });
      newJob(chart, { sidecars: [{ name: 'proxy', image: 'acme/proxy:1' }] });
    },
    expects: { path: 'test/job', property: 'sidecars', value: '1.28', allowed: '1.29', fix: 'KubernetesTarget.set' },
  },
  {
    name: 'a name of a job that leaves no room for its hash',
    build: job({ name: 'a'.repeat(53) }),
    expects: { path: 'test/job', property: 'name', value: 'aaa', allowed: '52', fix: '' },
  },
  {
    name: 'a negative number of further attempts',
    build: job({ backoffLimit: -1 }),
    expects: { property: 'backoffLimit', value: '-1', allowed: 'from 0', fix: 'use 0 for no further attempt' },
  },
  {
    name: 'a deadline of no time',
    build: job({ activeDeadline: Duration.seconds(0) }),
    expects: { property: 'activeDeadline', allowed: '1', fix: '' },
  },
  {
    name: 'a label of a job that others select by',
    build: job({ labels: { 'cdk8s-elixir/job': 'other' } }),
    expects: { property: 'labels["cdk8s-elixir/job"]', value: 'other', allowed: 'any other label', fix: '`name`' },
  },
  {
    name: 'a schedule of six fields',
    build: cronJob({ schedule: '0 0 3 * * *' }),
    expects: {
      path: 'test/cron-job',
      property: 'schedule',
      value: '0 0 3 * * *',
      allowed: 'five fields',
      fix: '0 3 * * *',
    },
  },
  {
    name: 'Sunday as 7',
    build: cronJob({ schedule: '0 3 * * 7' }),
    expects: { property: 'schedule', value: '0 3 * * 7', allowed: '0 to 6 or sun to sat', fix: '0 or sun' },
  },
  {
    name: 'a time zone in a schedule',
    build: cronJob({ schedule: 'CRON_TZ=Europe/Berlin 0 3 * * *' }),
    expects: { property: 'schedule', allowed: 'five fields', fix: 'set `timeZone`' },
  },
  {
    name: 'a schedule that is a number',
    build: cronJob({ schedule: 5 }),
    expects: { property: 'schedule', allowed: 'a Cron of cdk8s', fix: '0 3 * * *' },
  },
  {
    name: 'a time zone of no database',
    build: cronJob({ timeZone: 'Berlin' }),
    expects: { property: 'timeZone', value: 'Berlin', allowed: 'IANA', fix: 'Europe/Berlin' },
  },
  {
    name: 'a delay that the controller leaves out',
    build: cronJob({ startingDeadline: Duration.seconds(9) }),
    expects: { property: 'startingDeadline', allowed: '10', fix: '' },
  },
  {
    name: 'a negative number of Jobs to keep',
    build: cronJob({ failedJobsRetained: -1 }),
    expects: { property: 'failedJobsRetained', value: '-1', allowed: 'from 0', fix: 'use 0 to keep none' },
  },
  {
    name: 'an override of a Job that restarts its containers for ever',
    build: job({ overrides: { job: { spec: { template: { spec: { restartPolicy: 'Always' } } } } } }),
    expects: { property: 'overrides.job.spec.template.spec.restartPolicy', allowed: '"Never"', fix: 'change it' },
  },
  {
    name: 'an override of the schedule that is none',
    build: cronJob({ overrides: { cronJob: { spec: { schedule: '0 0 0 0 0' } } } }),
    expects: { property: 'overrides.cronJob.spec.schedule', allowed: 'five fields', fix: '0 3 * * *' },
  },
  {
    name: 'an override of a part that a job does not have',
    build: job({ serviceAccountName: 'a', overrides: { serviceAccount: {} } }),
    expects: { property: 'overrides.serviceAccount', allowed: 'job', fix: '' },
  },
  {
    name: 'a wait for a migration of no time',
    build: migration({ waitTimeout: Duration.seconds(0) }),
    expects: { path: 'test/migrate', property: 'waitTimeout', allowed: '1', fix: '' },
  },
  {
    name: 'a container that has the name of the one that waits',
    build: () => {
      const initContainers = [{ name: 'wait-for-migrate', image: 'acme/wait:1' }];
      const chart = newChart();
      newRelease(chart, { script: '/app/bin/chat', migration: newMigration(chart), initContainers });
    },
    expects: {
      path: 'test/worker',
      property: 'migration.name',
      value: 'wait-for-migrate',
      allowed: 'each name once',
      fix: 'rename',
    },
  },
  {
    name: 'a delivery that comes too late',
    build: () => {
      const chart = newChart();
      newJob(chart);
      Delivery.set(chart, Delivery.argoCd());
    },
    expects: {
      path: 'test',
      property: 'Delivery.set',
      value: 'argoCd',
      allowed: 'without children',
      fix: 'call it first',
    },
  },
  {
    name: 'a job of a bundle in another namespace',
    build: () => {
      const chart = newChart();
      const other = newChart({ namespace: 'other' }, 'other');
      newJob(chart, { config: [new ConfigBundle(other, 'c', { variables: { A: SECRET.key('A') } })] });
    },
    expects: { path: 'test/job', property: 'config[0]', allowed: '', fix: '' },
  },
];
