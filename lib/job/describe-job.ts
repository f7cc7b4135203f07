import { within } from '../errors/refusal';
import type { ConfigMap, Job, NetworkPolicy, ServiceAccount } from '../kubernetes/api';
import { isGiven, markGiven } from '../manifests/given';
import { applyOverrides } from '../manifests/parts';
import type { Place } from '../manifests/place';
import { checkRawParts } from '../pod/raw-parts';
import { job } from '../workload/job';
import { networkPolicy } from '../workload/network-policy';
import { serviceAccount } from '../workload/service-account';
import { type DescribedJobPod, describeJobPod, type JobInput } from './describe-job-pod';
import { namedJob } from './job-name';

/** Objects beside a Job or a CronJob, by the names of their parts. */
export interface PartsBeside {
  readonly serviceAccount?: ServiceAccount;
  readonly vmArgs: ConfigMap;
  readonly networkPolicy: NetworkPolicy;
}

/** Objects of a ReleaseJob, by the names of its parts. */
export interface JobObjects extends PartsBeside {
  readonly job: Job;
}

/**
 * Describes a Job from its props.
 *
 * @throws where a value cannot work; nothing is made before
 */
export function describeJob(place: Place, props: JobInput): JobObjects {
  return within(place, () => {
    const described = describeJobPod(place, props);
    const made = job(described.job);
    checkRawParts(made, props, place.target);
    const objects = applyOverrides({ job: made, ...partsBeside(described) }, props.overrides, place.target);
    const named = namedJob(objects.job);
    return { ...objects, job: isGiven(objects.job) ? markGiven(named) : named };
  });
}

/** Objects beside a Job or a CronJob. */
export function partsBeside({ job, vmArgs }: DescribedJobPod): PartsBeside {
  return {
    serviceAccount: job.makesServiceAccount ? serviceAccount(job) : undefined,
    vmArgs,
    networkPolicy: networkPolicy(job),
  };
}
