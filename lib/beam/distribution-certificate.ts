import type { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { type IssuerKind, LEAST_SECONDS } from '../kubernetes/cert-manager';
import { checkName } from '../kubernetes/names';
import { seconds } from '../kubernetes/quantities';
import { publicClass } from '../props/public-class';

/** Options for `DistributionCertificate.issuer` and `DistributionCertificate.clusterIssuer`. */
export interface IssuedDistributionCertificateOptions {
  /**
   * Time for which a certificate is valid: an hour at least.
   *
   * Source: https://cert-manager.io/docs/usage/certificate/#renewal
   *
   * @default - 90 days, as cert-manager does
   */
  readonly duration?: Duration;

  /**
   * Time before its end at which it is renewed: five minutes at least, because a renewed one needs up to four to be
   * served.
   *
   * @default - a third of its time, as cert-manager does
   */
  readonly renewBefore?: Duration;
}

/**
 * Where the certificate of a node comes from.
 *
 * @internal
 */
export type CertificateSource =
  | {
      readonly kind: 'issued';
      readonly issuer: { readonly kind: IssuerKind; readonly name: string };
      readonly durationSeconds?: number;
      readonly renewBeforeSeconds?: number;
    }
  | { readonly kind: 'secret'; readonly name: string }
  | { readonly kind: 'pod'; readonly signerName: string };

/** Time of a certificate where nothing is said: https://cert-manager.io/docs/usage/certificate/. */
const DEFAULT_SECONDS = 90 * 24 * 3600;

/**
 * Name of a signer: labels of DNS, two or more of them in front of the slash.
 *
 * Source: k8s.io/kubernetes, pkg/apis/core/validation/names.go, `ValidateSignerName`.
 */
const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const SIGNER = new RegExp(`^${LABEL}(\\.${LABEL})+/${LABEL}(\\.${LABEL})*$`);

/**
 * Certificate of the nodes of a cluster, for `Distribution.tls`. Any certificate that its authority signed is that of a
 * member, whatever names are in it: the authority must be a private one that signs for this cluster alone.
 */
export class DistributionCertificate {
  /**
   * One certificate for all members, that cert-manager gets from an Issuer of the namespace and renews. The Issuer must
   * write the certificate of its authority into the Secret as `ca.crt`: those of the kind `ca` and `vault` do, `acme`
   * does not, and with `selfSigned` no old certificate is accepted once there is a new one.
   *
   * Source: https://cert-manager.io/docs/usage/certificate/
   *
   * @param name name of the Issuer
   * @param options times of the certificate
   * @throws where the name is none that Kubernetes takes, or a time none that cert-manager takes
   */
  public static issuer(name: string, options: IssuedDistributionCertificateOptions = {}): DistributionCertificate {
    return DistributionCertificate.issued('DistributionCertificate.issuer', 'Issuer', name, options);
  }

  /**
   * One certificate for all members, that cert-manager gets from a ClusterIssuer and renews. Whoever may ask the same
   * ClusterIssuer, in any namespace, gets certificates by which nodes of theirs are let in: make one for this cluster, or
   * an Issuer of the namespace.
   *
   * Source: https://cert-manager.io/docs/usage/certificate/
   *
   * @param name name of the ClusterIssuer
   * @param options times of the certificate
   * @throws where the name is none that Kubernetes takes, or a time none that cert-manager takes
   */
  public static clusterIssuer(
    name: string,
    options: IssuedDistributionCertificateOptions = {},
  ): DistributionCertificate {
    return DistributionCertificate.issued('DistributionCertificate.clusterIssuer', 'ClusterIssuer', name, options);
  }

  /**
   * One certificate for all members in an existing Secret, with the keys `tls.crt`, `tls.key` and `ca.crt`. A changed one
   * is served without a restart.
   *
   * @param name name of the Secret
   * @throws where it is no name that Kubernetes takes
   */
  public static secret(name: string): DistributionCertificate {
    return new DistributionCertificate({
      kind: 'secret',
      name: checkName('subdomain', 'DistributionCertificate.secret', name),
    });
  }

  /**
   * Certificate for each pod, that the kubelet asks of a signer (PodCertificateRequest) and renews. The authority is in
   * the ClusterTrustBundles of the signer. The signer must sign for both sides, server and client, and for pods of this
   * cluster alone. It needs Kubernetes 1.37, and a signer, which Kubernetes does not have: its own
   * `kubernetes.io/kube-apiserver-client-pod` signs for clients alone.
   *
   * Source: https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#pod-certificate-requests
   *
   * @param signerName name of the signer: `acme.example/distribution`
   * @throws where it is no name of a signer
   */
  public static podCertificates(signerName: string): DistributionCertificate {
    if (!SIGNER.test(signerName)) throw noSigner(signerName);
    return new DistributionCertificate({ kind: 'pod', signerName });
  }

  private static issued(
    property: string,
    kind: IssuerKind,
    name: string,
    { duration, renewBefore }: IssuedDistributionCertificateOptions,
  ): DistributionCertificate {
    const durationSeconds = duration && seconds(`${property}.duration`, duration, LEAST_SECONDS.duration);
    const whole = durationSeconds ?? DEFAULT_SECONDS;
    return new DistributionCertificate({
      kind: 'issued',
      issuer: { kind, name: checkName('subdomain', property, name) },
      durationSeconds,
      renewBeforeSeconds:
        renewBefore && seconds(`${property}.renewBefore`, renewBefore, LEAST_SECONDS.renewBefore, whole - 1),
    });
  }

  private constructor(
    /** @internal */
    public readonly _source: CertificateSource,
  ) {}
}

publicClass(DistributionCertificate, 'DistributionCertificate');

function noSigner(value: unknown): Refusal {
  return new Refusal({
    property: 'DistributionCertificate.podCertificates',
    value,
    allowed: 'the name of a signer: DOMAIN/PATH',
    fix: 'for example "acme.example/distribution"',
  });
}
