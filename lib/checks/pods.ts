import type { Container, Labels, Manifest, PodSpec, PodTemplateSpec, Service } from '../kubernetes/api';
import { CLUSTER_LABEL } from '../kubernetes/labels';
import { isDictionary } from '../manifest/plain';
import type { Rendered } from './finding';

/** A rendered Deployment or StatefulSet, with what checks ask of its pods. */
export interface Workload extends Rendered {
  /** The labels of its pods. */
  readonly labels: Labels;
  readonly pod: PodSpec;
  /** Every container of a pod, in the order in which they start. */
  readonly containers: readonly Container[];
}

/** The rendered manifest as a workload, where it is one. */
export function asWorkload(rendered: Rendered): Workload | undefined {
  const template = podTemplate(rendered.manifest);
  if (template === undefined) return undefined;
  const pod = template.spec ?? { containers: [] };
  const { manifest, from, own } = rendered;
  return { manifest, from, own, labels: template.metadata?.labels ?? {}, pod, containers: containers(pod) };
}

/** Whether its pods are members of a cluster. */
export function isMember({ labels }: Workload): boolean {
  return labels[CLUSTER_LABEL] !== undefined;
}

/** The objects of a list, and nothing of what is none: a manifest may hold anything, and a check goes on. */
export function maps<T extends object>(list: readonly T[] | undefined): T[] {
  return Array.isArray(list) ? list.filter((item): item is T => isDictionary(item)) : [];
}

/** The pod template of a manifest, where it is a workload. */
export function podTemplate(manifest: Manifest): PodTemplateSpec | undefined {
  const { kind, spec } = manifest as unknown as { kind: string; spec?: { template?: PodTemplateSpec } };
  return kind === 'Deployment' || kind === 'StatefulSet' ? (spec?.template ?? {}) : undefined;
}

/** Every container of a pod, in the order in which they start. */
export function containers(pod: PodSpec | undefined): Container[] {
  return [...maps(pod?.initContainers), ...maps(pod?.containers)];
}

/** Whether a selector chooses pods with these labels. An empty selector chooses none here, as for a Service. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  const wanted = Object.keys(selector ?? {});
  return wanted.length > 0 && wanted.every((key) => labels[key] === selector?.[key]);
}

/** The rendered manifest as a Service. */
export function asService(rendered: Rendered): Service | undefined {
  return rendered.manifest.kind === 'Service' && rendered.manifest.apiVersion === 'v1'
    ? (rendered.manifest as unknown as Service)
    : undefined;
}
