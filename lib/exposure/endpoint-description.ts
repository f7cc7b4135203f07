import type { Service, ServicePort } from '../kubernetes/api';
import type { IdentifiedObject } from '../manifests/objects-of';

/** Endpoint that was described and checked, before any object of it is made. */
export interface DescribedEndpoint {
  readonly service: Service;
  /** Port of the Service that answers. */
  readonly port: ServicePort;
  readonly exposures: readonly IdentifiedObject[];
}
