import type { Dictionary } from '../json/dictionary';
import { at, newList, newMap } from './at';
import { Objects } from './objects-of-kind';
import { ROUTE_KINDS, Route } from './route';
import type { Subject } from './subject';
import { isMember, podTemplate, Workload } from './workload';

/** Manifests from anywhere, indexed so that each question of a rule costs the same however many there are. */
export class Inventory {
  /** Workloads of every kind. */
  public readonly workloads: readonly Workload[];
  /** Workloads whose pods are members of a cluster. */
  public readonly members: readonly Workload[];
  /** Manifests that share kind, namespace and name with another one. */
  public readonly sameName = new Set<Subject>();
  private readonly namespaces = new Map<string | undefined, Map<string, Objects>>();
  private readonly bySubject = new Map<Subject, Workload>();
  private behind?: Map<Subject, Workload[]>;
  private ways?: readonly Route[];

  constructor(public readonly all: readonly Subject[]) {
    const templates: [Subject, Dictionary][] = [];
    for (const one of all) {
      const other = at(this.namespace(one), indexOf(one), newObjects).add(one);
      if (other) this.sameName.add(other).add(one);
      const template = podTemplate(one);
      if (template !== undefined) templates.push([one, template]);
    }
    // Which Services and policies select the pods is known when all of them are there.
    for (const [one, template] of templates) this.bySubject.set(one, this.workload(one, template));
    this.workloads = [...this.bySubject.values()];
    this.members = this.workloads.filter(isMember);
  }

  /** Objects of a kind, in every namespace. */
  public ofKind(kind: string): Subject[] {
    return [...this.namespaces.values()].flatMap((namespace) => namespace.get(kind)?.list ?? []);
  }

  /** Object of a kind and name in the namespace of `near`. */
  public named(kind: string, name: string | undefined, near: Subject): Subject | undefined {
    return this.namespace(near).get(kind)?.named(name);
  }

  /** Object of a kind and name in a namespace. */
  public namedIn(namespace: string | undefined, kind: string, name: string | undefined): Subject | undefined {
    return this.namespaces.get(namespace)?.get(kind)?.named(name);
  }

  /** Workload of a kind and name in the namespace of `near`. */
  public workloadNamed(kind: string, name: string | undefined, near: Subject): Workload | undefined {
    const found = this.named(kind, name, near);
    return found && this.bySubject.get(found);
  }

  /** Workload that a manifest is. */
  public workloadOf(subject: Subject): Workload | undefined {
    return this.bySubject.get(subject);
  }

  /** Ways in: Ingresses and routes of the Gateway API. */
  public get routes(): readonly Route[] {
    this.ways ??= ROUTE_KINDS.flatMap((kind) => this.ofKind(kind)).map((one) => new Route(one));
    return this.ways;
  }

  /** Workloads whose pods a Service selects. */
  public selectedBy(service: Subject): readonly Workload[] {
    this.behind ??= this.workloadsByService();
    return this.behind.get(service) ?? [];
  }

  private workloadsByService(): Map<Subject, Workload[]> {
    const behind = new Map<Subject, Workload[]>();
    for (const one of this.workloads) {
      for (const service of one.services) at(behind, service, newList<Workload>).push(one);
    }
    return behind;
  }

  private workload(subject: Subject, template: Dictionary): Workload {
    const beside = this.namespace(subject);
    return new Workload(subject, template, (kind, labels) => beside.get(kind)?.choosing(labels) ?? NONE);
  }

  private namespace({ namespace }: Subject): Map<string, Objects> {
    return at(this.namespaces, namespace, newMap<string, Objects>);
  }
}

/** Kind under which an object is found: a Service of another API (Knative's) is none of Kubernetes'. */
function indexOf({ kind, apiVersion }: Subject): string {
  return kind === 'Service' && apiVersion !== 'v1' ? `${kind}.${apiVersion}` : kind;
}

const newObjects = () => new Objects();
const NONE: readonly Subject[] = [];
