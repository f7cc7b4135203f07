import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../kubernetes/api';

/** Key on the objects that the library makes, of this copy of the package or of another one. */
export const OWN_OBJECT = Symbol.for('cdk8s-elixir.OwnObject');

/** Object that the library made: it can be read without being rendered. */
export interface OwnObject extends ApiObject {
  rendered(): Manifest;
}

/** Whether the library made a construct. */
export function isOwnObject(construct: IConstruct): construct is OwnObject {
  return OWN_OBJECT in construct;
}
