import { type ShownStrategy, shownStrategy } from '../beam/discovery-variables';
import { RELEASE_VARIABLES } from '../beam/release-variables';
import { type Dictionary, valueAt } from '../json/dictionary';
import { asObject } from '../json/read';
import { CLUSTER_LABEL, RUNNER_LABEL } from '../kubernetes/labels';
import { runnerPod } from '../kubernetes/runner-pod';
import { containersOf, type PodContainer, type Port } from './container';
import { Subject } from './subject';

/** Objects of a kind beside a workload that select pods with these labels. */
export type Choosing = (kind: string, labels: Dictionary) => readonly Subject[];

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
  private selecting?: readonly Subject[];
  private isolating?: readonly Subject[];
  private open?: readonly Port[];
  private running?: PodContainer | null;
  private shown?: ShownStrategy | null;

  /**
   * @param subject manifest of the workload
   * @param template its pod template
   * @param choosing objects that choose pods
   */
  constructor(
    { origin, manifest, kind }: Subject,
    template: Dictionary,
    private readonly choosing: Choosing,
  ) {
    super(origin, manifest, kind);
    this.pod = asObject(template.spec);
    const metadata = asObject(template.metadata);
    this.podLabels = asObject(metadata.labels);
    this.podAnnotations = asObject(metadata.annotations);
    this.containers = containersOf(this.pod);
  }

  /** Services that select its pods. */
  public get services(): readonly Subject[] {
    this.selecting ??= this.chosenBy('Service');
    return this.selecting;
  }

  /** NetworkPolicies that select its pods. */
  public get policies(): readonly Subject[] {
    this.isolating ??= this.chosenBy('NetworkPolicy');
    return this.isolating;
  }

  /** Ports of all containers. */
  public get ports(): readonly Port[] {
    this.open ??= this.containers.flatMap(({ ports }) => ports);
    return this.open;
  }

  /** Container whose environment says that it runs a release. */
  public get release(): PodContainer | undefined {
    if (this.running === undefined) this.running = this.containers.find(isRelease) ?? null;
    return this.running ?? undefined;
  }

  /** Objects of a kind that select its pods. */
  public chosenBy(kind: string): readonly Subject[] {
    return this.choosing(kind, this.podLabels);
  }

  /** Text of a variable, in the first container that has one. */
  public textOf(variable: string): string | undefined {
    for (const container of this.containers) {
      const text = container.textOf(variable);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  /** Strategy that its environment shows. */
  public get strategy(): ShownStrategy | undefined {
    if (this.shown === undefined) this.shown = shownStrategy((variable) => this.textOf(variable)) ?? null;
    return this.shown ?? undefined;
  }
}

function isRelease({ starts, variables }: PodContainer): boolean {
  return !starts && RELEASE_VARIABLES.some((variable) => variables.has(variable));
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

/** Kinds whose pods run once; the ConfigMap of a release's runners is one of them. */
const ONCE: readonly string[] = ['Job', 'CronJob', 'ConfigMap'];

/** Whether its pods run once and end. */
export function runsOnce({ kind }: Workload): boolean {
  return ONCE.includes(kind);
}

/** Pod template of a manifest of any kind that makes pods; undefined of every other kind. */
export function podTemplate(subject: Subject): Dictionary | undefined {
  const { kind, spec, manifest } = subject;
  if (WITH_TEMPLATE.has(kind)) return asObject(spec.template);
  if (kind === 'CronJob') return asObject(valueAt(spec, 'jobTemplate', 'spec', 'template'));
  if (kind === 'ConfigMap')
    return subject.labels[RUNNER_LABEL] === undefined ? undefined : runnerPod(asObject(manifest.data));
  return kind === 'Pod' ? manifest : undefined;
}
