import type { IExposure } from './i-exposure';
import type { ServiceOptions } from './service-options';

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

/** Hosts, Service and ways in of an HTTP endpoint. */
export interface EndpointOptions {
  /**
   * Ways in from outside.
   *
   * @default - none: the endpoint is reached inside the Kubernetes cluster, by the name of its Service
   */
  readonly exposures?: IExposure[];

  /**
   * Hosts under which the ways in serve: exact ones, or `*.example.com` for tenants, each one label below.
   *
   * @default - `host` alone
   */
  readonly hosts?: string[];

  /**
   * Service: its port, further ports, annotations.
   *
   * @default - port 80 alone
   */
  readonly service?: ServiceOptions;
}
