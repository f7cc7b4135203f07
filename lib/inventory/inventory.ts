import type { Rendered, Report } from '../checks/finding';
import type { Labels } from '../kubernetes/api';
import { chooses, type PodSelector, podSelectorOf } from './selectors';
import { containers, podTemplate, type Workload } from './workloads';

/** A check reads all rendered manifests at once and reports what it finds. */
export type Check = (inventory: Inventory, report: Report) => void;

/** Rendered manifests, indexed so that each question of a check costs the same however many there are. */
export class Inventory {
  /** Deployments and StatefulSets that the library made. */
  public readonly workloads: readonly Workload[];
  /** Manifests that share kind, namespace and name with another one. */
  public readonly sameName = new Set<Rendered>();
  private readonly namespaces = new Map<string | undefined, Namespace>();
  private behind?: Map<Rendered, Workload[]>;

  constructor(public readonly all: readonly Rendered[]) {
    for (const one of all) this.add(one);
    this.workloads = all.filter(isOwnWorkload).map((one) => this.workload(one));
  }

  private add(one: Rendered): void {
    const { kind, metadata } = one.manifest;
    const { list, byName, bySelector } = at(this.namespace(one), kind, newObjects);
    list.push(one);
    const other = byName.get(metadata.name);
    if (other) this.sameName.add(other).add(one);
    byName.set(metadata.name, one);
    const selector = podSelectorOf(one.manifest);
    if (selector !== undefined) bySelector.add(selector, one);
  }

  /** The objects of this kind, in every namespace. */
  public ofKind(kind: string): Rendered[] {
    return [...this.namespaces.values()].flatMap((namespace) => namespace.get(kind)?.list ?? []);
  }

  /** The object of this kind and name in the namespace of `near`. */
  public named(kind: string, name: string | undefined, near: Rendered): Rendered | undefined {
    return this.namespace(near).get(kind)?.byName.get(name);
  }

  /** The workloads whose pods a Service selects. */
  public selectedBy(service: Rendered): readonly Workload[] {
    this.behind ??= this.workloadsByService();
    return this.behind.get(service) ?? [];
  }

  private workloadsByService(): Map<Rendered, Workload[]> {
    const behind = new Map<Rendered, Workload[]>();
    for (const one of this.workloads) {
      for (const service of one.services) at(behind, service, newList<Workload>).push(one);
    }
    return behind;
  }

  private workload(rendered: Rendered): Workload {
    const { manifest, from, own } = rendered;
    const { spec, metadata } = podTemplate(manifest) ?? {};
    const pod = spec ?? { containers: [] };
    const labels = metadata?.labels ?? {};
    const beside = this.namespace(rendered);
    const services = beside.get('Service')?.bySelector.choosing(labels) ?? [];
    const policies = beside.get('NetworkPolicy')?.bySelector.choosing(labels) ?? [];
    const all = containers(pod);
    const ports = all.flatMap((container) => container.ports);
    return { manifest, from, own, labels, pod, containers: all, ports, services, policies };
  }

  private namespace({ manifest }: Rendered): Namespace {
    return at(this.namespaces, manifest.metadata.namespace, newNamespace);
  }
}

/** What is in one namespace, by kind. */
type Namespace = Map<string, Objects>;

/** The objects of one kind in one namespace. */
class Objects {
  public readonly list: Rendered[] = [];
  public readonly byName = new Map<string | undefined, Rendered>();
  public readonly bySelector = new Selectors();
}

/** Objects that choose pods, by the first label that these must have: what has all of them has this one. */
class Selectors {
  private readonly byLabel = new Map<string, Map<string, Selecting[]>>();
  private readonly withoutLabel: Selecting[] = [];

  public add(selector: PodSelector, one: Rendered): void {
    const [label] = Object.keys(selector.labels);
    this.listOf(label, selector.labels[label]).push({ selector, one });
  }

  public choosing(labels: Labels): Rendered[] {
    const found: Rendered[] = [];
    const look = ({ selector, one }: Selecting) => {
      if (chooses(selector, labels)) found.push(one);
    };
    for (const label of Object.keys(labels)) this.byLabel.get(label)?.get(labels[label])?.forEach(look);
    this.withoutLabel.forEach(look);
    return found;
  }

  private listOf(label: string | undefined, value: string): Selecting[] {
    if (label === undefined) return this.withoutLabel;
    return at(at(this.byLabel, label, newMap<string, Selecting[]>), value, newList<Selecting>);
  }
}

interface Selecting {
  readonly selector: PodSelector;
  readonly one: Rendered;
}

function isOwnWorkload({ own, manifest }: Rendered): boolean {
  return own && podTemplate(manifest) !== undefined;
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
const newNamespace = (): Namespace => new Map();
const newObjects = () => new Objects();
