import type { Duration } from 'cdk8s';
import type { ReleaseCommand } from '../release/release-command';
import type { JobObjects } from './describe-job';
import type { JobProps } from './job-props';

/** Overrides for the parts of a ReleaseJob: the API's own JSON, merged deeply. */
export interface ReleaseJobOverrides {
  /** Into the Job. @default - nothing */
  readonly job?: any;
  /** Into the ServiceAccount. @default - nothing */
  readonly serviceAccount?: any;
  /** Into the ConfigMap of vm.args and remote.vm.args. @default - nothing */
  readonly vmArgs?: any;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: any;
}

/** Properties of a ReleaseJob. */
export interface ReleaseJobProps extends JobProps {
  /**
   * Command that runs.
   */
  readonly run: ReleaseCommand;

  /**
   * Time after its end after which the Job is removed. A later apply of the same manifests makes it again, and it runs
   * again: give it only to what may run twice.
   *
   * @default - never: the Job stays, and a second apply leaves it alone
   */
  readonly ttlAfterFinished?: Duration;

  /**
   * Overrides: the API's own JSON for any field of any part, merged deeply: items of a list by their name or other
   * key, `null` removes a field, `[{ $patch: 'replace' }, …]` replaces a list.
   *
   * @default - nothing
   */
  readonly overrides?: ReleaseJobOverrides;

  /**
   * Job as the construct that it is a part of has described it.
   *
   * @internal
   */
  readonly _described?: JobObjects;
}
