import type { Dictionary } from '../json/dictionary';
import { asObject, asObjects, asPort, asText } from '../json/read';
import { GATEWAY_GROUP } from '../kubernetes/gateway-api';
import type { Inventory } from './inventory';
import type { Route } from './route';
import { groupOf, type Subject } from './subject';

/** Listener of a Gateway or a ListenerSet. */
export interface Listener {
  readonly name?: string;
  readonly port?: string | number;
  readonly protocol?: string;
  readonly host?: string;
  /** Field `allowedRoutes`. */
  readonly allowed: Dictionary;
}

/** Parent of a route that is among the manifests, with those of its listeners that the route names. */
export interface Parent {
  readonly subject: Subject;
  /** Reference of the route, in words: `Gateway "public", section "https"`. */
  readonly words: string;
  /** Every listener of the parent. */
  readonly every: readonly Listener[];
  /** Listeners that the reference names: by section and port. */
  readonly named: readonly Listener[];
}

/** Route of the Gateway API with those of its parents that are among the manifests: of others nothing is known. */
export interface HangingRoute {
  readonly route: Route;
  readonly parents: readonly Parent[];
}

/** Kinds that routes hang at. */
const PARENTS: readonly string[] = ['Gateway', 'ListenerSet'];

const KNOWN = new WeakMap<Inventory, readonly HangingRoute[]>();

/** Routes of which a parent is among the manifests, which are looked up once for all rules. */
export function hangingRoutes(inventory: Inventory): readonly HangingRoute[] {
  const known = KNOWN.get(inventory);
  if (known !== undefined) return known;
  const hasParents = PARENTS.some((kind) => inventory.ofKind(kind).length > 0);
  const found = (hasParents ? inventory.routes : [])
    .filter(({ subject }) => subject.kind !== 'Ingress')
    .map((route) => ({ route, parents: parentsOf(route.subject, inventory) }))
    .filter(({ parents }) => parents.length > 0);
  KNOWN.set(inventory, found);
  return found;
}

function parentsOf(route: Subject, inventory: Inventory): Parent[] {
  return asObjects(route.spec.parentRefs).flatMap((reference) => {
    const { group = GATEWAY_GROUP, kind = 'Gateway', name, namespace, sectionName, port } = reference;
    if (group !== GATEWAY_GROUP || !PARENTS.includes(kind as string)) return [];
    const subject = inventory.namedIn(asText(namespace) ?? route.namespace, String(kind), asText(name));
    if (subject === undefined || groupOf(subject) !== GATEWAY_GROUP || subject.spec.listeners === undefined) return [];
    const every = asObjects(subject.spec.listeners).map(listener);
    const named = every.filter(
      (one) =>
        (sectionName === undefined || one.name === sectionName) && (port === undefined || one.port === asPort(port)),
    );
    const words = [`${kind} "${subject.name}"`, ...wordsOf('section', sectionName), ...wordsOf('port', port)].join(
      ', ',
    );
    return [{ subject, words, every, named }];
  });
}

function wordsOf(what: string, value: unknown): string[] {
  return value === undefined ? [] : [`${what} ${JSON.stringify(value)}`];
}

function listener({ name, port, protocol, hostname, allowedRoutes }: Dictionary): Listener {
  return {
    name: asText(name),
    port: asPort(port),
    protocol: asText(protocol),
    host: asText(hostname),
    allowed: asObject(allowedRoutes),
  };
}

/** Protocols of listeners that take routes of a kind: https://gateway-api.sigs.k8s.io/reference/spec/#protocoltype. */
const PROTOCOLS: { readonly [kind: string]: readonly string[] } = {
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
  TLSRoute: ['TLS'],
  TCPRoute: ['TCP', 'TLS'],
  UDPRoute: ['UDP'],
};

/** Whether a listener takes routes of a kind; one of a protocol that is not known may take any. */
export function takesKind({ protocol, allowed }: Listener, kind: string): boolean {
  const kinds = asObjects(allowed.kinds);
  if (kinds.length > 0) return kinds.some((one) => one.kind === kind);
  const known = Object.values(PROTOCOLS).flat();
  return protocol === undefined || !known.includes(protocol) || (PROTOCOLS[kind] ?? [protocol]).includes(protocol);
}
