import type { Runners } from '../runners/runners';
import type { WorkloadProps } from '../workload/workload-props';
import type { IMigration } from './i-migration';
import type { Release } from './release';
import type { ReleaseState } from './release-state';
import type { SharedReleaseProps } from './shared-release-props';

/** Properties of every kind of release that goes on running. */
export interface ReleaseProps extends SharedReleaseProps, WorkloadProps {
  /**
   * Release that it is a role of: what is said there holds here too. Properties of the role win; of `env`, `labels` and
   * `podAnnotations` each key wins by itself, and `allow` is added.
   *
   * @default - none: every property is said here
   */
  readonly release?: Release;

  /**
   * Migration that its pods wait for before they start. Of a target version before 1.29 they wait before plain sidecars
   * start, so that a database behind a sidecar cannot be asked.
   *
   * @default - none
   */
  readonly migration?: IMigration;

  /**
   * Pods that the release starts by itself, as nodes of its cluster.
   *
   * @default - none: its pods have no token for it
   */
  readonly runners?: Runners;

  /**
   * State that its nodes keep under their names: a StatefulSet with stable names and a volume for each pod, in a cluster
   * that finds names. `stableNames` and `storage` need not be said; further volumes may be.
   *
   * @default - none
   */
  readonly state?: ReleaseState;

  /**
   * Command of the container in the place of the image's own. A worker made of an image whose command is `bin/server`
   * needs one, because that script serves HTTP: `['/app/bin/my_app', 'start']`.
   *
   * @default - the image's own
   */
  readonly command?: string[];

  /**
   * Arguments of the command, in the place of the image's own.
   *
   * @default - the image's own; none with a `command`
   */
  readonly args?: string[];
}
