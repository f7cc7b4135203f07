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

/** Service of an endpoint: how it is reached inside the Kubernetes cluster. */
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
}
