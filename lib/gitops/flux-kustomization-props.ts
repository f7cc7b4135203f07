import type { Duration } from 'cdk8s';
import type { FluxSource } from './flux-source';

/** Overrides for the parts of a FluxKustomization: the API's own JSON, merged deeply. */
export interface FluxKustomizationOverrides {
  /** Into the Kustomization. @default - nothing */
  readonly kustomization?: any;
}

/** Properties of a FluxKustomization. */
export interface FluxKustomizationProps {
  /** Source of the rendered manifests. */
  readonly source: FluxSource;

  /** Folder of the manifests in it: `dist/shop`. */
  readonly path: string;

  /**
   * Name.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Kustomizations that must be ready first, by name.
   *
   * @default - none
   */
  readonly dependsOn?: string[];

  /**
   * Time after which the cluster is compared with the source again.
   *
   * @default Duration.minutes(10)
   */
  readonly interval?: Duration;

  /**
   * Time after which a rollout that is not through has failed. It must be longer than a migration and a rollout take.
   *
   * @default Duration.minutes(15)
   */
  readonly timeout?: Duration;

  /**
   * Whether objects that are in the source no more are removed.
   *
   * @default true
   */
  readonly prune?: boolean;

  /**
   * Whether it is ready only when its objects are: those that depend on it wait.
   *
   * @default true
   */
  readonly wait?: boolean;

  /**
   * Overrides: the API's own JSON for any field of the Kustomization, merged deeply.
   *
   * @default - nothing
   */
  readonly overrides?: FluxKustomizationOverrides;
}
