import { type Dictionary, isDictionary } from '../json/dictionary';

/** Key under which a ConfigMap holds the pod of a runner. */
export const RUNNER_POD = 'pod.json';

/** Pod of a runner in the data of a ConfigMap; nothing where the text is none. */
export function runnerPod(data: Dictionary): Dictionary {
  try {
    const pod: unknown = JSON.parse(String(data[RUNNER_POD]));
    return isDictionary(pod) ? pod : {};
  } catch {
    return {};
  }
}
