import type { Duration } from 'cdk8s';

/**
 * Pods of a Service that connections go to.
 *
 * Source: https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-policies
 */
export enum TrafficPolicy {
  /** Every ready pod. */
  CLUSTER = 'Cluster',

  /** Ready pods of the Kubernetes node alone; where it has none, connections are dropped. */
  LOCAL = 'Local',
}

/**
 * Preference among the ready pods of a Service; where none is near, others are asked.
 *
 * Source: https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-distribution
 */
export enum TrafficDistribution {
  /** Pods of the same zone, from Kubernetes 1.31 on; from 1.34 on deprecated for `PREFER_SAME_ZONE`. */
  PREFER_CLOSE = 'PreferClose',

  /** Pods of the same zone, from Kubernetes 1.34 on. */
  PREFER_SAME_ZONE = 'PreferSameZone',

  /** Pods of the same Kubernetes node, and then of the same zone, from Kubernetes 1.34 on. */
  PREFER_SAME_NODE = 'PreferSameNode',
}

/** Further port of a Service. */
export interface ServicePortOptions {
  /** Name of a declared port of the release. */
  readonly name: string;

  /**
   * Number of the Service's port.
   *
   * @default - the declared port's own number
   */
  readonly port?: number;

  /**
   * Application protocol, by which proxies and meshes know what is spoken.
   *
   * Source: https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   *
   * @default - none
   */
  readonly appProtocol?: string;
}

/** Service of an endpoint: how it is reached inside the Kubernetes cluster. A way in asks for its type. */
export interface ServiceOptions {
  /**
   * Number of the port; the ways in refer to it.
   *
   * @default 80
   */
  readonly port?: number;

  /**
   * Application protocol of the port, such as `kubernetes.io/h2c` for gRPC without TLS.
   *
   * Source: https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   *
   * @default - the one that the ways in ask for
   */
  readonly appProtocol?: string;

  /**
   * Annotations of the Service.
   *
   * @default - those that the ways in ask for
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Further ports: declared ports of the release, such as one of gRPC or metrics.
   *
   * @default - none
   */
  readonly ports?: ServicePortOptions[];

  /**
   * Time for which connections of one client address go to one pod after the last of them, from 1 second to a day.
   * Behind a proxy the client is the proxy: there the way in has to do it, by a cookie.
   *
   * Source: https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
   *
   * @default - none: any pod
   */
  readonly clientIpAffinity?: Duration;

  /**
   * Pods that connections from inside the Kubernetes cluster go to.
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly internalTrafficPolicy?: TrafficPolicy;

  /**
   * Pods that are preferred; a KubernetesTarget must have it.
   *
   * @default - none: any pod alike
   */
  readonly trafficDistribution?: TrafficDistribution;
}
