import { asNumber } from '../json/read';
import { GRACE_SECONDS, preStopSeconds } from '../kubernetes/grace';
import type { Rule } from './rule';

/** Hook `preStop` that takes the whole grace period: SIGKILL comes before SIGTERM, and nothing drains. */
export const preStop: Rule = {
  id: 'kubernetes/pre-stop',
  severity: 'error',
  run: ({ workloads }, report) => {
    for (const about of workloads) {
      const grace = asNumber(about.pod.terminationGracePeriodSeconds) ?? GRACE_SECONDS;
      for (const container of about.containers) {
        const seconds = preStopSeconds(container.manifest);
        if (seconds === undefined || seconds < grace) continue;
        report({
          about,
          property: `container ${container.name}, lifecycle.preStop`,
          value: `${seconds} s`,
          why: `the pod is killed after ${grace} s (terminationGracePeriodSeconds), and preStop takes all of it: the container never gets SIGTERM`,
          allowed: `less than ${grace} s`,
          fix: {
            construct:
              'set `preStopSleep` and `terminationGracePeriod` instead of the override; for a sidecar shorten it',
            yaml: 'shorten it, or raise terminationGracePeriodSeconds',
          },
        });
      }
    }
  },
};
