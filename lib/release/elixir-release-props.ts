import type { DescribedRelease } from './release-description';
import type { ReleaseProps } from './release-props';

/** Overrides for the parts of an ElixirRelease: the API's own JSON, merged deeply. */
export interface ElixirReleaseOverrides {
  /** Into the Deployment or StatefulSet. @default - nothing */
  readonly workload?: any;
  /** Into the ServiceAccount. @default - nothing */
  readonly serviceAccount?: any;
  /** Into the ConfigMap of vm.args and remote.vm.args. @default - nothing */
  readonly vmArgs?: any;
  /** Into the PodDisruptionBudget. @default - nothing */
  readonly podDisruptionBudget?: any;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: any;
  /** Into the RoleBinding. @default - nothing */
  readonly roleBinding?: any;
  /** Into the headless Service of a StatefulSet in no cluster. @default - nothing */
  readonly headlessService?: any;
  /** Into the Service of each pod. @default - nothing */
  readonly podServices?: any;
  /**
   * Into the objects of the scaler, by their kind: `{ HorizontalPodAutoscaler: { metadata: { annotations: { … } } } }`.
   *
   * @default - nothing
   */
  readonly scaling?: { [kind: string]: any };
  /**
   * Into the objects of the runners, by their kind; `PodTemplate` is their pod: `{ PodTemplate: { template: { spec: { … }
   * } } }`. Overrides of `workload` do not reach it.
   *
   * @default - nothing
   */
  readonly runners?: { [kind: string]: any };
}

/** Properties of an ElixirRelease. */
export interface ElixirReleaseProps extends ReleaseProps {
  /**
   * Overrides: the API's own JSON for any field of any part, merged deeply: items of a list by their name or other
   * key, `null` removes a field, `[{ $patch: 'replace' }, …]` replaces a list.
   *
   * @default - nothing
   */
  readonly overrides?: ElixirReleaseOverrides;

  /**
   * Release as the construct that it is a part of has described it.
   *
   * @internal
   */
  readonly _described?: DescribedRelease;
}
