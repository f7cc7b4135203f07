/** HTTP endpoint of a release, as a way in sees it. */
export interface ExposureTarget {
  /** Name of the way in's objects: the Service's, with a number behind it from the second way in of a kind on. */
  readonly name: string;

  /** Host under which browsers reach the endpoint. */
  readonly host: string;

  /** Name of the Service. */
  readonly serviceName: string;

  /** Number of the Service's port. */
  readonly servicePort: number;

  /** Name of the Service's port. */
  readonly servicePortName: string;

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
   * Objects of the way in, as the API's own JSON. A pure function: it is asked before anything is made.
   *
   * @param target the endpoint
   */
  manifests(target: ExposureTarget): any[];
}
