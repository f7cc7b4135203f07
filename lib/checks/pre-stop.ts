import type { PodContainer } from '../inventory/workload';
import { asNumber, asObject, asTexts } from '../json/read';
import type { Rule } from './rule';

/** Default of terminationGracePeriodSeconds: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/. */
const GRACE_SECONDS = 30;

/** Hook `preStop` that takes the whole grace period: SIGKILL comes before SIGTERM, and nothing drains. */
export const preStop: Rule = {
  id: 'kubernetes/pre-stop',
  severity: 'error',
  run: ({ workloads }, report) => {
    for (const about of workloads) {
      const grace = asNumber(about.pod.terminationGracePeriodSeconds) ?? GRACE_SECONDS;
      for (const container of about.containers) {
        const seconds = sleepOf(container);
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

/** Seconds that a preStop sleeps, as far as its command says. */
function sleepOf({ lifecycle }: PodContainer): number | undefined {
  const { sleep, exec } = asObject(lifecycle.preStop);
  const seconds = asNumber(asObject(sleep).seconds);
  if (seconds !== undefined) return seconds;
  const words = asTexts(asObject(exec).command).join(' ');
  const found = /(?:^|[\s;&|/])sleep\s+(\d+(?:\.\d+)?)(?=$|[\s;&|])/.exec(words)?.[1];
  return found === undefined ? undefined : Number(found);
}
