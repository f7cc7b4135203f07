import type { Labels, Manifest, NetworkPolicy, Service } from '../kubernetes/api';
import { podTemplate, selects } from './pods';

/** One rendered manifest, with the place it comes from (a construct path, or later a file). */
export interface Rendered {
  readonly manifest: Manifest;
  readonly from: string;
  /** Whether the library made it: only then can the library report on it. */
  readonly own: boolean;
}

/** Rendered manifests, indexed so that each question of a check costs the same however many there are. */
export class Inventory {
  /** Deployments and StatefulSets that the library made. */
  public readonly workloads: readonly Rendered[];
  private readonly byName = new Map<string, Rendered>();
  private readonly bySelector = new Map<string, Rendered[]>();
  private readonly byLabel = new Map<string, Rendered[]>();

  constructor(public readonly all: readonly Rendered[]) {
    this.workloads = all.filter((one) => one.own && podTemplate(one) !== undefined);
    for (const one of all) {
      this.byName.set(key(one, one.manifest.kind, one.manifest.metadata.name), one);
      const selector = Object.entries(selectorOf(one) ?? {})[0];
      if (selector) push(this.bySelector, key(one, one.manifest.kind, ...selector), one);
    }
    for (const one of this.workloads) {
      for (const label of Object.entries(podTemplate(one)?.metadata?.labels ?? {})) {
        push(this.byLabel, key(one, ...label), one);
      }
    }
  }

  /** The object of this kind and name in the namespace of `near`. */
  public named(kind: string, name: string | undefined, near: Rendered): Rendered | undefined {
    return this.byName.get(key(near, kind, name));
  }

  /** The Services or NetworkPolicies whose selector chooses the pods of a workload. */
  public selecting(kind: 'Service' | 'NetworkPolicy', workload: Rendered): Rendered[] {
    const labels = podTemplate(workload)?.metadata?.labels ?? {};
    return Object.entries(labels)
      .flatMap((label) => this.bySelector.get(key(workload, kind, ...label)) ?? [])
      .filter((one) => selects(selectorOf(one), labels));
  }

  /** The workloads whose pods a Service or NetworkPolicy selects. */
  public selectedBy(one: Rendered): Rendered[] {
    const selector = selectorOf(one);
    const first = Object.entries(selector ?? {})[0];
    const candidates = first ? (this.byLabel.get(key(one, ...first)) ?? []) : [];
    return candidates.filter((workload) => selects(selector, podTemplate(workload)?.metadata?.labels));
  }
}

function selectorOf({ manifest }: Rendered): Labels | undefined {
  if (manifest.kind === 'Service') return (manifest as unknown as Service).spec?.selector;
  if (manifest.kind === 'NetworkPolicy') return (manifest as unknown as NetworkPolicy).spec?.podSelector.matchLabels;
  return undefined;
}

function key(near: Rendered, ...parts: (string | undefined)[]): string {
  return [near.manifest.metadata.namespace ?? '', ...parts].join('\0');
}

function push<T>(map: Map<string, T[]>, at: string, value: T): void {
  const list = map.get(at);
  if (list) list.push(value);
  else map.set(at, [value]);
}
