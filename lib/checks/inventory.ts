import type { Labels, NetworkPolicy, Service } from '../kubernetes/api';
import type { Finding, Rendered } from './finding';
import { podTemplate, selects } from './pods';

/** A check reads all rendered manifests at once and says what it found. */
export type Check = (inventory: Inventory) => Finding[];

/** Rendered manifests, indexed so that each question of a check costs the same however many there are. */
export class Inventory {
  /** Deployments and StatefulSets that the library made. */
  public readonly workloads: readonly Rendered[];
  /** Manifests that share kind, namespace and name with another one. */
  public readonly sameName: ReadonlySet<Rendered>;
  private readonly byName = new Map<string, Rendered>();
  private readonly bySelector = new Map<string, Rendered[]>();
  private readonly byLabel = new Map<string, Rendered[]>();

  constructor(public readonly all: readonly Rendered[]) {
    this.workloads = all.filter((one) => one.own && podTemplate(one) !== undefined);
    const sameName = new Set<Rendered>();
    for (const one of all) {
      const name = key(one, `${one.manifest.kind}\0${one.manifest.metadata.name}`);
      const other = this.byName.get(name);
      if (other) sameName.add(other).add(one);
      this.byName.set(name, one);
      const selector = first(selectorOf(one));
      if (selector !== undefined) push(this.bySelector, `${key(one, one.manifest.kind)}\0${selector}`, one);
    }
    this.sameName = sameName;
    for (const one of this.workloads) {
      const labels = podTemplate(one)?.metadata?.labels ?? {};
      for (const label of Object.keys(labels)) push(this.byLabel, key(one, pair(label, labels)), one);
    }
  }

  /** The object of this kind and name in the namespace of `near`. */
  public named(kind: string, name: string | undefined, near: Rendered): Rendered | undefined {
    return this.byName.get(key(near, `${kind}\0${name}`));
  }

  /** The Services or NetworkPolicies whose selector chooses the pods of a workload. */
  public selecting(kind: 'Service' | 'NetworkPolicy', workload: Rendered): Rendered[] {
    const labels = podTemplate(workload)?.metadata?.labels ?? {};
    const near = key(workload, kind);
    const found: Rendered[] = [];
    for (const label of Object.keys(labels)) {
      for (const one of this.bySelector.get(`${near}\0${pair(label, labels)}`) ?? []) {
        if (selects(selectorOf(one), labels)) found.push(one);
      }
    }
    return found;
  }

  /** The workloads whose pods a Service or NetworkPolicy selects. */
  public selectedBy(one: Rendered): Rendered[] {
    const selector = selectorOf(one);
    const label = first(selector);
    const candidates = label === undefined ? [] : (this.byLabel.get(key(one, label)) ?? []);
    return candidates.filter((workload) => selects(selector, podTemplate(workload)?.metadata?.labels));
  }
}

function selectorOf({ manifest }: Rendered): Labels | undefined {
  if (manifest.kind === 'Service') return (manifest as unknown as Service).spec?.selector;
  if (manifest.kind === 'NetworkPolicy') return (manifest as unknown as NetworkPolicy).spec?.podSelector.matchLabels;
  return undefined;
}

function key(near: Rendered, part: string): string {
  return `${near.manifest.metadata.namespace ?? ''}\0${part}`;
}

function pair(label: string, labels: Labels): string {
  return `${label}\0${labels[label]}`;
}

/** The first label of a selector: what has all of them has this one. */
function first(selector: Labels | undefined): string | undefined {
  for (const label in selector) return pair(label, selector);
  return undefined;
}

function push<T>(map: Map<string, T[]>, at: string, value: T): void {
  const list = map.get(at);
  if (list) list.push(value);
  else map.set(at, [value]);
}
