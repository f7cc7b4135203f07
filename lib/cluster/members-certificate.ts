import type { CertificateSource } from '../beam/distribution-certificate';
import { AUTHORITY_FILE, TLS_OPTIONS_FILE, TLS_PATH, type TlsFiles, tlsOptions } from '../beam/tls-options';
import { Refusal } from '../errors/refusal';
import type { Volume } from '../kubernetes/api';
import { type Certificate, certificate } from '../kubernetes/cert-manager';
import { POD_CERTIFICATES } from '../kubernetes/feature-gates';
import type { KubernetesTarget } from '../kubernetes/target';
import type { Contribution } from '../pod/contribution';
import type { ClusterDescription } from './cluster-description';

/** Name of the volume, and suffix of the Secret. */
const NAME = 'distribution-tls';

/** Mode of the files: the pod's group reads them, nobody else. */
const MODE = 0o440;

/** Files of a Secret of the type kubernetes.io/tls. */
const SECRET_FILES: TlsFiles = { certificate: 'tls.crt', key: 'tls.key' };

/** File of a pod's own certificate and key: of two files one could be read before both are renewed. */
const BUNDLE = 'tls.pem';
const BUNDLE_FILES: TlsFiles = { certificate: BUNDLE, key: BUNDLE };

/**
 * Certificate of the members, where the target has it.
 *
 * @throws where pods have none of their own
 */
export function checkCertificate(
  source: CertificateSource | undefined,
  target: KubernetesTarget,
): CertificateSource | undefined {
  if (source?.kind !== 'pod' || target.atLeast(POD_CERTIFICATES)) return source;
  throw new Refusal({
    property: 'distribution',
    value: `DistributionCertificate.podCertificates with Kubernetes ${target.version}`,
    why: 'the API server drops the volume, and the nodes would have no certificate',
    allowed: `certificates of pods from Kubernetes ${POD_CERTIFICATES} on`,
    fix: `KubernetesTarget.set(app, { version: '${POD_CERTIFICATES}' }), or DistributionCertificate.issuer('NAME')`,
  });
}

/** Certificate that cert-manager gets for all members. A new key with each: one that was read once is worth nothing later. */
export function membersCertificate(cluster: ClusterDescription): Certificate | undefined {
  const { certificate: source, clusterName, serviceName, labels } = cluster;
  if (source?.kind !== 'issued') return undefined;
  return certificate(
    { ...source, name: `${clusterName}-${NAME}`, labels, dnsNames: [serviceName] },
    {
      usages: ['digital signature', 'server auth', 'client auth'],
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  );
}

/** Certificate in the pods of members, and of jobs that join them; nothing where nodes talk without TLS. */
export function certificateContribution(
  cluster: ClusterDescription,
): Pick<Contribution, 'volumes' | 'mounts' | 'argumentFiles'> {
  const { certificate } = cluster;
  if (certificate === undefined) return {};
  return {
    volumes: [{ name: NAME, ...volumeOf(certificate, cluster) }],
    mounts: [{ name: NAME, mountPath: TLS_PATH, readOnly: true }],
    argumentFiles: { [TLS_OPTIONS_FILE]: tlsOptions(certificate.kind === 'pod' ? BUNDLE_FILES : SECRET_FILES) },
  };
}

/** Volume of a certificate. Keys are named, so that no pod starts while one of them is missing. */
function volumeOf(source: CertificateSource, { clusterName }: ClusterDescription): Omit<Volume, 'name'> {
  if (source.kind === 'pod') return { projected: podCertificate(source.signerName) };
  const secretName = source.kind === 'secret' ? source.name : `${clusterName}-${NAME}`;
  const files = [SECRET_FILES.certificate, SECRET_FILES.key, AUTHORITY_FILE];
  return { secret: { secretName, items: files.map((key) => ({ key, path: key })), defaultMode: MODE } };
}

/**
 * Certificate of the pod's own, and what its signer says of its authority. An empty selector takes every bundle of the
 * signer; none would take nothing.
 *
 * Source: https://kubernetes.io/docs/concepts/storage/projected-volumes/#podcertificate, `#clustertrustbundle`
 */
function podCertificate(signerName: string): Volume['projected'] {
  const sources: object[] = [
    { podCertificate: { signerName, keyType: 'ECDSAP256', credentialBundlePath: BUNDLE } },
    { clusterTrustBundle: { signerName, labelSelector: {}, path: AUTHORITY_FILE } },
  ];
  return { defaultMode: MODE, sources: sources as NonNullable<Volume['projected']>['sources'] };
}
