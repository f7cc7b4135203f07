import type { k8s } from 'cdk8s-plus-27';
import { plain } from '../json/plain';
import type { PodSpec } from '../kubernetes/api';
import { checkSelector } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { checkAddress } from './network';
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
 */
export function describeScheduling({ scheduling, hostAliases, imagePullSecrets }: SchedulingProps): Partial<PodSpec> {
  const { nodeSelector, tolerations, affinity, priorityClass } = scheduling ?? {};
  if (nodeSelector !== undefined) checkSelector('scheduling.nodeSelector', nodeSelector);
  if (priorityClass !== undefined) checkName('subdomain', 'scheduling.priorityClass', priorityClass);
  hostAliases?.forEach(({ ip }, index) => {
    checkAddress(`hostAliases[${index}].ip`, ip);
  });
  const parts = {
    nodeSelector,
    tolerations,
    affinity,
    priorityClassName: priorityClass,
    hostAliases,
    imagePullSecrets: imagePullSecrets?.map((name) => ({ name: checkName('subdomain', 'imagePullSecrets', name) })),
  };
  return plain(parts) as Partial<PodSpec>;
}
