import { type Cron, Duration } from 'cdk8s';
import { Refusal, within } from '../errors/refusal';
import type { CronJob } from '../kubernetes/api';
import { checkCount } from '../kubernetes/limits';
import { seconds } from '../kubernetes/quantities';
import { checkSchedule, checkTimeZone } from '../kubernetes/schedule';
import { applyOverrides } from '../manifests/parts';
import type { Place } from '../manifests/place';
import { checkRawParts } from '../pod/raw-parts';
import { told } from '../props/told';
import type { WithRelease } from '../release/with-release';
import { cronJob } from '../workload/cron-job';
import { type PartsBeside, partsBeside } from './describe-job';
import { describeJobPod } from './describe-job-pod';
import type { ReleaseCronJobProps } from './release-cron-job-props';

/** Objects of a ReleaseCronJob, by the names of its parts. */
export interface CronJobObjects extends PartsBeside {
  readonly cronJob: CronJob;
}

/** Least delay of a run: the controller looks every 10 seconds, and would leave out what is late by less. */
const LEAST_DELAY = 10;

/**
 * Describes a CronJob from its props.
 *
 * @throws where a value cannot work; nothing is made before
 */
export function describeCronJob(place: Place, props: WithRelease<ReleaseCronJobProps>): CronJobObjects {
  return within(place, () => {
    const { schedule, startingDeadline = Duration.minutes(5) } = props;
    const described = describeJobPod(place, props);
    const keep = (property: 'successfulJobsRetained' | 'failedJobsRetained', otherwise: number) =>
      checkCount(property, props[property] ?? otherwise, 'use 0 to keep none', 0);
    const made = cronJob({
      ...described.job,
      schedule: checkSchedule('schedule', scheduleText(schedule)),
      timeZone: checkTimeZone('timeZone', props.timeZone ?? 'Etc/UTC'),
      concurrencyPolicy: props.concurrencyPolicy ?? 'Forbid',
      startingDeadlineSeconds: seconds('startingDeadline', startingDeadline, LEAST_DELAY),
      successfulJobs: keep('successfulJobsRetained', 3),
      failedJobs: keep('failedJobsRetained', 1),
    });
    checkRawParts(made, props, place.target);
    return applyOverrides({ cronJob: made, ...partsBeside(described) }, props.overrides, place.target);
  });
}

/** Text of a schedule: a Cron, of whichever copy of cdk8s, has one. */
function scheduleText(schedule: string | Partial<Cron> | null): string {
  const text: unknown = typeof schedule === 'object' ? schedule?.expressionString : schedule;
  if (typeof text === 'string') return text;
  throw new Refusal({
    property: 'schedule',
    ...told(schedule),
    allowed: 'text, or a Cron of cdk8s',
    fix: "for example '0 3 * * *' for three o'clock each day",
  });
}
