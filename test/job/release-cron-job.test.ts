import { Cron, Duration } from 'cdk8s';
import { ConcurrencyPolicy } from 'cdk8s-plus-27';
import { typeErrors } from '../support/invariants';
import { newCronJob, one, rendered } from '../support/subjects';

const cronJob = (props: Parameters<typeof newCronJob>[1] = {}) =>
  one(
    rendered((chart) => newCronJob(chart, props)),
    'CronJob',
  );

test('a CronJob leaves a run out where the last one goes on, in UTC', () => {
  const made = cronJob();
  expect(typeErrors(made)).toBeUndefined();
  const { jobTemplate, ...spec } = made.spec;
  expect(made.metadata.name).toBe('cron-job');
  expect(spec).toEqual({
    schedule: '0 3 * * *',
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 300,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    suspend: false,
  });
  expect(jobTemplate.metadata.labels).toEqual({ 'app.kubernetes.io/name': 'cron-job' });
  expect(jobTemplate.spec).toMatchObject({ backoffLimit: 3, template: { spec: { restartPolicy: 'Never' } } });
});

test('what a user says of a CronJob is in it, its Jobs among them', () => {
  const { spec } = cronJob({
    schedule: '  */5  8-18 * * mon-fri ',
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: ConcurrencyPolicy.REPLACE,
    startingDeadline: Duration.seconds(10),
    successfulJobsRetained: 0,
    failedJobsRetained: 0,
    suspend: true,
    activeDeadline: Duration.minutes(1),
    backoffLimit: 0,
    ttlAfterFinished: Duration.days(1),
  });
  expect(spec).toMatchObject({
    schedule: '*/5  8-18 * * mon-fri',
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: 'Replace',
    startingDeadlineSeconds: 10,
    successfulJobsHistoryLimit: 0,
    failedJobsHistoryLimit: 0,
    suspend: true,
    jobTemplate: { spec: { activeDeadlineSeconds: 60, backoffLimit: 0, ttlSecondsAfterFinished: 86400 } },
  });
  expect(spec.jobTemplate.spec.suspend).toBeUndefined();
});

test.each([
  [Cron.schedule({ minute: '0', hour: '3' }), '0 3 * * *'],
  [Cron.daily(), '0 0 * * *'],
  [new Cron({ minute: '*/15' }), '*/15 * * * *'],
])('a Cron of cdk8s is its text', (schedule, text) => {
  expect(cronJob({ schedule }).spec.schedule).toBe(text);
});
