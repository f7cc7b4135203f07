import { type Dictionary, valueAt } from '../json/dictionary';
import { label } from './forms';
import { has, itemsOf } from './read-json';
import type { Rules } from './rule';
import { type Faults, wrong } from './server-fault';

/** Seconds that a Deployment has for its progress unless told otherwise. */
const PROGRESS_SECONDS = 600;

/** Rules of Deployments and StatefulSets. */
export const WORKLOAD_RULES: Rules = {
  *DeploymentSpec(spec) {
    yield* template(spec);
    const { minReadySeconds = 0, progressDeadlineSeconds = PROGRESS_SECONDS } = spec;
    if (Number(progressDeadlineSeconds) <= Number(minReadySeconds)) {
      const at = has(spec, 'progressDeadlineSeconds') ? 'progressDeadlineSeconds' : 'minReadySeconds';
      yield wrong([at], spec[at], 'progressDeadlineSeconds above minReadySeconds', 'change one of them');
    }
    const rolling = valueAt(spec, 'strategy', 'rollingUpdate');
    const [unavailable, surge] = ['maxUnavailable', 'maxSurge'].map((one) => valueAt(rolling, one) ?? '25%');
    if (isZero(unavailable) && isZero(surge)) {
      const at = ['strategy', 'rollingUpdate', 'maxUnavailable'];
      yield wrong(
        at,
        unavailable,
        'maxUnavailable or maxSurge above 0',
        'raise one of them',
        'no pod could be replaced',
      );
    }
  },
  *StatefulSetSpec(spec) {
    yield* template(spec);
    const unavailable = valueAt(spec, 'updateStrategy', 'rollingUpdate', 'maxUnavailable');
    if (isZero(unavailable)) {
      const at = ['updateStrategy', 'rollingUpdate', 'maxUnavailable'];
      yield wrong(at, unavailable, 'a number above 0, or a share', 'raise it', 'no pod could be replaced');
    }
    for (const [index, claim] of itemsOf(spec.volumeClaimTemplates)) {
      const name = valueAt(claim, 'metadata', 'name');
      const at = ['volumeClaimTemplates', index, 'metadata', 'name'];
      if (!label.accepts(name, 0)) yield wrong(at, name, label.allowed, 'give the claim a name');
    }
  },
};

function* template(spec: Dictionary): Faults {
  const pod = valueAt(spec, 'template', 'spec');
  const policy = valueAt(pod, 'restartPolicy');
  if (policy !== undefined && policy !== 'Always') {
    yield wrong(['template', 'spec', 'restartPolicy'], policy, '"Always"', 'remove it');
  }
}

const isZero = (value: unknown) => value === 0 || (typeof value === 'string' && /^0+%$/.test(value));
