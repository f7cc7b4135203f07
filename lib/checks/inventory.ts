import type { Labels } from '../kubernetes/api';
import type { Finding, Rendered } from './finding';
import { containers, podTemplate, type Workload } from './pods';
import { chooses, type PodSelector, podSelectorOf } from './selector';

/** A check reads all rendered manifests at once and says what it found. */
export type Check = (inventory: Inventory) => Finding[];

/** Rendered manifests, indexed so that each question of a check costs the same however many there are. */
export class Inventory {
  /** Deployments and StatefulSets that the library made. */
  public readonly workloads: readonly Workload[];
  /** Manifests that share kind, namespace and name with another one. */
  public readonly sameName: ReadonlySet<Rendered>;
  private readonly kinds = new Map<string, Rendered[]>();
  private readonly namespaces = new Map<string | undefined, Namespace>();

  constructor(public readonly all: readonly Rendered[]) {
    const sameName = new Set<Rendered>();
    for (const one of all) {
      const { kind, metadata } = one.manifest;
      at(this.kinds, kind, newList<Rendered>).push(one);
      const { byName, bySelector } = this.namespace(one);
      const names = at(byName, kind, newMap<string | undefined, Rendered>);
      const other = names.get(metadata.name);
      if (other) sameName.add(other).add(one);
      names.set(metadata.name, one);
      const selector = podSelectorOf(one.manifest);
      if (selector !== undefined) at(bySelector, kind, newSelectors).add(selector, one);
    }
    this.sameName = sameName;
    this.workloads = all.filter(({ own }) => own).flatMap((one) => this.asWorkload(one) ?? []);
    for (const one of this.workloads) {
      const { byLabel } = this.namespace(one);
      for (const label of Object.keys(one.labels)) byLabel.add(label, one.labels[label], one);
    }
  }

  /** The objects of this kind, in every namespace. */
  public ofKind(kind: string): readonly Rendered[] {
    return this.kinds.get(kind) ?? [];
  }

  /** The object of this kind and name in the namespace of `near`. */
  public named(kind: string, name: string | undefined, near: Rendered): Rendered | undefined {
    return this.namespace(near).byName.get(kind)?.get(name);
  }

  /** The workloads whose pods a Service selects. */
  public selectedBy(service: Rendered): readonly Workload[] {
    const selector = podSelectorOf(service.manifest);
    if (selector === undefined) return [];
    const [label] = Object.keys(selector.labels);
    const candidates = this.namespace(service).byLabel.at(label, selector.labels[label]);
    return candidates.filter(({ labels }) => chooses(selector, labels));
  }

  private asWorkload(rendered: Rendered): Workload | undefined {
    const template = podTemplate(rendered.manifest);
    if (template === undefined) return undefined;
    const { manifest, from, own } = rendered;
    const pod = template.spec ?? { containers: [] };
    const labels = template.metadata?.labels ?? {};
    const { bySelector } = this.namespace(rendered);
    const services = bySelector.get('Service')?.choosing(labels) ?? [];
    const policies = bySelector.get('NetworkPolicy')?.choosing(labels) ?? [];
    return { manifest, from, own, labels, pod, containers: containers(pod), services, policies };
  }

  private namespace({ manifest }: Rendered): Namespace {
    return at(this.namespaces, manifest.metadata.namespace, newNamespace);
  }
}

/** What is in one namespace. */
class Namespace {
  public readonly byName = new Map<string, Map<string | undefined, Rendered>>();
  /** By kind. */
  public readonly bySelector = new Map<string, Selectors>();
  public readonly byLabel = new LabelIndex<Workload>();
}

/** Objects that choose pods, by the first label that these must have: what has all of them has this one. */
class Selectors {
  private readonly byLabel = new LabelIndex<[PodSelector, Rendered]>();
  private readonly withoutLabel: [PodSelector, Rendered][] = [];

  public add(selector: PodSelector, one: Rendered): void {
    const [label] = Object.keys(selector.labels);
    if (label === undefined) this.withoutLabel.push([selector, one]);
    else this.byLabel.add(label, selector.labels[label], [selector, one]);
  }

  public choosing(labels: Labels): Rendered[] {
    const found: Rendered[] = [];
    for (const label of Object.keys(labels)) {
      for (const [selector, one] of this.byLabel.at(label, labels[label])) {
        if (chooses(selector, labels)) found.push(one);
      }
    }
    for (const [selector, one] of this.withoutLabel) if (chooses(selector, labels)) found.push(one);
    return found;
  }
}

class LabelIndex<T> {
  private readonly labels = new Map<string, Map<string | undefined, T[]>>();

  public add(label: string, value: string | undefined, item: T): void {
    at(at(this.labels, label, newMap<string | undefined, T[]>), value, newList<T>).push(item);
  }

  public at(label: string, value: string | undefined): readonly T[] {
    return this.labels.get(label)?.get(value) ?? [];
  }
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
const newList = <T>(): T[] => [];
const newNamespace = () => new Namespace();
const newSelectors = () => new Selectors();
