import { sorted } from '../json/sorted';
import type { Job } from '../kubernetes/api';
import { shortHash } from '../kubernetes/hash';

/** Fields of a Job that can be changed in place. Source: k8s.io/kubernetes, pkg/apis/batch/validation, `ValidateJobUpdate`. */
const MUTABLE = ['activeDeadlineSeconds', 'backoffLimit', 'parallelism', 'suspend', 'ttlSecondsAfterFinished'];

/**
 * Job whose name ends in a hash of what runs, because its template cannot be changed: another template is another Job,
 * and the same one is left alone.
 */
export function namedJob(job: Job): Job {
  const fixed = Object.fromEntries(Object.entries(job.spec ?? {}).filter(([field]) => !MUTABLE.includes(field)));
  const name = `${job.metadata?.name}-${shortHash(JSON.stringify(sorted(fixed)))}`;
  return { ...job, metadata: { ...job.metadata, name } };
}
