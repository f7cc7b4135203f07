import type { Service } from '../kubernetes/api';
import type { IdentifiedObject } from '../manifests/objects-of';

/** Endpoint that was described and checked, before any object of it is made. */
export interface DescribedEndpoint {
  readonly service: Service;
  readonly exposures: readonly IdentifiedObject[];
}
