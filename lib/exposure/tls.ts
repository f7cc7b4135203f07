import type { Labels } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { publicClass } from '../props/public-class';

/** Options for `Tls.issuer` and `Tls.clusterIssuer`. */
export interface TlsIssuerOptions {
  /**
   * Name of the Secret that cert-manager makes.
   *
   * @default - the endpoint's name and `-tls`: several Ingresses of one endpoint share it
   */
  readonly secretName?: string;
}

/** Certificate of a way in: the place where TLS ends. */
export class Tls {
  /**
   * Certificate in an existing Secret of type `kubernetes.io/tls`.
   *
   * @param name name of the Secret
   * @throws where it is no name that Kubernetes takes
   */
  public static secret(name: string): Tls {
    return new Tls({}, checkName('subdomain', 'Tls.secret', name), true);
  }

  /**
   * Certificate that cert-manager gets from an Issuer of the namespace.
   *
   * Source: https://cert-manager.io/docs/usage/ingress/
   *
   * @param name name of the Issuer
   * @param options name of the Secret
   * @throws where a name is none that Kubernetes takes
   */
  public static issuer(name: string, options: TlsIssuerOptions = {}): Tls {
    return Tls.issued('Tls.issuer', 'cert-manager.io/issuer', name, options);
  }

  /**
   * Certificate that cert-manager gets from a ClusterIssuer.
   *
   * Source: https://cert-manager.io/docs/usage/ingress/
   *
   * @param name name of the ClusterIssuer
   * @param options name of the Secret
   * @throws where a name is none that Kubernetes takes
   */
  public static clusterIssuer(name: string, options: TlsIssuerOptions = {}): Tls {
    return Tls.issued('Tls.clusterIssuer', 'cert-manager.io/cluster-issuer', name, options);
  }

  /**
   * Certificate of the load balancer itself, given by annotations or outside Kubernetes: the Ingress names no Secret.
   */
  public static loadBalancer(): Tls {
    return new Tls({}, undefined, false);
  }

  private static issued(property: string, annotation: string, name: string, { secretName }: TlsIssuerOptions): Tls {
    const issuer = checkName('subdomain', property, name);
    if (secretName !== undefined) checkName('subdomain', `${property}.secretName`, secretName);
    return new Tls({ [annotation]: issuer }, secretName, true);
  }

  private constructor(
    /** @internal */
    public readonly _annotations: Labels,
    private readonly secretName: string | undefined,
    private readonly hasSecret: boolean,
  ) {}

  /**
   * Name of the Secret of an endpoint's certificate; undefined where there is none.
   *
   * @internal
   */
  public _secretFor(endpoint: string): string | undefined {
    return this.hasSecret ? (this.secretName ?? `${endpoint}-tls`) : undefined;
  }
}

publicClass(Tls, 'Tls');
