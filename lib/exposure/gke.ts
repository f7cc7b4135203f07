import type { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import type { Labels, Manifest } from '../kubernetes/api';
import { INT32_MAX } from '../kubernetes/limits';
import { checkName } from '../kubernetes/names';
import { seconds } from '../kubernetes/quantities';
import { NetworkPeer } from '../pod/network';
import type { ExposureTarget, IExposure } from './i-exposure';
import type { IngressOptions } from './ingress-options';
import { ingressWay } from './ingress-way';

/**
 * Options for `Exposure.gke`: an Application Load Balancer of Google Cloud that GKE makes, with the pods as its endpoints
 * (network endpoint groups) and a BackendConfig.
 *
 * Source: https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export interface GkeExposureOptions extends IngressOptions {
  /** Whether it is reached inside the VPC alone. @default false */
  readonly internal?: boolean;

  /** Name of a reserved address: a global one, or a regional one where it is internal. @default - a new address */
  readonly staticIpName?: string;

  /**
   * Time after which a socket ends, used or not, and that an answer may take; Google's own default is 30 seconds.
   *
   * Source: https://cloud.google.com/load-balancing/docs/backend-service#timeout-setting
   *
   * @default - a day
   */
  readonly backendTimeout?: Duration;

  /**
   * Time for which connections to a pod that stops go on, from 0 to 3600 seconds.
   *
   * @default - the time for which the pod goes on answering: its preStop hook and its drains
   */
  readonly connectionDraining?: Duration;

  /**
   * Path of the health check. Health checks have no X-Forwarded-Proto: `force_ssl` must let the path through, or it is
   * never healthy.
   *
   * @default - that of the readiness probe, where it asks by HTTP on the port; else Google's: `/`
   */
  readonly healthPath?: string;

  /** Time for which requests of one browser go to one pod, by a cookie: a day at most. @default - none: any pod */
  readonly stickiness?: Duration;

  /**
   * Whether plain requests are sent to https, by a FrontendConfig; without `tls` they are not, and an internal load
   * balancer cannot.
   *
   * @default - true, and false where it is internal
   */
  readonly redirect?: boolean;
}

/**
 * Most domains of a ManagedCertificate, the most characters of one, and its form.
 *
 * Source: https://github.com/GoogleCloudPlatform/gke-managed-certs/blob/master/deploy/managedcertificates-crd.yaml
 */
const MANAGED = { domains: 100, characters: 63, form: /^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z][-a-z0-9]*[a-z0-9]$/ };

/** Seconds for which a socket lives where the options name none. */
const BACKEND_SECONDS = 86_400;

/** Most seconds of `drainingTimeoutSec`: https://cloud.google.com/load-balancing/docs/enabling-connection-draining. */
const MOST_DRAINING = 3600;

/**
 * Most seconds of a cookie: a day, though the load balancer itself takes two weeks.
 *
 * Source: https://github.com/kubernetes/ingress-gce/blob/master/pkg/backendconfig/validation.go, `validateSessionAffinity`
 */
const MOST_COOKIE = 86_400;

/**
 * Addresses of Google's proxies and health checks; of an internal load balancer, health checks alone.
 *
 * Source: https://cloud.google.com/load-balancing/docs/https/request-distribution
 */
const PROXIES = ['35.191.0.0/16', '130.211.0.0/22'];

/** Way in through an Application Load Balancer of Google Cloud. */
export function gkeExposure(options: GkeExposureOptions): IExposure {
  const { internal = false, staticIpName, tls } = options;
  const { redirect = !internal } = options;
  if (internal && options.redirect) throw noRedirect();
  if (staticIpName !== undefined) checkName('label', 'Exposure.gke.staticIpName', staticIpName);
  const backend = backendConfig(options);
  const redirects = tls !== undefined && redirect;
  return ingressWay(options, {
    method: 'Exposure.gke',
    sticky: options.stickiness !== undefined,
    tlsPlaces: ['Secret', 'load balancer', 'ManagedCertificate'],
    from: internal ? undefined : PROXIES.map((cidr) => NetworkPeer.cidr(cidr)),
    annotations: (target) => ({
      'kubernetes.io/ingress.class': internal ? 'gce-internal' : 'gce',
      ...(staticIpName ? { [ADDRESS[internal ? 'regional' : 'global']]: staticIpName } : {}),
      ...(tls && !redirect ? { 'kubernetes.io/ingress.allow-http': 'false' } : {}),
      ...(redirects ? { 'networking.gke.io/v1beta1.FrontendConfig': target.name } : {}),
      ...managed(options, target),
    }),
    serviceFor: ({ name }) => ({
      annotations: {
        'cloud.google.com/neg': JSON.stringify({ ingress: true }),
        'cloud.google.com/backend-config': JSON.stringify({ default: name }),
      },
    }),
    further: (target) => [
      backend(target),
      ...(redirects ? [frontendConfig(target)] : []),
      ...managedCertificates(options, target),
    ],
  });
}

