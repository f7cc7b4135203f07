import { Refusal } from '../errors/refusal';
import { checkAnnotations } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';

/** Options for `Exposure.gateway`. */
export interface GatewayExposureOptions {
  /** The Gateway's name. */
  readonly gateway: string;

  /**
   * The Gateway's namespace; its listener must admit routes from the release's.
   *
   * @default - the release's own
   */
  readonly gatewayNamespace?: string;

  /**
   * One listener of the Gateway.
   *
   * @default - every listener that takes the host
   */
  readonly sectionName?: string;

  /**
   * Paths, each with all below it.
   *
   * @default ['/']
   */
  readonly paths?: string[];

  /**
   * Whether the route says that requests may take as long as they do (`timeouts.request: 0s`), so that sockets and long
   * polls are not cut. Set it to false for a Gateway that does not support timeouts of routes.
   *
   * Source: https://gateway-api.sigs.k8s.io/reference/spec/#httproutetimeouts
   *
   * @default true
   */
  readonly unlimited?: boolean;
}

/** Options for `Exposure.ingress`. */
export interface IngressExposureOptions {
  /**
   * The IngressClass.
   *
   * @default - the default class of the Kubernetes cluster
   */
  readonly className?: string;

  /**
   * Paths, each with all below it.
   *
   * @default ['/']
   */
  readonly paths?: string[];

  /**
   * An existing Secret with the certificate; with an issuer, the one that cert-manager makes.
   *
   * @default - with an issuer `NAME-tls`, else none
   */
  readonly tlsSecret?: string;

  /**
   * An Issuer of cert-manager in the namespace.
   *
   * @default - none
   */
  readonly issuer?: string;

  /**
   * A ClusterIssuer of cert-manager.
   *
   * @default - none
   */
  readonly clusterIssuer?: string;

  /**
   * Further annotations; they win over the library's.
   *
   * @default - those that keep sockets open with the classes `nginx` and `alb`
   */
  readonly annotations?: { [key: string]: string };
}

/**
 * A way in from outside, for the host of a PhoenixService. Any number of them can be given.
 */
export class Exposure {
  /**
   * A route of the Gateway API (v1).
   *
   * @param options which Gateway
   * @throws where a name or path is none that Kubernetes takes
   */
  public static gateway(options: GatewayExposureOptions): Exposure {
    checkName('subdomain', 'Exposure.gateway.gateway', options?.gateway);
    if (options.gatewayNamespace !== undefined)
      checkName('label', 'Exposure.gateway.gatewayNamespace', options.gatewayNamespace);
    if (options.sectionName !== undefined) checkName('subdomain', 'Exposure.gateway.sectionName', options.sectionName);
    checkPaths('Exposure.gateway.paths', options.paths);
    return new Exposure(options, undefined);
  }

  /**
   * An Ingress.
   *
   * @param options class, paths and TLS
   * @throws where a name or path is none that Kubernetes takes, or two issuers are given
   */
  public static ingress(options: IngressExposureOptions = {}): Exposure {
    for (const property of ['className', 'tlsSecret', 'issuer', 'clusterIssuer'] as const) {
      const name = options[property];
      if (name !== undefined) checkName('subdomain', `Exposure.ingress.${property}`, name);
    }
    checkAnnotations('Exposure.ingress.annotations', options.annotations);
    checkPaths('Exposure.ingress.paths', options.paths);
    if (options.issuer !== undefined && options.clusterIssuer !== undefined) {
      throw new Refusal({
        property: 'Exposure.ingress',
        value: { issuer: options.issuer, clusterIssuer: options.clusterIssuer },
        allowed: 'an issuer or a clusterIssuer',
        fix: 'remove one of them',
      });
    }
    return new Exposure(undefined, options);
  }

  private constructor(
    /** @internal */
    public readonly _gateway: GatewayExposureOptions | undefined,
    /** @internal */
    public readonly _ingress: IngressExposureOptions | undefined,
  ) {}
}

/** What a Gateway takes: https://gateway-api.sigs.k8s.io/reference/spec/#httppathmatch. */
const PATH = /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/;

function checkPaths(property: string, paths: readonly string[] | undefined): void {
  if (paths === undefined) return;
  const wrong = paths.findIndex(
    (path, index) =>
      typeof path !== 'string' ||
      !PATH.test(path) ||
      /\/\/|\/\.\.?(\/|$)|%2f/i.test(path) ||
      paths.indexOf(path) !== index,
  );
  if (wrong < 0 && paths.length > 0) return;
  throw new Refusal({
    property: paths.length ? `${property}[${wrong}]` : property,
    value: paths.length ? paths[wrong] : paths,
    allowed: 'one path or more, each once, starting with `/`',
    fix: "for example ['/'] or ['/', '/live']",
  });
}
