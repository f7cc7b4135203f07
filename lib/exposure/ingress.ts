import type { Labels } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import type { IExposure } from './i-exposure';
import type { IngressOptions } from './ingress-options';
import { ingressWay, SECRETS } from './ingress-way';

/** Options for `Exposure.ingress`. */
export interface IngressExposureOptions extends IngressOptions {
  /**
   * Name of the IngressClass.
   *
   * @default - the default class of the Kubernetes cluster
   */
  readonly className?: string;
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

/** Way in through an Ingress of any class. */
export function ingressExposure(options: IngressExposureOptions): IExposure {
  const { className } = options;
  if (className !== undefined) checkName('subdomain', 'Exposure.ingress.className', className);
  return ingressWay(options, {
    method: 'Exposure.ingress',
    className,
    tlsPlaces: SECRETS,
    annotations: () => SOCKETS.get(className) ?? {},
  });
}
