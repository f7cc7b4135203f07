import { sorted } from '../json/sorted';
import type { ConfigMap, Labels, PodTemplate } from '../kubernetes/api';
import { RUNNER_LABEL } from '../kubernetes/labels';
import { RUNNER_POD } from '../kubernetes/runner-pod';
import { isGiven, markGiven } from '../manifests/given';
import { immutableConfigMap } from '../manifests/immutable-config-map';
import type { Contribution } from '../pod/contribution';

/** Folder in which a release finds the template of its runners. */
const PATH = '/etc/runners';

/** Variable that holds the path of the template. */
const VARIABLE = 'RUNNER_POD_TEMPLATE';

const VOLUME = 'runners';

/** Template of runners, and what goes with it. */
export interface RunnerTemplate {
  /** Name of the release. */
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Longest life of a runner. */
  readonly lifetimeSeconds: number;
  readonly template: PodTemplate;
}

/**
 * ConfigMap of a runner's pod as the API takes it. Its longest life and its prefix are not the template's: the quota goes
 * by the one, and of a template the API server takes neither.
 */
export function runnerConfigMap({
  name,
  labels,
  annotations,
  lifetimeSeconds,
  template: whole,
}: RunnerTemplate): ConfigMap {
  const { template } = whole;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: `${name}-runner-`, ...template?.metadata },
    spec: { activeDeadlineSeconds: lifetimeSeconds, ...template?.spec },
  };
  const data = { [RUNNER_POD]: `${JSON.stringify(sorted(pod), null, 2)}\n` };
  const configMap = immutableConfigMap(`${name}-runners`, { data }, { ...labels, [RUNNER_LABEL]: name }, annotations);
  return isGiven(whole) ? markGiven(configMap) : configMap;
}

/** Contribution to the pods of the release itself: the file, the variable that names it, and the token. */
export function runnersContribution(configMap: string): Contribution {
  return {
    by: 'the property `runners`',
    env: [{ name: VARIABLE, value: `${PATH}/${RUNNER_POD}` }],
    volumes: [{ name: VOLUME, configMap: { name: configMap } }],
    mounts: [{ name: VOLUME, mountPath: PATH, readOnly: true }],
    apiAccess: true,
  };
}
