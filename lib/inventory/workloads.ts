import type { Rendered } from '../checks/finding';
import type {
  Container,
  ContainerPort,
  EnvVar,
  Labels,
  Manifest,
  PodSpec,
  PodTemplateSpec,
  Service,
} from '../kubernetes/api';
import { CLUSTER_LABEL } from '../kubernetes/labels';
import { maps } from './maps';

/** A rendered Deployment or StatefulSet, with what checks ask of its pods. */
export interface Workload extends Rendered {
  /** The labels of its pods. */
  readonly labels: Labels;
  readonly pod: PodSpec;
  /** Every container of a pod, in the order in which they start. */
  readonly containers: readonly PodContainer[];
  /** The ports of all of them. */
  readonly ports: readonly ContainerPort[];
  /** The Services that select its pods. */
  readonly services: readonly Rendered[];
  /** The NetworkPolicies that select its pods. */
  readonly policies: readonly Rendered[];
}

/** A container as checks read it. */
export interface PodContainer extends Omit<Container, 'env' | 'ports'> {
  readonly env: readonly EnvVar[];
  readonly ports: readonly ContainerPort[];
}

/** Whether its pods are members of a cluster. */
export function isMember({ labels }: Workload): boolean {
  return labels[CLUSTER_LABEL] !== undefined;
}

/** The pod template of a manifest, where it is a workload. */
export function podTemplate(manifest: Manifest): PodTemplateSpec | undefined {
  const { kind, spec } = manifest as unknown as { kind: string; spec?: { template?: PodTemplateSpec } };
  return kind === 'Deployment' || kind === 'StatefulSet' ? (spec?.template ?? {}) : undefined;
}

/** Every container of a pod, in the order in which they start. */
export function containers(pod: PodSpec | undefined): PodContainer[] {
  return [...maps(pod?.initContainers), ...maps(pod?.containers)].map((container) => ({
    ...container,
    env: maps(container.env),
    ports: maps(container.ports),
  }));
}

/** The rendered manifest as a Service. */
export function asService(rendered: Rendered): Service | undefined {
  return rendered.manifest.kind === 'Service' && rendered.manifest.apiVersion === 'v1'
    ? (rendered.manifest as unknown as Service)
    : undefined;
}
