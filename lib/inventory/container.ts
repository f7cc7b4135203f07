import type { Dictionary } from '../json/dictionary';
import { asObject, asObjects, asText } from '../json/read';

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
export class PodContainer {
  public readonly name?: string;
  public readonly image?: string;
  public readonly env: readonly Variable[];
  public readonly ports: readonly Port[];
  private byName?: ReadonlyMap<unknown, Variable>;

  /**
   * @param manifest the container as the pod has it
   * @param starts whether it is an init container, which ends before the others start unless it is a sidecar
   */
  constructor(
    public readonly manifest: Dictionary,
    public readonly starts: boolean,
  ) {
    this.name = asText(manifest.name);
    this.image = asText(manifest.image);
    this.env = asObjects(manifest.env);
    this.ports = asObjects(manifest.ports);
  }

  public get envFrom(): readonly Dictionary[] {
    return asObjects(this.manifest.envFrom);
  }

  public get securityContext(): Dictionary {
    return asObject(this.manifest.securityContext);
  }

  public get lifecycle(): Dictionary {
    return asObject(this.manifest.lifecycle);
  }

  public get mounts(): readonly Dictionary[] {
    return asObjects(this.manifest.volumeMounts);
  }

  /** Variables by name; of two of one name the last, which wins. */
  public get variables(): ReadonlyMap<unknown, Variable> {
    this.byName ??= new Map(this.env.map((variable) => [variable.name, variable]));
    return this.byName;
  }

  /** Text of a variable. */
  public textOf(variable: string): string | undefined {
    return asText(this.variables.get(variable)?.value);
  }
}

/** Every container of a pod, in the order in which they start. */
export function containersOf(pod: Dictionary): PodContainer[] {
  const initial = asObjects(pod.initContainers).map((one) => new PodContainer(one, true));
  return [...initial, ...asObjects(pod.containers).map((one) => new PodContainer(one, false))];
}
