import type { IConstruct } from 'constructs';

/** Dependency of one construct on another, which is applied first. */
export interface Dependency {
  readonly source: IConstruct;
  readonly target: IConstruct;
}
