import { Refusal } from '../errors/refusal';
import { referenceGrant } from '../exposure/gateway-api/reference-grant';
import type { ParentListener } from '../exposure/gateway-api/route-parent';
import type { Labels, Manifest } from '../kubernetes/api';
import { GATEWAY_GROUP } from '../kubernetes/gateway-api';
import { checkAnnotations, checkLabels, objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { checkNamespace, type Place } from '../manifests/place';
import { acceptedRisks, accepts, waiverKey } from '../risks/accepted-risks';
import { certificateAnnotations, certificates } from './certificates';
import type { ListenerDescription } from './gateway-listener';
import type { ListenersProps } from './gateway-props';
import { RouteNamespaces } from './route-namespaces';

/** Listeners of a Gateway or a ListenerSet, described and checked. */
export interface DescribedListeners {
  readonly metadata: { readonly name: string; readonly labels: Labels; readonly annotations?: Labels };
  /** Field `listeners` of the spec. */
  readonly listeners: readonly object[];
  /** Listeners that routes of HTTP hang at unless they name another one. */
  readonly parents: readonly ParentListener[];
  /** Certificates, and ReferenceGrants for those in other namespaces. */
  readonly further: readonly Manifest[];
}

/** Most listeners: https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec. */
const MOST = 64;

/**
 * Describes the listeners of a Gateway or a ListenerSet.
 *
 * @throws where two are the same, there is none, or none is of TLS without a waiver
 */
export function describeListeners(place: Place, kind: string, props: ListenersProps): DescribedListeners {
  const { routesFrom = RouteNamespaces.same(), labels = {}, allow = [] } = props;
  const name = checkName('label', 'name', props.name ?? place.id);
  const all = props.listeners.flatMap(({ _listeners }) => _listeners);
  checkListeners(all);
  const risks = acceptedRisks(allow);
  const isPlain = all.every(({ protocol }) => protocol === 'HTTP');
  if (isPlain && !accepts(risks, 'plain-http')) throw plainHttp();
  const key = waiverKey('plain-http');
  const annotations = {
    ...certificateAnnotations(all),
    ...(accepts(risks, 'plain-http') ? { [key]: risks[key] } : {}),
    ...checkAnnotations('annotations', props.annotations),
  };
  return {
    metadata: {
      name,
      labels: objectLabels(name, checkLabels('labels', labels)),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    listeners: all.map((one) => listener(name, one, routesFrom)),
    parents: parentsOf(place, kind, name, all),
    further: [...certificates(name, objectLabels(name, labels), all), ...grantsOf(place, kind, name, labels, all)],
  };
}

/** Listener, with the defaults of the API server written out. */
function listener(owner: string, { name, protocol, port, host, ...more }: ListenerDescription, from: RouteNamespaces) {
  return {
    name,
    ...(host === undefined ? {} : { hostname: host }),
    port,
    protocol,
    ...tlsOf(owner, protocol, more),
    allowedRoutes: { namespaces: from._json },
  };
}

function tlsOf(owner: string, protocol: string, { tls, secretNamespace }: Partial<ListenerDescription>): object {
  if (protocol === 'TLS') return { tls: { mode: 'Passthrough' } };
  const name = tls?._secretFor(owner);
  if (name === undefined) return {}; // the load balancer has the certificate
  const namespace = secretNamespace === undefined ? {} : { namespace: secretNamespace };
  return { tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name, ...namespace }] } };
}

/** Those that end TLS; all of them where none does. */
function parentsOf(
  { namespace }: Place,
  kind: string,
  name: string,
  all: readonly ListenerDescription[],
): ParentListener[] {
  const https = all.filter(({ protocol }) => protocol === 'HTTPS');
  return (https.length > 0 ? https : all).map(({ name: sectionName, host }) => ({
    ref: { group: GATEWAY_GROUP, kind, name, ...(namespace ? { namespace } : {}), sectionName },
    ...(host === undefined ? {} : { host }),
  }));
}

function grantsOf(place: Place, kind: string, owner: string, own: Labels, all: readonly ListenerDescription[]) {
  const byNamespace = new Map<string, Set<string>>();
  for (const { tls, secretNamespace } of all) {
    const secret = tls?._secretFor(owner);
    if (secret === undefined || secretNamespace === undefined || secretNamespace === place.namespace) continue;
    byNamespace.set(secretNamespace, (byNamespace.get(secretNamespace) ?? new Set()).add(secret));
  }
  return [...byNamespace].map(([namespace, names]) => {
    const from = { kind, namespace: checkNamespace(place) };
    const name = `${from.namespace}-${owner}`;
    return referenceGrant({
      name,
      labels: objectLabels(owner, own),
      from,
      to: { kind: 'Secret', namespace, names: [...names] },
    });
  });
}

/** Refuses no listener, and two that the API server takes for the same. */
function checkListeners(all: readonly ListenerDescription[]): void {
  if (all.length === 0 || all.length > MOST) {
    throw new Refusal({
      property: 'listeners',
      kind: `${all.length} listeners`,
      allowed: `1 to ${MOST}, one a host`,
      fix: "for example [GatewayListener.https(['example.com'], { tls: Tls.clusterIssuer('letsencrypt') })]",
    });
  }
  for (const [index, one] of all.entries()) {
    const other = all
      .slice(0, index)
      .find(
        ({ name, port, protocol, host }) =>
          name === one.name || (port === one.port && protocol === one.protocol && host === one.host),
      );
    if (other === undefined) continue;
    throw new Refusal({
      property: `listeners`,
      value: one.name,
      why: `the listener "${other.name}" has the same ${other.name === one.name ? 'name' : 'port, protocol and host'}`,
      allowed: 'listeners of different names, and of different hosts on one port',
      fix: other.name === one.name ? 'give one of them another `name`' : 'leave one of them out',
    });
  }
}

function plainHttp(): Refusal {
  return new Refusal({
    property: 'listeners',
    value: 'plain HTTP alone',
    why: 'session cookies would cross the network in the open, and a generated prod configuration makes https links',
    allowed: 'a listener of TLS: GatewayListener.https or GatewayListener.passthrough',
    fix: "add GatewayListener.https(['example.com'], { tls: … }); where nothing encrypts: allow: [Waiver.plainHttp('why')]",
  });
}
