import type { Inventory } from '../inventory/inventory';
import { podSelectorOf } from '../inventory/selectors';
import type { Subject } from '../inventory/subject';
import { runsOnce, type Workload } from '../inventory/workload';
import { JOB_LABEL, NAME_LABEL, RUNNER_LABEL } from '../kubernetes/labels';
import type { Rule } from './rule';

/**
 * Kinds that select pods which go on running, with what comes of a pod that runs once among them.
 *
 * Source: https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors: a Job has
 * no scale, so that a share of its pods cannot be told.
 */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['Service', 'it sends requests to pods that serve nothing'],
  [
    'PodDisruptionBudget',
    'pods that run once have no number to count by, and nothing that the budget selects may be evicted',
  ],
  ['Deployment', ofController()],
  ['StatefulSet', ofController()],
  ['DaemonSet', ofController()],
  ['ReplicaSet', ofController()],
]);

function ofController(): string {
  return 'its pods are counted and measured together with them';
}

/** Pods of a Job or CronJob, or runners of a release, that a Service, a budget or another workload selects. */
export const jobSelected: Rule = {
  id: 'kubernetes/job-selected',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    const others = inventory.workloads.filter((one) => !runsOnce(one));
    for (const job of inventory.workloads.filter(runsOnce)) {
      for (const [kind, why] of KINDS) {
        for (const about of job.chosenBy(kind)) {
          if (isMeant(about, job, others)) continue;
          report({
            about,
            involved: [job],
            property: `${kind} "${about.name}", selector`,
            value: podSelectorOf(about)?.labels,
            why: `it selects ${isRunner(job) ? 'runners' : 'the pods'} of the ${job.kind} "${job.name}": ${why}`,
            allowed: `labels that no ${isRunner(job) ? 'runner' : 'pod of a Job'} has`,
            fix: {
              construct: `remove the override of the selector, or of the labels of the ${isRunner(job) ? 'runners' : 'job'}`,
              yaml: `select by ${NAME_LABEL}, which pods of jobs and runners do not have, or remove the label from their template`,
            },
          });
        }
      }
    }
  },
};

const isRunner = ({ kind }: Workload) => kind === 'ConfigMap';

/** Whether a Service or a budget is for somebody's own Jobs alone, as where their pods talk to each other. */
function isMeant(about: Subject, { podLabels }: Workload, others: Inventory['workloads']): boolean {
  if (podLabels[JOB_LABEL] !== undefined || podLabels[RUNNER_LABEL] !== undefined) return false;
  if (!['Service', 'PodDisruptionBudget'].includes(about.kind)) return false;
  return !others.some((other) => other.chosenBy(about.kind).includes(about));
}
