import type { ApiObject } from 'cdk8s';
import type { Manifest } from '../kubernetes/api';

/** Object that the library made: it can be read without being rendered. */
export interface OwnObject extends ApiObject {
  rendered(): Manifest;
}
