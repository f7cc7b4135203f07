import { valueAt } from '../json/dictionary';
import { has } from './read-json';
import type { Rules } from './rule';
import { missing, wrong } from './server-fault';

/** Rules of Jobs, the template of a CronJob among them. */
export const JOB_RULES: Rules = {
  *JobSpec(spec) {
    const restart = valueAt(spec, 'template', 'spec', 'restartPolicy');
    const at = ['template', 'spec', 'restartPolicy'];
    const policy = has(spec, 'podFailurePolicy');
    if (restart !== 'Never' && (policy || restart !== 'OnFailure')) {
      const fix = policy ? 'change it, or remove podFailurePolicy' : 'change it';
      yield wrong(at, restart, policy ? '"Never" beside podFailurePolicy' : '"Never" or "OnFailure"', fix);
    }
    if (has(spec, 'selector') && spec.manualSelector !== true) {
      yield wrong(['selector'], spec.selector, 'no selector: the API server makes it', 'remove it');
    }
    if (spec.completionMode === 'Indexed' && !has(spec, 'completions')) {
      yield missing(['completions'], 'a number with completionMode Indexed', 'give it');
    }
  },
};
