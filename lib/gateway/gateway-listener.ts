import { Refusal } from '../errors/refusal';
import { checkHosts } from '../exposure/host';
import type { Tls } from '../exposure/tls';
import { checkName } from '../kubernetes/names';
import { checkPortNumber } from '../kubernetes/port-numbers';
import { publicClass } from '../props/public-class';

/** Options for `GatewayListener.http`. */
export interface HttpListenerOptions {
  /**
   * Name, by which routes refer to it (`sectionName`).
   *
   * @default 'http'
   */
  readonly name?: string;

  /**
   * Port.
   *
   * @default 80
   */
  readonly port?: number;
}

/** Options for `GatewayListener.https`. */
export interface HttpsListenerOptions {
  /** Certificate; one of cert-manager's is for all hosts together. */
  readonly tls: Tls;

  /**
   * Namespace of the certificate's Secret: a ReferenceGrant there lets the Gateway read it.
   *
   * @default - the Gateway's own
   */
  readonly secretNamespace?: string;

  /**
   * Name, by which routes refer to it (`sectionName`); the second host's has `-2` behind it, and so on.
   *
   * @default 'https'
   */
  readonly name?: string;

  /**
   * Port.
   *
   * @default 443
   */
  readonly port?: number;
}

/** Options for `GatewayListener.passthrough`. */
export interface PassthroughListenerOptions {
  /**
   * Name, by which routes refer to it (`sectionName`); the second host's has `-2` behind it, and so on.
   *
   * @default 'tls'
   */
  readonly name?: string;

  /**
   * Port.
   *
   * @default 443
   */
  readonly port?: number;
}

/**
 * Listener, before its Gateway is known.
 *
 * @internal
 */
export interface ListenerDescription {
  readonly name: string;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TLS';
  readonly port: number;
  readonly host?: string;
  readonly tls?: Tls;
  readonly secretNamespace?: string;
}

/** Listeners of a Gateway: a port, and the hosts that it takes there. */
export class GatewayListener {
  /**
   * Plain HTTP for every host: for redirects to https (`httpSectionName` of `Exposure.gateway`).
   *
   * @param options name and port
   * @throws where a name or port is none
   */
  public static http(options: HttpListenerOptions = {}): GatewayListener {
    const { name = 'http', port = 80 } = options;
    return new GatewayListener(listeners('GatewayListener.http', [undefined], { name, port, protocol: 'HTTP' }));
  }

  /**
   * HTTPS whose TLS ends at the Gateway: a listener for each host.
   *
   * @example
   *
   *   GatewayListener.https(['example.com', '*.example.com'], { tls: Tls.clusterIssuer('letsencrypt') })
   *
   * @param hosts hosts, such as `*.example.com`; none for every host, which cert-manager makes no certificate for
   * @param options certificate, name and port
   * @throws where a host, name or port is none, or cert-manager is to make a certificate for no host
   */
  public static https(hosts: string[], options: HttpsListenerOptions): GatewayListener {
    const { tls, secretNamespace, name = 'https', port = 443 } = options;
    const property = 'GatewayListener.https';
    if (!PLACES.includes(tls._place)) throw noPlace(`${property}.tls`, tls._place);
    if (secretNamespace !== undefined) checkName('label', `${property}.secretNamespace`, secretNamespace);
    if (secretNamespace !== undefined && tls._isIssued)
      throw issuedElsewhere(`${property}.secretNamespace`, secretNamespace);
    if (hosts.length > 0) checkHosts(`${property}.hosts`, hosts);
    else if (tls._isIssued) throw noHost(`${property}.hosts`);
    const all = hosts.length > 0 ? hosts : [undefined];
    const more = { name, port, protocol: 'HTTPS', tls, ...(secretNamespace ? { secretNamespace } : {}) } as const;
    return new GatewayListener(listeners(property, all, more));
  }

  /**
   * TLS that the pods end themselves, for `Exposure.tlsRoute`: a listener for each host.
   *
   * @param hosts hosts, such as `*.example.com`
   * @param options name and port
   * @throws where a host, name or port is none
   */
  public static passthrough(hosts: string[], options: PassthroughListenerOptions = {}): GatewayListener {
    const { name = 'tls', port = 443 } = options;
    checkHosts('GatewayListener.passthrough.hosts', hosts);
    return new GatewayListener(listeners('GatewayListener.passthrough', hosts, { name, port, protocol: 'TLS' }));
  }

  private constructor(
    /** @internal */
    public readonly _listeners: readonly ListenerDescription[],
  ) {}
}

publicClass(GatewayListener, 'GatewayListener');

function listeners(
  property: string,
  hosts: readonly (string | undefined)[],
  listener: ListenerDescription,
): ListenerDescription[] {
  checkName('subdomain', `${property}.name`, listener.name, 4); // room for the number of a host
  checkPortNumber(`${property}.port`, listener.port, 1);
  return hosts.map((host, index) => ({
    ...listener,
    name: index === 0 ? listener.name : `${listener.name}-${index + 1}`,
    ...(host === undefined ? {} : { host }),
  }));
}

/** Places of certificates that a Gateway has. */
const PLACES: readonly string[] = ['Secret', 'load balancer'];

function noPlace(property: string, place: string): Refusal {
  return new Refusal({
    property,
    value: place,
    why: 'a Gateway names Secrets; certificates of a cloud are told by annotations',
    allowed: 'Tls.secret, Tls.issuer, Tls.clusterIssuer or Tls.loadBalancer',
    fix: "Tls.loadBalancer(), and the annotation in `annotations` of the Gateway, such as 'networking.gke.io/certmap'",
  });
}

function issuedElsewhere(property: string, value: string): Refusal {
  return new Refusal({
    property,
    value,
    why: "cert-manager makes the Secret in the Gateway's own namespace",
    allowed: 'the namespace of a Secret that exists: Tls.secret',
    fix: 'leave it out',
  });
}

function noHost(property: string): Refusal {
  return new Refusal({
    property,
    value: [],
    why: 'cert-manager makes certificates for the hosts of listeners, and skips one without',
    allowed: 'one host or more',
    fix: "for example ['example.com', '*.example.com']",
  });
}
