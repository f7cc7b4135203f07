import type { IExposure } from './i-exposure';

/** Overrides for the parts of an HttpEndpoint: the API's own JSON, merged deeply. */
export interface HttpEndpointOverrides {
  /** Into the Service. @default - nothing */
  readonly service?: any;
  /**
   * Into the objects of the ways in, by their kind: `{ HTTPRoute: { metadata: { annotations: { … } } } }`.
   *
   * @default - nothing
   */
  readonly exposures?: { [kind: string]: any };
}

/** Host and ways in of an HTTP endpoint. */
export interface EndpointOptions {
  /**
   * Ways in from outside.
   *
   * @default - none: the endpoint is reached inside the Kubernetes cluster, by the name of its Service
   */
  readonly exposures?: IExposure[];

  /**
   * Port of the Service.
   *
   * @default 80
   */
  readonly servicePort?: number;
}
