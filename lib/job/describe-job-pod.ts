import type { Duration } from 'cdk8s';
import { guestContribution } from '../cluster/membership';
import type { ConfigMap, Labels } from '../kubernetes/api';
import { checkAnnotations, checkLabels, jobSelector, objectLabels } from '../kubernetes/labels';
import { checkCount } from '../kubernetes/limits';
import { checkName } from '../kubernetes/names';
import { seconds } from '../kubernetes/quantities';
import { checkOverrides } from '../manifests/overrides';
import type { Place } from '../manifests/place';
import { checkEndingSidecars } from '../pod/containers';
import { mergeContributions, type PodParts } from '../pod/merge-contributions';
import type { PodDescription } from '../pod/pod-description';
import { podLabels } from '../pod/pod-role';
import { checkContainers, releaseContributions } from '../release/contributions';
import { meshContributions, meshOf } from '../release/mesh';
import { checkNamespaces } from '../release/namespaces';
import type { ReleaseCommand } from '../release/release-command';
import { releasePod } from '../release/release-pod';
import { releaseRisks } from '../release/release-risks';
import { checkRequired } from '../release/requires';
import { POD_FACTS_WITHOUT_NODE } from '../release/runtime';
import { releaseScript } from '../release/script';
import { vmArgsConfigMap } from '../release/vm-arguments';
import type { WithRelease } from '../release/with-release';
import type { AcceptedRisks } from '../risks/accepted-risks';
import type { JobDescription } from '../workload/job-description';
import { ofJob } from './job-contribution';
import type { JobProps } from './job-props';
import { jobEgress, joinedCluster, joining } from './joining';

/** Room in a name for the suffix of a Job, of a CronJob's Jobs, and of their pods: they are values of a label. */
const SUFFIX = '-0123456789'.length;

/** Seconds between SIGTERM and SIGKILL, Kubernetes' own. */
const GRACE = 30;

/** Properties as both constructs give them. */
export interface JobInput extends WithRelease<JobProps> {
  readonly run: ReleaseCommand;
  readonly ttlAfterFinished?: Duration;
  readonly overrides?: { readonly vmArgs?: unknown };
}

/** Job that was described, and the argument files that its pods mount. */
export interface DescribedJobPod {
  readonly job: JobDescription;
  readonly vmArgs: ConfigMap;
}

/**
 * Describes the pods of a Job, or of a CronJob's Jobs: the release's environment, configuration and hardening, no node,
 * no probes, and no label by which others select.
 *
 * @throws where a value cannot work
 */
export function describeJobPod(place: Place, props: JobInput): DescribedJobPod {
  checkOverrides(props.overrides);
  checkNamespaces(place, props);
  const name = checkName('label', 'name', props.name ?? place.id, SUFFIX);
  const labels = objectLabels(name, checkLabels('labels', props.labels ?? {}));
  const risks = releaseRisks(props);
  const { parts, vmArgs } = partsOf(place, props, name, labels, risks);
  const pod: PodDescription = {
    ...podOf(place, props, { name, labels, risks }, parts),
    labels: podLabels(
      { kind: 'job', name, joins: joinedCluster(props)?.clusterName },
      { ...place.labels, ...labels, ...parts.podLabels },
    ),
    termination: { preStopSeconds: 0, graceSeconds: GRACE, drains: [] },
    restartPolicy: 'Never',
  };
  const { backoffLimit, activeDeadline, ttlAfterFinished } = props;
  const job: JobDescription = {
    name,
    labels,
    annotations: { ...props.database?._annotation, ...checkAnnotations('annotations', props.annotations), ...risks },
    selector: jobSelector(name),
    pod,
    makesServiceAccount: props.serviceAccountName === undefined,
    network: { ports: [], memberPorts: [], egress: jobEgress(props, parts), proxyPort: meshOf(props)?.inboundPort },
    backoffLimit: checkCount('backoffLimit', backoffLimit ?? 3, 'use 0 for no further attempt', 0),
    activeDeadlineSeconds: activeDeadline && seconds('activeDeadline', activeDeadline, 1),
    ttlSeconds: ttlAfterFinished && seconds('ttlAfterFinished', ttlAfterFinished),
    suspend: props.suspend ?? false,
  };
  return { job, vmArgs };
}

function partsOf(place: Place, props: JobInput, name: string, labels: Labels, risks: AcceptedRisks) {
  const guest = props.cluster ? [guestContribution(props.cluster._description)] : [];
  const meshed = meshContributions(meshOf(props), {
    target: place.target,
    distribution: joinedCluster(props)?.ports ?? [],
    egress: props.egress,
  });
  const given = releaseContributions(
    props,
    { node: [POD_FACTS_WITHOUT_NODE, ...guest, ...meshed], contributions: joining(props), once: true },
    risks,
    place.target,
  );
  const after = ofJob(given.after, props);
  const override = { json: props.overrides?.vmArgs, target: place.target };
  const vmArgs = vmArgsConfigMap(name, [...given.before, ...after], labels, override);
  const contributions = [...given.before, given.runtime(vmArgs.metadata?.name as string), ...after];
  const parts = mergeContributions(contributions);
  checkRequired(props.requires, contributions);
  checkContainers(name, parts);
  checkEndingSidecars(parts.sidecars, place.target, 'the Job');
  return { parts, vmArgs };
}

function podOf(place: Place, props: JobInput, identity: Parameters<typeof releasePod>[2], parts: PodParts) {
  const pod = releasePod(place, props, identity, parts);
  const command = props.run._words({ script: () => releaseScript(props), cluster: props.cluster?._description });
  return {
    ...pod,
    container: { ...pod.container, command, terminationMessagePolicy: 'FallbackToLogsOnError' as const },
  };
}
