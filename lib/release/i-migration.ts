import type { ReleaseCommand } from './release-command';

/**
 * Migration that the pods of a release wait for before they start: `Migration`, or one of your own.
 */
export interface IMigration {
  /**
   * Name of the migration: of its Job, for example.
   */
  readonly name: string;

  /**
   * Command of the release that ends when nothing is pending for its version. It runs in an init container.
   *
   * @default - none: who delivers the manifests runs the migration before
   */
  readonly pending?: ReleaseCommand;
}
