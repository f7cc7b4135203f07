import type { Ingress, Labels } from '../kubernetes/api';
import { checkAnnotations } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import type { ExposureTarget, IExposure } from './i-exposure';
import { checkPaths } from './paths';
import type { Tls } from './tls';

/** Options for `Exposure.ingress`. */
export interface IngressExposureOptions {
  /**
   * Name of the IngressClass.
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
   * Certificate.
   *
   * @default - none, which needs `Waiver.plainHttp`
   */
  readonly tls?: Tls;

  /**
   * Further annotations; they win over the library's.
   *
   * @default - those that keep sockets open with the classes `nginx` and `alb`
   */
  readonly annotations?: { [key: string]: string };
}

/**
 * Annotations that keep idle sockets open, by class: ingress-nginx closes after 60 seconds, an AWS load balancer
 * after 60, and it must reach pods by their address.
 *
 * Source: https://kubernetes.github.io/ingress-nginx/user-guide/miscellaneous/#websockets;
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
const SOCKETS: ReadonlyMap<string | undefined, Labels> = new Map<string | undefined, Labels>([
  [
    'nginx',
    {
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '3600',
      'nginx.ingress.kubernetes.io/proxy-send-timeout': '3600',
    },
  ],
  [
    'alb',
    {
      'alb.ingress.kubernetes.io/load-balancer-attributes': 'idle_timeout.timeout_seconds=3600',
      'alb.ingress.kubernetes.io/target-type': 'ip',
    },
  ],
]);

/** Way in through an Ingress. */
export function ingressExposure(options: IngressExposureOptions): IExposure {
  const { className, paths, annotations, tls } = options;
  if (className !== undefined) checkName('subdomain', 'Exposure.ingress.className', className);
  checkAnnotations('Exposure.ingress.annotations', annotations);
  checkPaths('Exposure.ingress.paths', paths);
  return {
    kind: 'ingress',
    plainHttp: tls === undefined,
    sticky: isSticky(annotations),
    manifests: (target) => [ingress(target, options)],
  };
}

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

function ingress(target: ExposureTarget, options: IngressExposureOptions): Ingress {
  const { className, paths = ['/'], tls } = options;
  const { name, hosts, labels } = target;
  const backend = { service: { name: target.serviceName, port: { name: target.servicePortName } } };
  const secretName = tls?._secretFor(target.serviceName);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name,
      labels,
      annotations: {
        ...SOCKETS.get(className),
        ...tls?._annotations,
        ...(tls === undefined ? target.waiverAnnotations : {}),
        ...options.annotations,
      },
    },
    spec: {
      ...(className ? { ingressClassName: className } : {}),
      ...(secretName ? { tls: [{ hosts: [...hosts], secretName }] } : {}),
      rules: hosts.map((host) => ({
        host,
        http: { paths: paths.map((path) => ({ path, pathType: 'Prefix', backend })) },
      })),
    },
  };
}
