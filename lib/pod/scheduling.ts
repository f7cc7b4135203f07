import type { k8s } from 'cdk8s-plus-27';
import { checkAddress } from '../kubernetes/addresses';
import type { PodSpec } from '../kubernetes/api';
import { checkSelector } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
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
export function describeScheduling({ scheduling, hostAliases, imagePullSecrets }: SchedulingProps): Partial<PodSpec> {
  const { nodeSelector, tolerations, affinity, priorityClass } = scheduling ?? {};
  if (nodeSelector !== undefined) checkSelector('scheduling.nodeSelector', nodeSelector);
  if (priorityClass !== undefined) checkName('subdomain', 'scheduling.priorityClass', priorityClass);
  imagePullSecrets?.forEach((name) => {
    checkName('subdomain', 'imagePullSecrets', name);
  });
  hostAliases?.forEach(({ ip }, index) => {
    checkAddress(`hostAliases[${index}].ip`, ip);
  });
  const parts = {
    nodeSelector: rawJson('scheduling.nodeSelector', undefined, nodeSelector),
    tolerations: rawJson('scheduling.tolerations', 'Toleration', tolerations),
    affinity: rawJson('scheduling.affinity', 'Affinity', affinity),
    priorityClassName: priorityClass,
    hostAliases: rawJson('hostAliases', 'HostAlias', hostAliases),
    imagePullSecrets: imagePullSecrets && checkOnce('imagePullSecrets', imagePullSecrets).map((name) => ({ name })),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}
