import type { NetworkPeer } from '../pod/network';
import type { EndpointFacts } from './endpoint-facts';
import type { ServiceRequest } from './service-request';

/** HTTP endpoint of a release, as a way in sees it: the Service is as its override leaves it. */
export interface ExposureTarget {
  /** Name of the way in's objects: the Service's, with a number behind it from the second way in of a kind on. */
  readonly name: string;

  /**
   * Namespace of the endpoint, which is the way in's too.
   *
   * @default - none: the one that kubectl is set to
   */
  readonly namespace?: string;

  /** Hosts that the way in serves: exact, or `*.example.com` for every host one label below. */
  readonly hosts: string[];

  /** Name of the Service. */
  readonly serviceName: string;

  /** Number of the Service's port. */
  readonly servicePort: number;

  /** Name of the Service's port. */
  readonly servicePortName: string;

  /**
   * Path that the readiness probe asks, for health checks of load balancers.
   *
   * @default - none: readiness is not asked by HTTP on this port
   */
  readonly healthPath?: string;

  /**
   * Seconds for which a pod goes on answering after it was told to stop: the preStop hook and the drains. What closes
   * connections to such a pod must wait as long.
   */
  readonly drainSeconds: number;

  /** Labels of the endpoint's objects. */
  readonly labels: { [key: string]: string };

  /** Annotations that keep the reasons of accepted risks. */
  readonly waiverAnnotations: { [key: string]: string };
}

/**
 * Way in from outside to an HTTP endpoint. Make one with `Exposure`, or implement this for a way in of your own.
 */
export interface IExposure {
  /** Name in messages and in construct paths, such as `gateway`; ways in of one kind are numbered. */
  readonly kind: string;

  /**
   * Hosts that it serves, each one of the endpoint's.
   *
   * @default - every host of the endpoint
   */
  readonly hosts?: string[];

  /**
   * Application protocol that the Service's port must name.
   *
   * Source: https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   *
   * @default - none
   */
  readonly appProtocol?: string;

  /**
   * Whether connections from outside are not encrypted; such a way in needs `Waiver.plainHttp`.
   *
   * @default false
   */
  readonly plainHttp?: boolean;

  /**
   * Fields of the Service that it needs, its type among them.
   *
   * @default - none
   */
  readonly service?: ServiceRequest;

  /**
   * Peers that its requests come from: the pods of its controller, or the addresses of its load balancer. A
   * PhoenixService with `onlyFromExposures` opens the HTTP port to them alone.
   *
   * @default - not known
   */
  readonly from?: NetworkPeer[];

  /**
   * Whether requests of one client stay at one pod, by a cookie of the proxy for example: what long polling needs in no
   * cluster.
   *
   * @default false
   */
  readonly sticky?: boolean;

  /**
   * Whether it is the Service alone, so that it serves every host.
   *
   * @internal
   */
  readonly _everyHost?: boolean;

  /**
   * Objects of the way in, as the API's own JSON. A pure function: it is asked before anything is made.
   *
   * @param target the endpoint
   */
  manifests(target: ExposureTarget): any[];

  /**
   * Fields of the Service that it needs and that depend on the endpoint.
   *
   * @internal
   */
  _serviceFor?(facts: EndpointFacts): ServiceRequest;
}
