import type { CertificateProps, CertificateSpec } from '../../imports/cert-manager.io';
import type { Labels } from './api';
import { goSeconds } from './quantities';

/** Kind of an issuer of cert-manager. */
export type IssuerKind = 'Issuer' | 'ClusterIssuer';

/**
 * Annotations by which cert-manager makes the Secrets of an Ingress or a Gateway: each names an issuer.
 *
 * Source: https://cert-manager.io/docs/usage/ingress/; https://cert-manager.io/docs/usage/gateway/
 */
export const ISSUER_ANNOTATIONS: { readonly [kind in IssuerKind]: string } = {
  Issuer: 'cert-manager.io/issuer',
  ClusterIssuer: 'cert-manager.io/cluster-issuer',
};

/**
 * Least seconds for which a certificate is valid, and least before its end at which it is renewed.
 *
 * Source: https://cert-manager.io/docs/usage/certificate/; cert-manager, internal/apis/certmanager/validation.
 */
export const LEAST_SECONDS = { duration: 3600, renewBefore: 300 };

/** Certificate that cert-manager is asked for. */
export interface CertificateInput {
  /** Name of the Certificate, and of the Secret that is made. */
  readonly name: string;
  readonly labels: Labels;
  readonly issuer: { readonly kind: IssuerKind; readonly name: string };
  readonly dnsNames: readonly string[];
  readonly durationSeconds?: number;
  readonly renewBeforeSeconds?: number;
}

/** What a Certificate says beyond whose it is and for how long; the generated types spell enumerations otherwise. */
export interface CertificateUse {
  readonly usages: readonly string[];
  readonly privateKey: { readonly algorithm: string; readonly size: number; readonly rotationPolicy: string };
}

/** Certificate, as cert-manager's own JSON. */
export interface Certificate extends Omit<CertificateProps, 'spec'> {
  readonly apiVersion: string;
  readonly kind: 'Certificate';
  readonly metadata: { readonly name: string; readonly labels: Labels };
  readonly spec: Omit<CertificateSpec, keyof CertificateUse> & Partial<CertificateUse>;
}

/**
 * Certificate of cert-manager.
 *
 * Source: https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec
 */
export function certificate(input: CertificateInput, use?: CertificateUse): Certificate {
  const { name, labels, issuer, dnsNames, durationSeconds, renewBeforeSeconds } = input;
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, labels: { ...labels } },
    spec: {
      secretName: name,
      dnsNames: [...dnsNames],
      issuerRef: { group: 'cert-manager.io', kind: issuer.kind, name: issuer.name },
      ...use,
      ...(durationSeconds === undefined ? {} : { duration: goSeconds(durationSeconds) }),
      ...(renewBeforeSeconds === undefined ? {} : { renewBefore: goSeconds(renewBeforeSeconds) }),
    },
  };
}

/** Annotations that ask for the same of an Ingress or a Gateway. */
export function issuerAnnotations(
  input: Pick<CertificateInput, 'issuer' | 'durationSeconds' | 'renewBeforeSeconds'>,
): Labels {
  const { issuer, durationSeconds, renewBeforeSeconds } = input;
  return {
    [ISSUER_ANNOTATIONS[issuer.kind]]: issuer.name,
    ...(durationSeconds === undefined ? {} : { 'cert-manager.io/duration': goSeconds(durationSeconds) }),
    ...(renewBeforeSeconds === undefined ? {} : { 'cert-manager.io/renew-before': goSeconds(renewBeforeSeconds) }),
  };
}

/** Whether cert-manager makes the Secrets of an Ingress with these annotations. */
export function isIssued(annotations: { readonly [key: string]: unknown }): boolean {
  return issuerOf(annotations) !== undefined;
}

/** Issuer that annotations name. */
export function issuerOf(annotations: { readonly [key: string]: unknown }): unknown {
  return Object.values(ISSUER_ANNOTATIONS)
    .map((one) => annotations[one])
    .find((one) => one !== undefined);
}