/** Annotations of a reserved address. */
const ADDRESS = {
  global: 'kubernetes.io/ingress.global-static-ip-name',
  regional: 'kubernetes.io/ingress.regional-static-ip-name',
};

/** BackendConfig of the Service. */
function backendConfig(options: GkeExposureOptions): (target: ExposureTarget) => Manifest {
  const { backendTimeout, connectionDraining, stickiness } = options;
  const timeoutSec = backendTimeout
    ? seconds('Exposure.gke.backendTimeout', backendTimeout, 1, INT32_MAX)
    : BACKEND_SECONDS;
  const draining =
    connectionDraining && seconds('Exposure.gke.connectionDraining', connectionDraining, 0, MOST_DRAINING);
  const cookie = stickiness && seconds('Exposure.gke.stickiness', stickiness, 1, MOST_COOKIE);
  return ({ serviceName, labels, drainSeconds, healthPath }) => {
    const requestPath = options.healthPath ?? healthPath;
    const config = {
      apiVersion: 'cloud.google.com/v1',
      kind: 'BackendConfig',
      metadata: { name: serviceName, labels: { ...labels } },
      spec: {
        timeoutSec,
        connectionDraining: { drainingTimeoutSec: draining ?? Math.min(drainSeconds, MOST_DRAINING) },
        ...(requestPath ? { healthCheck: { type: 'HTTP', requestPath } } : {}),
        ...(cookie ? { sessionAffinity: { affinityType: 'GENERATED_COOKIE', affinityCookieTtlSec: cookie } } : {}),
      },
    };
    return config;
  };
}

function frontendConfig({ name, labels }: ExposureTarget): Manifest {
  const config = {
    apiVersion: 'networking.gke.io/v1beta1',
    kind: 'FrontendConfig',
    metadata: { name, labels: { ...labels } },
    spec: { redirectToHttps: { enabled: true } },
  };
  return config;
}

/** Annotation that names the certificates of Google. */
function managed({ tls }: GkeExposureOptions, { name }: ExposureTarget): Labels {
  if (tls?._place !== 'ManagedCertificate') return {};
  return { 'networking.gke.io/managed-certificates': (tls._names.length > 0 ? tls._names : [name]).join(',') };
}

/** Certificate of Google for the hosts, where none is named. */
function managedCertificates({ tls }: GkeExposureOptions, { name, labels, hosts }: ExposureTarget): Manifest[] {
  if (tls?._place !== 'ManagedCertificate' || tls._names.length > 0) return [];
  const wrong = hosts.find((host) => host.length > MANAGED.characters || !MANAGED.form.test(host));
  if (wrong !== undefined || hosts.length > MANAGED.domains) throw notManaged(wrong ?? `${hosts.length} hosts`);
  const certificate = {
    apiVersion: 'networking.gke.io/v1',
    kind: 'ManagedCertificate',
    metadata: { name, labels: { ...labels } },
    spec: { domains: [...hosts] },
  };
  return [certificate];
}

function notManaged(value: string): Refusal {
  return new Refusal({
    property: 'Exposure.gke.tls',
    value,
    why: 'a ManagedCertificate has no wildcards',
    allowed: `${MANAGED.domains} hosts at most, each of ${MANAGED.characters} characters at most, without a wildcard, whose last label has two characters or more and begins with a letter`,
    fix: "name the hosts of the way in: hosts: ['…'], or use Tls.clusterIssuer",
  });
}

function noRedirect(): Refusal {
  return new Refusal({
    property: 'Exposure.gke.redirect',
    value: true,
    why: 'an internal load balancer of GKE has no redirect to https',
    allowed: 'false, or an external load balancer',
    fix: 'remove it: with `tls`, plain requests are refused',
  });
}
