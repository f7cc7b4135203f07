import type { Duration } from 'cdk8s';
import type { JobProps } from '../job/job-props';
import type { ReleaseJobOverrides } from '../job/release-job-props';
import type { ReleaseCommand } from '../release/release-command';

/** Properties of a Migration. */
export interface MigrationProps extends JobProps {
  /**
   * Command that migrates. It must be safe to run twice and at once, as Ecto's migrator is: it holds a lock on the table
   * of migrations.
   *
   * Source: Ecto.Migrator, `:migration_lock`; `mix phx.gen.release`, rel/overlays/bin/migrate.
   *
   * @default ReleaseCommand.fromCommand(['/app/bin/migrate'])
   */
  readonly run?: ReleaseCommand;

  /**
   * Command that ends when nothing is pending, which new pods run before they start. The default asks Ecto in every
   * repository of the release's applications.
   *
   * @default - Ecto.Migrator.migrations/1 of each repository has nothing that is down
   */
  readonly pending?: ReleaseCommand;

  /**
   * Longest time that a new pod waits at once; then its init container fails with what is pending, and is started
   * again.
   *
   * @default Duration.minutes(10)
   */
  readonly waitTimeout?: Duration;

  /**
   * Overrides: the API's own JSON for any field of any part, merged deeply: items of a list by their name or other
   * key, `null` removes a field, `[{ $patch: 'replace' }, …]` replaces a list.
   *
   * @default - nothing
   */
  readonly overrides?: ReleaseJobOverrides;
}
