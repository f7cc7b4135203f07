import { type Dictionary, valueAt } from '../json/dictionary';
import { asObject, asObjects, asText } from '../json/read';
import { CLUSTER_LABEL } from '../kubernetes/labels';
import { Subject } from './subject';

/** Port of a container, as the manifest has it. */
export interface Port {
  readonly containerPort?: unknown;
  readonly name?: unknown;
  readonly hostPort?: unknown;
}

/** Variable of a container's environment, as the manifest has it; a value that is filled in later is no text. */
export interface Variable {
  readonly name?: unknown;
  readonly value?: unknown;
  readonly valueFrom?: unknown;
}

/** Container as rules read it. */
export interface PodContainer {
  readonly name?: string;
  readonly image?: string;
  readonly env: readonly Variable[];
  readonly envFrom: readonly Dictionary[];
  readonly ports: readonly Port[];
  readonly securityContext: Dictionary;
  readonly lifecycle: Dictionary;
  /** All of it. */
  readonly manifest: Dictionary;
}

/** Objects that select the pods of a workload. */
export interface Selecting {
  readonly services: readonly Subject[];
  readonly policies: readonly Subject[];
}

/** Workload of any kind, with its pod template. */
export class Workload extends Subject {
  /** Labels of its pods. */
  public readonly podLabels: Dictionary;
  /** Annotations of its pods. */
  public readonly podAnnotations: Dictionary;
  /** Spec of its pods. */
  public readonly pod: Dictionary;
  /** Every container of a pod, in the order in which they start. */
  public readonly containers: readonly PodContainer[];
  /** Services that select its pods. */
  public readonly services: readonly Subject[];
  /** NetworkPolicies that select its pods. */
  public readonly policies: readonly Subject[];

  /**
   * @param subject manifest of the workload
   * @param template its pod template
   * @param selecting objects that choose pods with these labels
   */
  constructor({ origin, manifest, kind }: Subject, template: Dictionary, selecting: (labels: Dictionary) => Selecting) {
    super(origin, manifest, kind);
    this.pod = asObject(template.spec);
    const metadata = asObject(template.metadata);
    this.podLabels = asObject(metadata.labels);
    this.podAnnotations = asObject(metadata.annotations);
    this.containers = containersOf(this.pod);
    const { services, policies } = selecting(this.podLabels);
    this.services = services;
    this.policies = policies;
  }

  /** Ports of all containers. */
  public get ports(): readonly Port[] {
    return this.containers.flatMap(({ ports }) => ports);
  }
}

/** Kinds that hold the template of their pods in `spec.template`. Rollout is Argo's. */
const WITH_TEMPLATE: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'Rollout',
]);

/** Whether its pods are members of a cluster. */
export function isMember({ podLabels }: Workload): boolean {
  return podLabels[CLUSTER_LABEL] !== undefined;
}

/** Text of a variable, in the first container that has one. */
export function variableOf({ containers }: Workload, variable: string): string | undefined {
  for (const { env } of containers) {
    const found = env.find(({ name }) => name === variable)?.value;
    if (typeof found === 'string') return found;
  }
  return undefined;
}

/** Pod template of a manifest of any kind that makes pods; undefined of every other kind. */
export function podTemplate({ kind, spec, manifest }: Subject): Dictionary | undefined {
  if (WITH_TEMPLATE.has(kind)) return asObject(spec.template);
  if (kind === 'CronJob') return asObject(valueAt(spec, 'jobTemplate', 'spec', 'template'));
  return kind === 'Pod' ? manifest : undefined;
}

/** Every container of a pod, in the order in which they start. */
export function containersOf(pod: Dictionary): PodContainer[] {
  return [...asObjects(pod.initContainers), ...asObjects(pod.containers)].map(container);
}

function container(manifest: Dictionary): PodContainer {
  const { name, image, env, envFrom, ports, securityContext, lifecycle } = manifest;
  return {
    name: asText(name),
    image: asText(image),
    env: asObjects(env),
    envFrom: asObjects(envFrom),
    ports: asObjects(ports),
    securityContext: asObject(securityContext),
    lifecycle: asObject(lifecycle),
    manifest,
  };
}
