import type { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import type { Labels, Manifest } from '../kubernetes/api';
import { certificate, type IssuerKind, issuerAnnotations, LEAST_SECONDS } from '../kubernetes/cert-manager';
import { shortHash } from '../kubernetes/hash';
import { checkName } from '../kubernetes/names';
import { seconds } from '../kubernetes/quantities';
import { checkOnce } from '../kubernetes/unique';
import { publicClass } from '../props/public-class';

/** Options for `Tls.issuer` and `Tls.clusterIssuer`. */
export interface TlsIssuerOptions {
  /**
   * Name of the Secret that cert-manager makes.
   *
   * @default - the endpoint's name and `-tls`: several Ingresses of one endpoint share it
   */
  readonly secretName?: string;

  /**
   * Whether a Certificate asks for it, in the place of an annotation of the Ingress: it stays where the Ingress goes,
   * and several ways in have it alike.
   *
   * Source: https://cert-manager.io/docs/usage/certificate/
   *
   * @default false
   */
  readonly certificate?: boolean;

  /**
   * Time for which the certificate is valid, an hour at least.
   *
   * Source: https://cert-manager.io/docs/usage/certificate/
   *
   * @default - cert-manager's: 90 days
   */
  readonly duration?: Duration;

  /**
   * Time before its end at which it is renewed, five minutes at least.
   *
   * @default - cert-manager's: a third of the duration
   */
  readonly renewBefore?: Duration;
}

/** Where the certificate of a way in is. */
export type TlsPlace = 'Secret' | 'load balancer' | 'ARN' | 'ManagedCertificate';

/** Issuer of cert-manager, and how it is asked. */
interface Issued {
  readonly issuer: { readonly kind: IssuerKind; readonly name: string };
  /** Whether by a Certificate, in the place of annotations. */
  readonly byCertificate: boolean;
  readonly durationSeconds?: number;
  readonly renewBeforeSeconds?: number;
}

/** Values of a certificate; each factory gives those of its kind. */
interface Values {
  readonly place: TlsPlace;
  readonly secretName?: string;
  readonly issued?: Issued;
  readonly names?: readonly string[];
}

/** Hosts for which an endpoint needs a certificate, and what it is called. */
export interface CertificateSubject {
  readonly serviceName: string;
  readonly hosts: readonly string[];
  readonly labels: { readonly [key: string]: string };
  /** Whether these are some hosts of the endpoint, which have a certificate of their own. */
  readonly someHosts: boolean;
}

/** Form of an ARN: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html. */
const ARN = /^arn:[a-z-]+:(acm|iam):[a-z0-9-]*:\d{12}:(certificate|server-certificate)\/.+$/;

/** Certificate of a way in: the place where TLS ends. */
export class Tls {
  /**
   * Certificate in an existing Secret of type `kubernetes.io/tls`.
   *
   * @param name name of the Secret
   * @throws where it is no name that Kubernetes takes
   */
  public static secret(name: string): Tls {
    return new Tls({ place: 'Secret', secretName: checkName('subdomain', 'Tls.secret', name) });
  }

  /**
   * Certificate that cert-manager gets from an Issuer of the namespace.
   *
   * Source: https://cert-manager.io/docs/usage/ingress/
   *
   * @param name name of the Issuer
   * @param options name of the Secret, and whether a Certificate asks for it
   * @throws where a name is none that Kubernetes takes, or a time none that cert-manager takes
   */
  public static issuer(name: string, options: TlsIssuerOptions = {}): Tls {
    return Tls.issued('Tls.issuer', { kind: 'Issuer', name }, options);
  }

  /**
   * Certificate that cert-manager gets from a ClusterIssuer.
   *
   * Source: https://cert-manager.io/docs/usage/ingress/
   *
   * @param name name of the ClusterIssuer
   * @param options name of the Secret, and whether a Certificate asks for it
   * @throws where a name is none that Kubernetes takes, or a time none that cert-manager takes
   */
  public static clusterIssuer(name: string, options: TlsIssuerOptions = {}): Tls {
    return Tls.issued('Tls.clusterIssuer', { kind: 'ClusterIssuer', name }, options);
  }

  /**
   * Certificate of the load balancer itself, given by annotations or outside Kubernetes: the Ingress names no Secret. An
   * AWS load balancer finds certificates of ACM by the hosts.
   *
   * Source: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/cert_discovery/
   */
  public static loadBalancer(): Tls {
    return new Tls({ place: 'load balancer' });
  }

  /**
   * Certificates of AWS Certificate Manager, by their ARNs; the first is served where no host fits. For `Exposure.alb`
   * and `CloudLoadBalancer.aws`.
   *
   * Source: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#certificate-arn
   *
   * @param arns one ARN or more
   * @throws where there is none, or one that names no certificate
   */
  public static certificateArn(arns: string[]): Tls {
    const wrong = arns.findIndex((arn) => !ARN.test(arn));
    if (arns.length > 0 && wrong < 0) {
      return new Tls({ place: 'ARN', names: checkOnce('Tls.certificateArn', arns) });
    }
    throw new Refusal({
      property: arns.length > 0 ? `Tls.certificateArn[${wrong}]` : 'Tls.certificateArn',
      value: arns.length > 0 ? arns[wrong] : arns,
      allowed: 'ARNs of certificates',
      fix: "for example ['arn:aws:acm:eu-central-1:111122223333:certificate/4bf8d6a2']",
    });
  }

  /**
   * Certificate that Google makes and renews, for `Exposure.gke`: a ManagedCertificate for the hosts, of which none can
   * be a wildcard, or existing ones.
   *
   * Source: https://cloud.google.com/kubernetes-engine/docs/how-to/managed-certs
   *
   * @param names names of existing ManagedCertificates; one for the hosts is made where they are left out
   * @throws where a name is none that Kubernetes takes
   */
  public static managedCertificate(names: string[] = []): Tls {
    for (const name of names) checkName('subdomain', 'Tls.managedCertificate', name);
    return new Tls({ place: 'ManagedCertificate', names: checkOnce('Tls.managedCertificate', names) });
  }

  private static issued(property: string, issuer: Issued['issuer'], options: TlsIssuerOptions): Tls {
    const { secretName, certificate: byCertificate = false, duration, renewBefore } = options;
    checkName('subdomain', property, issuer.name);
    if (secretName !== undefined) checkName('subdomain', `${property}.secretName`, secretName);
    const issued: Issued = {
      issuer,
      byCertificate,
      durationSeconds: duration && seconds(`${property}.duration`, duration, LEAST_SECONDS.duration),
      renewBeforeSeconds: renewBefore && seconds(`${property}.renewBefore`, renewBefore, LEAST_SECONDS.renewBefore),
    };
    return new Tls({ place: 'Secret', secretName, issued });
  }

  private constructor(private readonly values: Values) {}

  /** @internal */
  public get _place(): TlsPlace {
    return this.values.place;
  }

  /**
   * Whether cert-manager makes it.
   *
   * @internal
   */
  public get _isIssued(): boolean {
    return this.values.issued !== undefined;
  }

  /**
   * ARNs, or names of ManagedCertificates.
   *
   * @internal
   */
  public get _names(): readonly string[] {
    return this.values.names ?? [];
  }

  /**
   * Annotations by which cert-manager makes the Secret of an Ingress or a Gateway.
   *
   * Source: https://cert-manager.io/docs/usage/ingress/#supported-annotations
   *
   * @internal
   */
  public get _annotations(): Labels {
    const { issued } = this.values;
    return issued === undefined || issued.byCertificate ? {} : issuerAnnotations(issued);
  }

  /**
   * Name of the Secret of an endpoint's certificate; undefined where there is none.
   *
   * @param endpoint name of the endpoint, and of hosts that have a certificate of their own
   * @internal
   */
  public _secretFor(endpoint: string): string | undefined {
    const { place, secretName } = this.values;
    return place === 'Secret' ? (secretName ?? `${endpoint}-tls`) : undefined;
  }

  /**
   * Name of the Secret of a way in's certificate: one for all hosts of the endpoint, or one for some of them.
   *
   * @internal
   */
  public _secretOf({ serviceName, hosts, someHosts }: CertificateSubject): string | undefined {
    return this._secretFor(someHosts ? `${serviceName}-${shortHash([...hosts].sort().join())}` : serviceName);
  }

  /**
   * Certificate for the hosts, where one is asked for.
   *
   * @internal
   */
  public _certificates(subject: CertificateSubject): Manifest[] {
    const { issued } = this.values;
    if (!issued?.byCertificate) return [];
    const { labels, hosts } = subject;
    return [certificate({ ...issued, name: this._secretOf(subject) as string, labels, dnsNames: hosts })];
  }
}

publicClass(Tls, 'Tls');
