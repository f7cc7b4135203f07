import type { Manifest, Service } from '../kubernetes/api';

/** Object of a way in, with the id of its construct. */
export interface ExposureObject {
  readonly id: string;
  readonly object: Manifest;
}

/** Endpoint that was described and checked, before any object of it is made. */
export interface DescribedEndpoint {
  readonly service: Service;
  readonly exposures: readonly ExposureObject[];
}
