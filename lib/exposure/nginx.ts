import type { Duration } from 'cdk8s';
import { checkName } from '../kubernetes/names';
import { seconds } from '../kubernetes/quantities';
import type { IExposure } from './i-exposure';
import type { IngressOptions } from './ingress-options';
import { controllerPods, ingressWay, SECRETS } from './ingress-way';

/** Options for `Exposure.nginx`. */
export interface NginxExposureOptions extends IngressOptions {
  /** Name of the IngressClass. @default 'nginx' */
  readonly className?: string;

  /**
   * Time without a byte after which a socket or a request ends, in either direction; the controller's own default is a
   * minute.
   *
   * Source: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts
   *
   * @default - an hour
   */
  readonly idleTimeout?: Duration;

  /**
   * Whether plain requests are sent to https (308); without `tls` they are not.
   *
   * Source: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#server-side-https-enforcement-through-redirect
   *
   * @default true
   */
  readonly redirect?: boolean;

  /**
   * Namespace of the controller's pods, as its Helm chart labels them.
   *
   * @default - not known
   */
  readonly controllerNamespace?: string;
}

const PREFIX = 'nginx.ingress.kubernetes.io';

/** Seconds for which sockets may be idle where the options name none. */
const IDLE_SECONDS = 3600;

/** Labels of the pods: https://github.com/kubernetes/ingress-nginx/blob/main/charts/ingress-nginx/templates/_helpers.tpl. */
const LABELS = { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' };

/** Way in through an Ingress of ingress-nginx. */
export function nginxExposure(options: NginxExposureOptions): IExposure {
  const { className = 'nginx', idleTimeout, redirect = true, tls, controllerNamespace } = options;
  checkName('subdomain', 'Exposure.nginx.className', className);
  const idle = String(idleTimeout ? seconds('Exposure.nginx.idleTimeout', idleTimeout, 1) : IDLE_SECONDS);
  return ingressWay(options, {
    method: 'Exposure.nginx',
    className,
    tlsPlaces: SECRETS,
    from: controllerPods(controllerNamespace, LABELS),
    annotations: () => ({
      [`${PREFIX}/proxy-read-timeout`]: idle,
      [`${PREFIX}/proxy-send-timeout`]: idle,
      ...(tls ? { [`${PREFIX}/ssl-redirect`]: String(redirect) } : {}),
      ...(tls?._place === 'load balancer' && redirect ? { [`${PREFIX}/force-ssl-redirect`]: 'true' } : {}),
    }),
  });
}
