import type { Labels } from '../kubernetes/api';
import { DATABASE_CONNECTIONS } from '../kubernetes/labels';
import { checkCount } from '../kubernetes/limits';
import { publicClass } from '../props/public-class';

/** Properties of a DatabaseBudget. */
export interface DatabaseBudgetProps {
  /**
   * Connections that the database has for the release: `max_connections`, less those of others and of the superuser.
   */
  readonly maxConnections: number;
}

/**
 * Connections to one database, shared by the roles of a release. A synth adds up what all workloads with the same
 * `DATABASE_URL` may open: pods at most, those beyond while a rollout goes on, and jobs, each with its `POOL_SIZE`. More
 * than there are is an error, with the sum in it.
 *
 * Source: https://www.postgresql.org/docs/current/runtime-config-connection.html, `max_connections`; Ecto.Repo,
 * `:pool_size`
 *
 * @example
 *
 *   Release.of({ …, database: DatabaseBudget.of({ maxConnections: 200 }) })
 */
export class DatabaseBudget {
  /**
   * Budget of so many connections.
   *
   * @param props the connections
   * @throws where it is no whole number from 1
   */
  public static of(props: DatabaseBudgetProps): DatabaseBudget {
    const { maxConnections } = props;
    return new DatabaseBudget(checkCount('DatabaseBudget.of.maxConnections', maxConnections, 'for example 97'));
  }

  private constructor(
    /** Connections that the database has for the release. */
    public readonly maxConnections: number,
  ) {}

  /**
   * Annotation that keeps it in a manifest.
   *
   * @internal
   */
  public get _annotation(): Labels {
    return { [DATABASE_CONNECTIONS]: String(this.maxConnections) };
  }
}

publicClass(DatabaseBudget, 'DatabaseBudget');
