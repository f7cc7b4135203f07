import type { Container, Labels, PodSpec, PodTemplateSpec, Service } from '../kubernetes/api';
import type { Rendered } from './finding';

/** The pod template of a rendered workload, where it has one. */
export function podTemplate(rendered: Rendered): PodTemplateSpec | undefined {
  const { kind, spec } = rendered.manifest as unknown as { kind: string; spec?: { template?: PodTemplateSpec } };
  return kind === 'Deployment' || kind === 'StatefulSet' ? spec?.template : undefined;
}

/** Every container of a pod, in the order in which they start. */
export function containers(pod: PodSpec | undefined): Container[] {
  return [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
}

/** Whether a selector chooses pods with these labels. An empty selector chooses none here, as for a Service. */
export function selects(selector: Labels | undefined, labels: Labels | undefined): boolean {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels?.[key] === value);
}

/** The rendered manifest as a Service. */
export function asService(rendered: Rendered): Service | undefined {
  return rendered.manifest.kind === 'Service' && rendered.manifest.apiVersion === 'v1'
    ? (rendered.manifest as unknown as Service)
    : undefined;
}
