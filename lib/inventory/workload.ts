import { CLUSTER_LABEL } from '../kubernetes/labels';
import { asObject, asObjects, asPort, asText, type Dictionary } from './read';
import type { Subject } from './subject';

/** Port of a container. */
export interface Port {
  readonly containerPort?: number | string;
  readonly name?: string;
  readonly hostPort?: unknown;
}

/** Variable of a container's environment. */
export interface Variable {
  readonly name?: string;
  /** Text of the variable; undefined where its value comes from elsewhere or is filled in later. */
  readonly value?: string;
  readonly valueFrom: Dictionary;
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
}

/** Workload of any kind, with its pod template. */
export interface Workload extends Subject {
  /** Labels of its pods. */
  readonly podLabels: Dictionary;
  readonly podAnnotations: Dictionary;
  /** Spec of its pods. */
  readonly pod: Dictionary;
  /** Every container of a pod, in the order in which they start. */
  readonly containers: readonly PodContainer[];
  /** Ports of all of them. */
  readonly ports: readonly Port[];
  /** Services that select its pods. */
  readonly services: readonly Subject[];
  /** NetworkPolicies that select its pods. */
  readonly policies: readonly Subject[];
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
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Pod template of a manifest of any kind that makes pods; undefined of every other kind. */
export function podTemplate({ kind, spec, manifest }: Subject): Dictionary | undefined {
  if (WITH_TEMPLATE.has(kind)) return asObject(spec.template);
  if (kind === 'CronJob') return asObject(asObject(asObject(spec.jobTemplate).spec).template);
  return kind === 'Pod' ? manifest : undefined;
}

/** Every container of a pod, in the order in which they start. */
export function containersOf(pod: Dictionary): PodContainer[] {
  return [...asObjects(pod.initContainers), ...asObjects(pod.containers)].map(container);
}

function container({ name, image, env, envFrom, ports, securityContext, lifecycle }: Dictionary): PodContainer {
  return {
    name: asText(name),
    image: asText(image),
    env: asObjects(env).map(variable),
    envFrom: asObjects(envFrom),
    ports: asObjects(ports).map(port),
    securityContext: asObject(securityContext),
    lifecycle: asObject(lifecycle),
  };
}

function variable({ name, value, valueFrom }: Dictionary): Variable {
  return { name: asText(name), value: asText(value), valueFrom: asObject(valueFrom) };
}

function port({ containerPort, name, hostPort }: Dictionary): Port {
  return { containerPort: asPort(containerPort), name: asText(name), hostPort };
}
