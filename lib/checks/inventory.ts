import type { Labels, NetworkPolicy, Service } from '../kubernetes/api';
import type { Finding, Rendered } from './finding';
import { asWorkload, selects, type Workload } from './pods';

/** A check reads all rendered manifests at once and says what it found. */
export type Check = (inventory: Inventory) => Finding[];

/** Rendered manifests, indexed so that each question of a check costs the same however many there are. */
export class Inventory {
  /** Deployments and StatefulSets that the library made. */
  public readonly workloads: readonly Workload[];
  /** Manifests that share kind, namespace and name with another one. */
  public readonly sameName: ReadonlySet<Rendered>;
  private readonly namespaces = new Map<string | undefined, Namespace>();

  constructor(public readonly all: readonly Rendered[]) {
    const sameName = new Set<Rendered>();
    for (const one of all) {
      const { byName, bySelector } = this.namespace(one);
      const { kind, metadata } = one.manifest;
      const names = at(byName, kind, newMap<string | undefined, Rendered>);
      const other = names.get(metadata.name);
      if (other) sameName.add(other).add(one);
      names.set(metadata.name, one);
      const selector = selectorOf(one);
      const label = firstOf(selector);
      if (label !== undefined) at(bySelector, kind, newIndex).add(label, selector?.[label], one);
    }
    this.sameName = sameName;
    this.workloads = all.filter(({ own }) => own).flatMap((one) => asWorkload(one) ?? []);
    for (const one of this.workloads) {
      const { byLabel } = this.namespace(one);
      for (const label of Object.keys(one.labels)) byLabel.add(label, one.labels[label], one);
    }
  }

  /** The object of this kind and name in the namespace of `near`. */
  public named(kind: string, name: string | undefined, near: Rendered): Rendered | undefined {
    return this.namespace(near).byName.get(kind)?.get(name);
  }

  /** The Services or NetworkPolicies whose selector chooses the pods of a workload. */
  public selecting(kind: 'Service' | 'NetworkPolicy', workload: Workload): Rendered[] {
    const { labels } = workload;
    const index = this.namespace(workload).bySelector.get(kind);
    const found: Rendered[] = [];
    for (const label of Object.keys(labels)) {
      for (const one of index?.at(label, labels[label]) ?? []) if (selects(selectorOf(one), labels)) found.push(one);
    }
    return found;
  }

  /** The workloads whose pods a Service or NetworkPolicy selects. */
  public selectedBy(one: Rendered): Workload[] {
    const selector = selectorOf(one);
    const label = firstOf(selector);
    if (label === undefined) return [];
    const candidates = this.namespace(one).byLabel.at(label, selector?.[label]);
    return candidates.filter(({ labels }) => selects(selector, labels));
  }

  private namespace({ manifest }: Rendered): Namespace {
    return at(this.namespaces, manifest.metadata.namespace, () => new Namespace());
  }
}

/** What is in one namespace. */
class Namespace {
  public readonly byName = new Map<string, Map<string | undefined, Rendered>>();
  /** By kind, then by the first label of the selector: what has all of them has this one. */
  public readonly bySelector = new Map<string, LabelIndex<Rendered>>();
  public readonly byLabel = new LabelIndex<Workload>();
}

class LabelIndex<T> {
  private readonly labels = new Map<string, Map<string | undefined, T[]>>();

  public add(label: string, value: string | undefined, item: T): void {
    at(at(this.labels, label, newMap<string | undefined, T[]>), value, (): T[] => []).push(item);
  }

  public at(label: string, value: string | undefined): readonly T[] {
    return this.labels.get(label)?.get(value) ?? [];
  }
}

function selectorOf({ manifest }: Rendered): Labels | undefined {
  if (manifest.kind === 'Service') return (manifest as unknown as Service).spec?.selector;
  if (manifest.kind === 'NetworkPolicy') return (manifest as unknown as NetworkPolicy).spec?.podSelector?.matchLabels;
  return undefined;
}

function firstOf(selector: Labels | undefined): string | undefined {
  for (const label in selector) return label;
  return undefined;
}

/** What a map has at a key, made there where it has nothing yet. */
function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made = make();
  map.set(key, made);
  return made;
}

const newMap = <K, V>() => new Map<K, V>();
const newIndex = () => new LabelIndex<Rendered>();
