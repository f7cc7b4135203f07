import { Refusal } from '../errors/refusal';
import type { Ingress, Labels, Manifest } from '../kubernetes/api';
import { checkAnnotations } from '../kubernetes/labels';
import { NetworkPeer } from '../pod/network';
import type { EndpointFacts } from './endpoint-facts';
import { checkHosts } from './host';
import type { ExposureTarget, IExposure } from './i-exposure';
import type { IngressOptions } from './ingress-options';
import { checkPaths } from './paths';
import type { ServiceRequest } from './service-request';
import type { CertificateSubject, TlsPlace } from './tls';

/** Controller of an Ingress, as far as its objects go. */
export interface IngressController {
  /** Name of the factory, in messages. */
  readonly method: string;
  /** Name of the IngressClass; none for the default one, or where an annotation names it. */
  readonly className?: string;
  /** Places from which the controller takes a certificate. */
  readonly tlsPlaces: readonly TlsPlace[];
  /** Whether it keeps requests of a client at one pod, whatever the annotations of the user's say. */
  readonly sticky?: boolean;
  /** Annotations of the Ingress. */
  annotations(target: ExposureTarget): Labels;
  /** Objects beside the Ingress. */
  further?(target: ExposureTarget, ingress: Ingress): Manifest[];
  /** Fields of the Service. */
  serviceFor?(facts: EndpointFacts): ServiceRequest;
  /** Peers that requests come from, where they are known. */
  readonly from?: NetworkPeer[];
}

/** Certificates that a controller takes which reads Secrets. */
export const SECRETS: readonly TlsPlace[] = ['Secret', 'load balancer'];

/**
 * Way in through an Ingress.
 *
 * @throws where a host, path or annotation is none, or the controller does not take the certificate
 */
export function ingressWay(options: IngressOptions, controller: IngressController): IExposure {
  const { hosts, paths, exactPaths, annotations, tls, from = controller.from } = options;
  const { method, serviceFor } = controller;
  if (hosts !== undefined) checkHosts(`${method}.hosts`, hosts);
  checkAnnotations(`${method}.annotations`, annotations);
  checkPaths(`${method}.paths`, paths);
  checkPaths(`${method}.exactPaths`, exactPaths);
  if (tls !== undefined && !controller.tlsPlaces.includes(tls._place)) throw wrongPlace(controller, tls._place);
  return {
    kind: 'ingress',
    plainHttp: tls === undefined,
    sticky: controller.sticky === true || isSticky(annotations),
    hosts,
    from,
    ...(serviceFor ? { _serviceFor: (facts) => serviceFor(facts) } : {}),
    manifests: (target) => {
      const made = ingress(target, options, controller);
      const certificates = tls?._certificates(certificateSubject(target, options)) ?? [];
      return [made, ...certificates, ...(controller.further?.(target, made) ?? [])];
    },
  };
}

/** Pods of a controller in its namespace. */
export function controllerPods(namespace: string | undefined, labels: Labels): NetworkPeer[] | undefined {
  if (namespace === undefined) return undefined;
  return [NetworkPeer.podsIn(namespace, labels)];
}

function ingress(target: ExposureTarget, options: IngressOptions, controller: IngressController): Ingress {
  const { tls, paths = options.exactPaths ? [] : ['/'], exactPaths = [], defaultBackend = false } = options;
  const { name, hosts, labels } = target;
  const backend = { service: { name: target.serviceName, port: { name: target.servicePortName } } };
  const secretName = tls?._secretOf(certificateSubject(target, options));
  const http = {
    paths: [
      ...exactPaths.map((path) => ({ path, pathType: 'Exact', backend })),
      ...paths.map((path) => ({ path, pathType: 'Prefix', backend })),
    ],
  };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      labels,
      annotations: {
        ...controller.annotations(target),
        ...tls?._annotations,
        ...(tls === undefined ? target.waiverAnnotations : {}),
        ...options.annotations,
      },
    },
    spec: {
      ...(controller.className ? { ingressClassName: controller.className } : {}),
      ...(defaultBackend ? { defaultBackend: backend } : {}),
      ...(secretName ? { tls: [{ hosts: [...hosts], secretName }] } : {}),
      rules: hosts.map((host) => ({ host, http })),
    },
  };
}

function certificateSubject(
  { serviceName, hosts, labels }: ExposureTarget,
  options: IngressOptions,
): CertificateSubject {
  return { serviceName, hosts, labels, someHosts: options.hosts !== undefined };
}

function wrongPlace({ method, tlsPlaces }: IngressController, place: TlsPlace): Refusal {
  return new Refusal({
    property: `${method}.tls`,
    value: FACTORY[place],
    why: `the controller takes no certificate from there`,
    allowed: tlsPlaces.map((one) => FACTORY[one]).join('; '),
    fix:
      place === 'ARN'
        ? 'use Exposure.alb'
        : place === 'ManagedCertificate'
          ? 'use Exposure.gke'
          : 'choose one of these',
  });
}

/** Factories of certificates, by where these are. */
const FACTORY: { readonly [place in TlsPlace]: string } = {
  Secret: 'Tls.secret, Tls.issuer or Tls.clusterIssuer',
  'load balancer': 'Tls.loadBalancer',
  ARN: 'Tls.certificateArn',
  ManagedCertificate: 'Tls.managedCertificate',
};

/**
 * Whether annotations say that a client stays at one pod. Traefik reads its own from the Service, which is not known here.
 *
 * Source: https://kubernetes.github.io/ingress-nginx/examples/affinity/cookie/;
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#target-group-attributes;
 * https://haproxy-ingress.github.io/docs/configuration/keys/#affinity
 */
function isSticky(annotations: Labels = {}): boolean {
  return (
    annotations['nginx.ingress.kubernetes.io/affinity'] === 'cookie' ||
    annotations['haproxy-ingress.github.io/affinity'] === 'cookie' ||
    (annotations['alb.ingress.kubernetes.io/target-group-attributes'] ?? '').includes('stickiness.enabled=true')
  );
}
