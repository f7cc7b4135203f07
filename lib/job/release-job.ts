import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { within } from '../errors/refusal';
import { manifest } from '../manifests/manifest';
import { placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import { describeJob, type JobObjects } from './describe-job';
import { withJobRelease } from './job-contribution';
import type { ReleaseJobProps } from './release-job-props';

/**
 * Command of a release that runs once, as a Job: a rollback, a seed, a backfill. Its pods have the environment,
 * configuration, secrets and hardening of the release; they are no nodes of its cluster (`RELEASE_DISTRIBUTION` is
 * `none`), serve nothing, and no Service, budget or discovery selects them.
 *
 * The Job's name carries a hash of what runs, because the template of a Job cannot be changed: a change makes another
 * Job, and a second apply of the same manifests leaves it alone.
 *
 * @example
 *
 *   new ReleaseJob(chart, 'rollback', { release: shop, run: ReleaseCommand.eval('Shop.Release.rollback(Shop.Repo, 1)') });
 */
export class ReleaseJob extends Construct {
  /** Name of its objects, without the hash. */
  public readonly name: string;

  /** Job. */
  public readonly job: ApiObject;

  /** ServiceAccount, unless an existing one is named. */
  public readonly serviceAccount?: ApiObject;

  /** ConfigMap of vm.args and remote.vm.args; its name carries a hash of its content. */
  public readonly vmArgs: ApiObject;

  /** NetworkPolicy, which lets nobody connect to its pods. */
  public readonly networkPolicy: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props properties of the job
   * @throws where a value cannot work, with one that would
   */
  constructor(scope: Construct, id: string, props: ReleaseJobProps) {
    const objects = props?._described ?? describe(scope, id, props);
    super(scope, id);
    this.name = objects.networkPolicy.metadata?.name as string;
    this.serviceAccount = objects.serviceAccount && manifest(this, 'service-account', objects.serviceAccount);
    this.vmArgs = manifest(this, 'vm-args', objects.vmArgs);
    this.networkPolicy = manifest(this, 'network-policy', objects.networkPolicy);
    this.job = manifest(this, 'job', objects.job);
    this.node.defaultChild = this.job;
  }
}

function describe(scope: Construct, id: string, props: ReleaseJobProps): JobObjects {
  const place = placeOf(scope, id);
  return within(place, () => {
    checkProps('ReleaseJobProps', props);
    return describeJob(place, withJobRelease(props));
  });
}

publicClass(ReleaseJob, 'ReleaseJob');
