import type { Duration } from 'cdk8s';
import { checkName } from '../kubernetes/names';
import { seconds } from '../kubernetes/quantities';
import type { IExposure } from './i-exposure';
import type { IngressOptions } from './ingress-options';
import { controllerPods, ingressWay, SECRETS } from './ingress-way';

/** Options for `Exposure.haproxy`. */
export interface HaproxyExposureOptions extends IngressOptions {
  /** Name of the IngressClass. @default 'haproxy' */
  readonly className?: string;

  /**
   * Time that an answer may take; the controller's own default is 50 seconds.
   *
   * Source: https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md, `timeout-server`
   *
   * @default - an hour
   */
  readonly serverTimeout?: Duration;

  /**
   * Whether plain requests are sent to https (301, port 443); without `tls` they are not.
   *
   * Source: https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md, `ssl-redirect`
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

const PREFIX = 'haproxy.org';

/** Seconds that an answer may take where the options name none. */
const SERVER_SECONDS = 3600;

/** Labels of the pods: https://github.com/haproxytech/helm-charts/blob/main/kubernetes-ingress/templates/_helpers.tpl. */
const LABELS = { 'app.kubernetes.io/name': 'kubernetes-ingress' };

/**
 * Redirect to https. The port is said, as the controller's default is that of its pods, 8443.
 *
 * Source: https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md, `ssl-redirect-port`
 */
const REDIRECT = {
  [`${PREFIX}/ssl-redirect`]: 'true',
  [`${PREFIX}/ssl-redirect-code`]: '301',
  [`${PREFIX}/ssl-redirect-port`]: '443',
};

/** Way in through an Ingress of HAProxy's own controller. */
export function haproxyExposure(options: HaproxyExposureOptions): IExposure {
  const { className = 'haproxy', serverTimeout, redirect = true, tls, controllerNamespace } = options;
  checkName('subdomain', 'Exposure.haproxy.className', className);
  const server = serverTimeout ? seconds('Exposure.haproxy.serverTimeout', serverTimeout, 1) : SERVER_SECONDS;
  return ingressWay(options, {
    method: 'Exposure.haproxy',
    className,
    tlsPlaces: SECRETS,
    from: controllerPods(controllerNamespace, LABELS),
    annotations: () => ({
      [`${PREFIX}/timeout-server`]: `${server}s`,
      ...(tls && redirect ? REDIRECT : tls ? { [`${PREFIX}/ssl-redirect`]: 'false' } : {}),
    }),
  });
}
