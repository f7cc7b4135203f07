import type { Dictionary } from '../json/dictionary';
import { asObject, asObjects, asPort, asText, asTexts } from '../json/read';
import { ROUTES } from '../kubernetes/routes';
import type { Subject } from './subject';

/** Kinds of ways in. */
export const ROUTE_KINDS: readonly string[] = ['Ingress', ...ROUTES];

/** Service and port that requests go to. */
export interface Backend {
  readonly name?: string;
  /** Number or name of the Service's port. */
  readonly port?: string | number;
}

/** Requests that go to backends: of a host (any where there is none), in words that are equal for equal ones. */
export interface Way {
  readonly host?: string;
  readonly match: string;
  readonly backends: readonly Backend[];
}

/** Way in, as rules read it. */
export class Route {
  private every?: readonly Way[];

  constructor(public readonly subject: Subject) {}

  /** Requests that it takes, by host and path. */
  public get ways(): readonly Way[] {
    this.every ??= this.subject.kind === 'Ingress' ? ingressWays(this.subject) : routeWays(this.subject);
    return this.every;
  }

  /** Backends, each once. */
  public get backends(): readonly Backend[] {
    const all = new Map<string, Backend>();
    for (const { backends } of this.ways) for (const one of backends) all.set(`${one.name}|${one.port}`, one);
    return [...all.values()];
  }

  /** Hosts that it takes, each as often as it says it; undefined among them for every host, or those of its Gateway. */
  public get hosts(): readonly (string | undefined)[] {
    const { kind, spec } = this.subject;
    if (kind === 'Ingress') {
      const hosts = asObjects(spec.rules).map(({ host }) => asText(host));
      return spec.defaultBackend === undefined ? hosts : [...hosts, undefined];
    }
    const hosts = asTexts(spec.hostnames);
    return hosts.length > 0 ? hosts : [undefined];
  }
}

function ingressWays({ spec }: Subject): Way[] {
  const ways: Way[] = [];
  for (const { host, http } of asObjects(spec.rules)) {
    for (const { path, pathType, backend } of asObjects(asObject(http).paths)) {
      const match = `${asText(pathType)} ${asText(path) ?? '/'}`;
      ways.push({ host: asText(host), match, backends: ingressBackend(backend) });
    }
  }
  const otherwise = ingressBackend(spec.defaultBackend);
  return otherwise.length > 0 ? [...ways, { match: 'default', backends: otherwise }] : ways;
}

function ingressBackend(backend: unknown): Backend[] {
  const { service } = asObject(backend);
  if (service === undefined) return [];
  const { name, port } = asObject(service);
  return [{ name: asText(name), port: asPort(asObject(port).number) ?? asText(asObject(port).name) }];
}

/** A rule without matches takes every path. */
const EVERY: readonly Dictionary[] = [{ path: { type: 'PathPrefix', value: '/' } }];

function routeWays(subject: Subject): Way[] {
  const { spec } = subject;
  const hosts: readonly (string | undefined)[] = asTexts(spec.hostnames);
  const ways: Way[] = [];
  for (const { matches, backendRefs } of asObjects(spec.rules)) {
    const backends = asObjects(backendRefs)
      .filter(
        ({ kind = 'Service', namespace = subject.namespace }) => kind === 'Service' && namespace === subject.namespace,
      )
      .map(({ name, port }) => ({ name: asText(name), port: asPort(port) }));
    const listed = asObjects(matches);
    for (const one of listed.length > 0 ? listed : EVERY) {
      for (const host of hosts.length > 0 ? hosts : [undefined]) ways.push({ host, match: wordsOf(one), backends });
    }
  }
  return ways;
}

function wordsOf(match: Dictionary): string {
  const { type, value } = asObject(match.path);
  const path = `${asText(type) ?? 'PathPrefix'} ${asText(value) ?? '/'}`;
  const others = Object.keys(match).filter((key) => key !== 'path');
  return others.length > 0 ? `${path} ${JSON.stringify(match)}` : path;
}
