import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { pendingMigrations } from '../beam/pending-migrations';
import { Delivery } from '../delivery/delivery';
import { within } from '../errors/refusal';
import { describeJob } from '../job/describe-job';
import { withJobRelease } from '../job/job-contribution';
import { ReleaseJob } from '../job/release-job';
import { seconds } from '../kubernetes/quantities';
import { placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import type { IMigration } from '../release/i-migration';
import { ReleaseCommand } from '../release/release-command';
import type { MigrationProps } from './migration-props';

/** Pods of a migration that may fail: their waits add up to ten minutes, in which a database can come up. */
const BACKOFF_LIMIT = 6;

const DEFAULT_RUN = ReleaseCommand.fromCommand(['/app/bin/migrate']);

/**
 * Migration of the database before a new version of a release serves: a Job that runs once for a version. Roles that are
 * given it start when it is done, and the pods of the last version serve meanwhile; where it fails they go on serving.
 *
 * A Job that failed for another reason than the release (a database that was away) stays as it is: remove it with
 * `kubectl delete job`, and apply again.
 *
 * @example
 *
 *   const migration = new Migration(chart, 'migrate', { release: shop });
 *   new PhoenixService(chart, 'web', { release: shop, migration, host: 'shop.example.com' });
 */
export class Migration extends Construct implements IMigration {
  /** Name of its objects, without the hash of the Job. */
  public readonly name: string;

  /** Job that migrates. */
  public readonly releaseJob: ReleaseJob;

  /** Command that new pods run before they start; none where the delivery keeps the order. */
  public readonly pending?: ReleaseCommand;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props properties of the migration
   * @throws where a value cannot work, with one that would
   */
  constructor(scope: Construct, id: string, props: MigrationProps) {
    const { job, run, pending } = describe(scope, id, props);
    super(scope, id);
    this.releaseJob = new ReleaseJob(this, 'job', { run, _described: job });
    this.name = this.releaseJob.name;
    this.pending = pending;
    this.node.defaultChild = this.releaseJob;
  }
}

function describe(scope: Construct, id: string, props: MigrationProps) {
  const place = placeOf(scope, id);
  return within(place, () => {
    checkProps('MigrationProps', props);
    const { run = DEFAULT_RUN, pending, waitTimeout = Duration.minutes(10), ...given } = props;
    const backoffLimit = given.backoffLimit ?? BACKOFF_LIMIT;
    const delivery = Delivery.of(scope);
    const wait = seconds('waitTimeout', waitTimeout, 1);
    const annotations = { ...delivery._annotations('migration'), ...props.annotations };
    const job = describeJob(place, withJobRelease({ ...given, backoffLimit, run, annotations }));
    const ask = pending ?? ReleaseCommand.eval(pendingMigrations(wait));
    return { job, run, pending: delivery._orders ? undefined : ask };
  });
}

publicClass(Migration, 'Migration');
