// Builds what roles share, and the jobs of an app, from their description.
import { type Chart, Duration, Size } from 'cdk8s';
import {
  type ConfigBundle,
  type ErlangCluster,
  type JobProps,
  Migration,
  Release,
  ReleaseCommand,
  ReleaseCronJob,
  ReleaseJob,
  type SharedReleaseProps,
  Waiver,
} from 'cdk8s-elixir';
import type { AppDescription, JobData, SharedData } from './app-description';
import { type Arrange, trim } from './build-options';
import { buildEnv, buildResources, egress, SECRET, sidecar, volumeProps } from './build-pod';

/** What is there already. */
interface Given {
  readonly cluster?: ErlangCluster;
  readonly bundle?: ConfigBundle;
  readonly arrange: Arrange;
}

/** Release whose properties are said once, and whether its cluster is among them. */
export interface BuiltRelease {
  readonly release: Release;
  readonly cluster: boolean;
}

export function buildShared(data: SharedData, given: Given): BuiltRelease {
  const props = { ...sharedProps(data, given), image: data.image, databaseUrl: SECRET.key('DATABASE_URL') };
  return { release: Release.of(given.arrange(props)), cluster: props.cluster !== undefined };
}

function sharedProps(data: Omit<SharedData, 'image'>, { cluster, bundle, arrange }: Given): SharedReleaseProps {
  const { env, labels, annotations, resources, scratch, user, tmpMebibytes, writableRoot, poolSize } = data;
  return {
    env: env && buildEnv(env, arrange),
    labels,
    podAnnotations: annotations,
    resources: resources && buildResources(resources, arrange),
    scratch: scratch?.map((mountPath) => arrange({ mountPath, size: Size.mebibytes(10) })),
    user,
    tmpSize: tmpMebibytes === undefined ? undefined : Size.mebibytes(tmpMebibytes),
    poolSize,
    allow: writableRoot ? [Waiver.writableRootFilesystem('generated')] : undefined,
    cluster: data.withCluster ? cluster : undefined,
    config: data.withBundle && bundle ? [bundle] : undefined,
  };
}

/** Jobs of an app; the first migration. */
export function buildJobs(
  chart: Chart,
  { jobs = [], version, releases }: AppDescription,
  given: Given & { readonly shared?: BuiltRelease },
): Migration | undefined {
  const endsWithJob = version !== undefined && Number(version.split('.')[1]) >= 29;
  let first: Migration | undefined;
  for (const [index, job] of jobs.entries()) {
    const props = jobProps(job, index, endsWithJob, given);
    const joins =
      job.rpc === true &&
      !releases.some(({ open }) => open) && // a member without a policy would be isolated by the job's
      (props.cluster !== undefined || (job.shared === true && given.shared?.cluster));
    const made = build(chart, `job-${index}`, job, props, given.arrange, joins === true);
    if (made instanceof Migration) first ??= made;
  }
  return first;
}

function jobProps(
  data: JobData,
  index: number,
  endsWithJob: boolean,
  given: Given & { readonly shared?: BuiltRelease },
): JobProps {
  const { backoffLimit, activeDeadline, suspend, sidecars, volume } = data;
  const { arrange } = given;
  const release = data.shared ? given.shared?.release : undefined;
  return {
    ...sharedProps(data, given),
    name: trim(`${'uvw'[index]}${data.name}`, 52),
    release,
    image: data.image ?? (release ? undefined : 'chat:1'),
    script: '/app/bin/chat',
    backoffLimit,
    suspend,
    activeDeadline: activeDeadline === undefined ? undefined : Duration.seconds(activeDeadline),
    annotations: data.annotations,
    sidecars: endsWithJob ? sidecars?.map((kind, at) => arrange(sidecar(kind, at))) : undefined,
    ...volumeProps(volume, arrange),
    egress: data.egress ? egress() : undefined,
  };
}

function build(
  chart: Chart,
  id: string,
  { kind, command, ttl, ...data }: JobData,
  props: JobProps,
  arrange: Arrange,
  joins: boolean,
) {
  const code = 'IO.puts("ran in $(POD_NAME)")';
  const alone = command ? ReleaseCommand.fromCommand(['/app/bin/migrate']) : ReleaseCommand.eval(code);
  const run = joins ? ReleaseCommand.rpc(code) : alone;
  const ttlAfterFinished = ttl === undefined ? undefined : Duration.seconds(ttl);
  switch (kind) {
    case 'job':
      return new ReleaseJob(chart, id, arrange({ ...props, run, ttlAfterFinished }));
    case 'cron': {
      const { schedule = '0 3 * * *', timeZone } = data;
      return new ReleaseCronJob(chart, id, arrange({ ...props, run, ttlAfterFinished, schedule, timeZone }));
    }
    default:
      return new Migration(chart, id, arrange(command && !joins ? props : { ...props, run }));
  }
}
