import type { k8s } from 'cdk8s-plus-27';
import { plain } from '../json/plain';
import type { PodSpec } from '../kubernetes/api';
import { checkSelector } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { checkAddress } from './network';

/** Nodes on which pods may run. */
export interface Scheduling {
  /** Labels that a node must have. @default - any node */
  readonly nodeSelector?: { [label: string]: string };
  /** Taints that are tolerated. @default - none */
  readonly tolerations?: k8s.Toleration[];
  /** Affinity to nodes and pods. @default - none; pods are spread softly over zones and nodes in any case */
  readonly affinity?: k8s.Affinity;
  /** Name of the PriorityClass. @default - the default class of the Kubernetes cluster */
  readonly priorityClass?: string;
}

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
