import type { k8s } from 'cdk8s-plus-27';
import { defined } from '../json/dictionary';
import type { PodSpec } from '../kubernetes/api';
import { checkSelector } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import type { KubernetesTarget } from '../kubernetes/target';
import { checkOnce } from '../kubernetes/unique';
import { rawJson } from '../manifests/raw';
import type { Scheduling } from './pod-props';

/** Props of a pod that go into its spec as they are. */
export interface SchedulingProps {
  readonly scheduling?: Scheduling;
  readonly hostAliases?: k8s.HostAlias[];
  readonly imagePullSecrets?: string[];
}

/**
 * Fields of the pod's spec about nodes, /etc/hosts and registries.
 *
 * @throws where a label, name or address is none that the API server takes
 * @internal
 */
export function describeScheduling(
  { scheduling, hostAliases, imagePullSecrets }: SchedulingProps,
  target: KubernetesTarget,
): Partial<PodSpec> {
  const { nodeSelector, tolerations, affinity, priorityClass } = scheduling ?? {};
  if (nodeSelector !== undefined) checkSelector('scheduling.nodeSelector', nodeSelector);
  if (priorityClass !== undefined) checkName('subdomain', 'scheduling.priorityClass', priorityClass);
  imagePullSecrets?.forEach((name) => {
    checkName('subdomain', 'imagePullSecrets', name);
  });
  return defined({
    nodeSelector: nodeSelector && { ...nodeSelector },
    tolerations: rawJson('scheduling.tolerations', 'Toleration', tolerations, target),
    affinity: rawJson('scheduling.affinity', 'Affinity', affinity, target),
    priorityClassName: priorityClass,
    hostAliases: rawJson('hostAliases', 'HostAlias', hostAliases, target),
    imagePullSecrets: imagePullSecrets && checkOnce('imagePullSecrets', imagePullSecrets).map((name) => ({ name })),
  });
}
