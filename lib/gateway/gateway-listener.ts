import { Refusal } from '../errors/refusal';
import { checkHosts } from '../exposure/host';
import type { Tls } from '../exposure/tls';
import type { Labels } from '../kubernetes/api';
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
    if (secretNamespace !== undefined) checkName('label', `${property}.secretNamespace`, secretNamespace);
    if (hosts.length > 0) checkHosts(`${property}.hosts`, hosts);
    else if (Object.keys(tls._annotations).length > 0) throw noHost(`${property}.hosts`);
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

function noHost(property: string): Refusal {
  return new Refusal({
    property,
    value: [],
    why: 'cert-manager makes certificates for the hosts of listeners, and skips one without',
    allowed: 'one host or more',
    fix: "for example ['example.com', '*.example.com']",
  });
}

/** Annotations of the certificates of listeners. @internal */
export function certificateAnnotations(all: readonly ListenerDescription[]): Labels {
  const merged: { [key: string]: string } = {};
  for (const { tls } of all) {
    for (const [key, value] of Object.entries(tls?._annotations ?? {})) {
      const other = Object.keys(merged).find(
        (one) => one.startsWith('cert-manager.io/') && (one !== key || merged[one] !== value),
      );
      if (other !== undefined) throw twoIssuers(merged[other], value);
      merged[key] = value;
    }
  }
  return merged;
}

function twoIssuers(one: string, other: string): Refusal {
  return new Refusal({
    property: 'listeners.tls',
    value: other,
    why: `the annotation of a Gateway names one issuer for all of its certificates, and another listener names "${one}"`,
    allowed: 'one issuer for all listeners',
    fix: 'make a Gateway, or a ListenerSet, of its own for one of them, or a Certificate with Tls.secret',
  });
}
