import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { within } from '../errors/refusal';
import { manifest } from '../manifests/manifest';
import { placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import { type CronJobObjects, describeCronJob } from './describe-cron-job';
import { withJobRelease } from './job-contribution';
import type { ReleaseCronJobProps } from './release-cron-job-props';

/**
 * Command of a release that runs at the times of a schedule, as a CronJob. Its pods are those of a ReleaseJob.
 *
 * @example
 *
 *   new ReleaseCronJob(chart, 'prune', {
 *     release: shop,
 *     schedule: '0 3 * * *',
 *     run: ReleaseCommand.eval('Shop.Release.prune()'),
 *   });
 */
export class ReleaseCronJob extends Construct {
  /** Name of its objects. */
  public readonly name: string;

  /** CronJob. */
  public readonly cronJob: ApiObject;

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
  constructor(scope: Construct, id: string, props: ReleaseCronJobProps) {
    const objects = describe(scope, id, props);
    super(scope, id);
    this.name = objects.networkPolicy.metadata?.name as string;
    this.serviceAccount = objects.serviceAccount && manifest(this, 'service-account', objects.serviceAccount);
    this.vmArgs = manifest(this, 'vm-args', objects.vmArgs);
    this.networkPolicy = manifest(this, 'network-policy', objects.networkPolicy);
    this.cronJob = manifest(this, 'cron-job', objects.cronJob);
    this.node.defaultChild = this.cronJob;
  }
}

function describe(scope: Construct, id: string, props: ReleaseCronJobProps): CronJobObjects {
  const place = placeOf(scope, id);
  return within(place, () => {
    checkProps('ReleaseCronJobProps', props);
    return describeCronJob(place, withJobRelease(props));
  });
}

publicClass(ReleaseCronJob, 'ReleaseCronJob');
