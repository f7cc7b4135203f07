import type { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { checkCidr } from '../kubernetes/addresses';
import type { Labels } from '../kubernetes/api';
import { checkName } from '../kubernetes/names';
import { seconds } from '../kubernetes/quantities';
import { AwsScheme, deregistrationDelay, MOST_DELAY } from './aws';
import type { ExposureTarget, IExposure } from './i-exposure';
import type { IngressOptions } from './ingress-options';
import { ingressWay } from './ingress-way';

/**
 * Options for `Exposure.alb`: an Application Load Balancer that the AWS Load Balancer Controller makes. It reaches pods by
 * their address, and closes connections to a pod that stops after the time for which the pod goes on answering. With the
 * label `elbv2.k8s.aws/pod-readiness-gate-inject: enabled` on the namespace, a rollout waits until the load balancer has a
 * new pod.
 *
 * Source: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/;
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/
 */
export interface AlbExposureOptions extends IngressOptions {
  /** Name of the IngressClass. @default 'alb' */
  readonly className?: string;

  /** Reach. @default AwsScheme.INTERNAL */
  readonly scheme?: AwsScheme;

  /**
   * Name of a group: Ingresses of one group share a load balancer. Whoever may make an Ingress can join one.
   *
   * @default - none: a load balancer of its own
   */
  readonly group?: string;

  /** Place among the rules of the group, from 1 to 1000; the lowest first. @default - by namespace and name */
  readonly groupOrder?: number;

  /**
   * Time without a byte after which a socket or a request ends, from 1 to 4000 seconds; AWS's own default is a minute. It
   * is the load balancer's: one Ingress of a group says it, or all say the same.
   *
   * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
   *
   * @default - an hour
   */
  readonly idleTimeout?: Duration;

  /**
   * Time for which requests of one browser go to one pod, by a cookie, from a second to seven days.
   *
   * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
   *
   * @default - none: any pod
   */
  readonly stickiness?: Duration;

  /**
   * Time for which connections to a pod that stops go on, from 0 to 3600 seconds.
   *
   * @default - the time for which the pod goes on answering: its preStop hook and its drains
   */
  readonly deregistrationDelay?: Duration;

  /**
   * Path of the health check. Health checks have an address as Host and no X-Forwarded-Proto: `force_ssl` must let the
   * path through, or it is never healthy.
   *
   * @default - that of the readiness probe, where it asks by HTTP on the port; else AWS's: `/`
   */
  readonly healthPath?: string;

  /** Status codes that are healthy, such as `200-399`. @default - AWS's: 200 */
  readonly successCodes?: string;

  /** Ranges of addresses that may connect. @default - every address */
  readonly sourceRanges?: string[];

  /**
   * Policy of protocols and ciphers.
   *
   * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
   *
   * @default - the controller's
   */
  readonly sslPolicy?: string;

  /**
   * Whether plain requests are sent to https; without `tls` they are not. It holds for every Ingress of a group.
   *
   * @default true
   */
  readonly redirect?: boolean;
}

const PREFIX = 'alb.ingress.kubernetes.io';

/** Seconds for which connections may be idle where the options name none, and the most that AWS takes. */
const IDLE = { usual: 3600, most: 4000 };

/** Longest stickiness: seven days. */
const MOST_STICKINESS = 604_800;

/** Form of `success-codes`: codes and ranges. */
const CODES = /^\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*$/;

/** Way in through an Application Load Balancer. */
export function albExposure(options: AlbExposureOptions): IExposure {
  const { className = 'alb' } = options;
  checkName('subdomain', 'Exposure.alb.className', className);
  const own = { ...loadBalancer(options), ...listeners(options) };
  const targetGroup = targets(options);
  return ingressWay(options, {
    method: 'Exposure.alb',
    sticky: options.stickiness !== undefined,
    className,
    tlsPlaces: ['ARN', 'load balancer'],
    annotations: (target) => ({ ...own, ...targetGroup(target) }),
  });
}

/** Annotations of the load balancer. */
function loadBalancer(options: AlbExposureOptions): Labels {
  const { scheme = AwsScheme.INTERNAL, group, groupOrder, idleTimeout, sourceRanges } = options;
  const idle = idleTimeout ? seconds('Exposure.alb.idleTimeout', idleTimeout, 1, IDLE.most) : IDLE.usual;
  if (group !== undefined) checkGroup(group);
  if (groupOrder !== undefined) checkOrder(groupOrder);
  for (const cidr of sourceRanges ?? []) checkCidr('Exposure.alb.sourceRanges', cidr);
  return {
    [`${PREFIX}/scheme`]: scheme,
    [`${PREFIX}/load-balancer-attributes`]: `idle_timeout.timeout_seconds=${idle}`,
    ...(group ? { [`${PREFIX}/group.name`]: group } : {}),
    ...(groupOrder ? { [`${PREFIX}/group.order`]: String(groupOrder) } : {}),
    ...(sourceRanges?.length ? { [`${PREFIX}/inbound-cidrs`]: sourceRanges.join(',') } : {}),
  };
}

/** Annotations of the ports on which it listens. */
function listeners({ tls, redirect = true, sslPolicy }: AlbExposureOptions): Labels {
  if (tls === undefined) return { [`${PREFIX}/listen-ports`]: ports('HTTP') };
  return {
    [`${PREFIX}/listen-ports`]: redirect ? ports('HTTP', 'HTTPS') : ports('HTTPS'),
    ...(redirect ? { [`${PREFIX}/ssl-redirect`]: '443' } : {}),
    ...(tls._place === 'ARN' ? { [`${PREFIX}/certificate-arn`]: tls._names.join(',') } : {}),
    ...(sslPolicy ? { [`${PREFIX}/ssl-policy`]: sslPolicy } : {}),
  };
}

const PORTS = { HTTP: 80, HTTPS: 443 };

function ports(...protocols: (keyof typeof PORTS)[]): string {
  return JSON.stringify(protocols.map((protocol) => ({ [protocol]: PORTS[protocol] })));
}

/** Annotations of the pods behind it. */
function targets(options: AlbExposureOptions): (target: ExposureTarget) => Labels {
  const { stickiness, healthPath, successCodes } = options;
  const delay =
    options.deregistrationDelay &&
    seconds('Exposure.alb.deregistrationDelay', options.deregistrationDelay, 0, MOST_DELAY);
  const cookie = stickiness && seconds('Exposure.alb.stickiness', stickiness, 1, MOST_STICKINESS);
  if (successCodes !== undefined) checkCodes(successCodes);
  return ({ drainSeconds, healthPath: ready }) => {
    const path = healthPath ?? ready;
    const attributes = [
      deregistrationDelay(delay ?? drainSeconds),
      ...(cookie
        ? [`stickiness.enabled=true,stickiness.type=lb_cookie,stickiness.lb_cookie.duration_seconds=${cookie}`]
        : []),
    ];
    return {
      [`${PREFIX}/target-type`]: 'ip',
      [`${PREFIX}/target-group-attributes`]: attributes.join(','),
      ...(path ? { [`${PREFIX}/healthcheck-path`]: path } : {}),
      ...(successCodes ? { [`${PREFIX}/success-codes`]: successCodes } : {}),
    };
  };
}

function checkGroup(group: string): void {
  if (/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(group) && group.length <= 63) return;
  throw new Refusal({
    property: 'Exposure.alb.group',
    value: group,
    allowed: '1 to 63 lower-case letters, digits, `-` and `.`, starting and ending with a letter or digit',
    fix: "for example 'public'",
  });
}

function checkOrder(order: number): void {
  if (Number.isInteger(order) && order >= 1 && order <= 1000) return;
  throw new Refusal({
    property: 'Exposure.alb.groupOrder',
    value: order,
    allowed: 'a whole number from 1 to 1000',
    fix: 'for example 10',
  });
}

function checkCodes(codes: string): void {
  if (CODES.test(codes)) return;
  throw new Refusal({
    property: 'Exposure.alb.successCodes',
    value: codes,
    allowed: 'codes and ranges of them',
    fix: "for example '200' or '200-399'",
  });
}
