import { Duration } from 'cdk8s';
import { discoveryBinding } from '../cluster/cluster-objects';
import { checkMemberEgress } from '../cluster/membership';
import { checkOverriddenMember } from '../cluster/overridden-member';
import { Refusal, within } from '../errors/refusal';
import type { Labels, RoleBinding } from '../kubernetes/api';
import { pullPolicy } from '../kubernetes/images';
import { checkAnnotations, checkLabels, clusterSelector, objectLabels, releaseSelector } from '../kubernetes/labels';
import { checkCount } from '../kubernetes/limits';
import { checkName } from '../kubernetes/names';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import { checkNamespace, checkSameNamespace, type Place } from '../manifests/place';
import { checkResources } from '../pod/check-resources';
import { checkImage } from '../pod/image';
import { mergeContributions, type PodParts } from '../pod/merge-contributions';
import type { PodDescription } from '../pod/pod-description';
import { podLabels } from '../pod/pod-role';
import { checkRawParts } from '../pod/raw-parts';
import { Resources } from '../pod/resources';
import { describeScheduling } from '../pod/scheduling';
import { checkOverriddenGrace, describeTermination } from '../pod/termination';
import { type AcceptedRisks, accepts } from '../risks/accepted-risks';
import { NODES_SUFFIX } from '../workload/headless-service';
import type { WorkloadDescription } from '../workload/workload-description';
import { type WorkloadObjects, workloadObjects } from '../workload/workload-objects';
import { checkCommand } from './command';
import { checkContainers, type ReleaseKind, releaseContributions } from './contributions';
import { withDisk } from './disk';
import type { ElixirReleaseProps } from './elixir-release-props';
import { describeProbes } from './probes';
import type { DescribedRelease, ReleaseObjects } from './release-description';
import { releaseRisks } from './release-risks';
import { vmArgsConfigMap } from './vm-arguments';

/** User `nobody` of Debian and Alpine, as whom a stock image runs. */
const NOBODY = 65534;

/**
 * Label by which a Deployment tells its revisions apart. A spread that counts the old ReplicaSet's pods too puts the
 * new ones beside each other. A StatefulSet replaces its pods one by one and needs none.
 *
 * Source: https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/, `matchLabelKeys` (on by
 * default from 1.27).
 */
const REVISION_KEYS = ['pod-template-hash'];

/** Release that only runs. */
const PLAIN: ReleaseKind = { contributions: [], nameRule: 'label' };

/**
 * Describes a release from its props: contributions merged into a pod, the pod in a workload, the objects with the
 * user's overrides.
 *
 * @throws where a value cannot work; nothing is made before
 */
export function describeRelease(place: Place, props: ElixirReleaseProps, kind: ReleaseKind = PLAIN): DescribedRelease {
  return within(place, () => {
    checkOverrides(props.overrides);
    checkNamespaces(place, props);
    const identity = describeIdentity(place, props, kind);
    const { name, labels, risks } = identity;
    const { before, runtime, after } = releaseContributions(props, name, kind, risks, place.target);
    const vmArgs = vmArgsConfigMap(name, [...before, ...after], labels, {
      json: props.overrides?.vmArgs,
      target: place.target,
    });
    const parts = mergeContributions([...before, runtime(vmArgs.metadata?.name as string), ...after]);
    checkContainers(name, parts);
    if (props.cluster) checkMemberEgress(props.cluster._description, parts);
    const pod = describePod(place, props, identity, parts);
    const workload = describeWorkload(props, identity, parts, pod);
    const own = workloadObjects(workload);
    const made: ReleaseObjects = {
      serviceAccount: own.serviceAccount,
      workload: own.workload,
      podDisruptionBudget: own.podDisruptionBudget,
      networkPolicy: accepts(risks, 'open-distribution') ? undefined : own.networkPolicy,
      headlessService: own.headlessService,
      vmArgs,
      roleBinding: parts.apiAccess ? roleBinding(place, props, workload) : undefined,
    };
    checkRawParts(made.workload, props, place.target);
    const objects = applyOverrides(made, props.overrides, place.target);
    checkOverridden(props, identity, { workload, made: own.workload, overridden: objects.workload });
    return { workload, objects, risks, target: place.target, ipv6: props.cluster?.ipv6 ?? false };
  });
}

/** Workload as it was described and made, and after its override. */
interface Overridden {
  readonly workload: WorkloadDescription;
  readonly made: WorkloadObjects['workload'];
  readonly overridden: WorkloadObjects['workload'];
}

/** What an override of the workload must leave as it is. */
function checkOverridden({ cluster }: ElixirReleaseProps, identity: Identity, given: Overridden): void {
  const { workload, made, overridden } = given;
  if (made === overridden) return;
  if (cluster) checkOverriddenMember(cluster._description, { ...identity, made, overridden });
  checkOverriddenGrace(workload.pod.termination, identity.name, overridden.spec?.template?.spec);
}

/** Name, labels and accepted risks of a release. */
interface Identity {
  readonly name: string;
  readonly labels: Labels;
  readonly risks: AcceptedRisks;
  readonly isStatefulSet: boolean;
}

function describeIdentity({ id }: Place, props: ElixirReleaseProps, { nameRule }: ReleaseKind): Identity {
  const { stableNames = false, storage = [] } = props;
  const isStatefulSet = stableNames || storage.length > 0;
  const name = checkName(isStatefulSet ? 'statefulSet' : nameRule, 'name', props.name ?? id);
  const labels = objectLabels(name, checkLabels('labels', props.labels ?? {}));
  return { name, labels, risks: releaseRisks(props), isStatefulSet };
}

function describePod(
  place: Place,
  props: ElixirReleaseProps,
  { name, labels, risks, isStatefulSet }: Identity,
  parts: PodParts,
): PodDescription {
  const { cluster, resources = Resources.small() } = props;
  const hasPorts = parts.ports.length > 0;
  return {
    container: {
      name,
      image: checkImage(props.image, risks),
      imagePullPolicy: props.imagePullPolicy ?? pullPolicy(props.image),
      command: props.command && checkCommand('command', props.command),
      args: props.args && checkCommand('args', props.args),
      env: parts.env,
      envFrom: parts.envFrom,
      ports: [...parts.ports, ...parts.memberPorts],
      probes: describeProbes(props, hasPorts ? parts.ports : parts.memberPorts, risks),
      resources: withDisk(checkResources(resources, risks), resources, props),
      mounts: parts.mounts,
      readOnlyRootFilesystem: !accepts(risks, 'writable-root-filesystem'),
    },
    initContainers: parts.initContainers,
    sidecars: parts.sidecars,
    nativeSidecars: place.target.atLeast('1.29'),
    volumes: parts.volumes,
    labels: podLabels(
      { kind: 'selected', name, cluster: cluster?.name },
      { ...place.labels, ...labels, ...parts.podLabels },
    ),
    annotations: checkAnnotations('podAnnotations', parts.podAnnotations),
    serviceAccountName: checkName('subdomain', 'serviceAccountName', props.serviceAccountName ?? name),
    token: parts.apiAccess,
    termination: describeTermination(
      parts.drains,
      props.preStopSleep ?? Duration.seconds(hasPorts ? 5 : 0),
      props.terminationGracePeriod,
    ),
    sleepAction: place.target.atLeast('1.30'),
    user: checkUser(props.user ?? NOBODY, risks),
    spread: { labels: releaseSelector(name), matchLabelKeys: isStatefulSet ? undefined : REVISION_KEYS },
    scheduling: describeScheduling(props, place.target),
  };
}

function describeWorkload(
  props: ElixirReleaseProps,
  { name, labels, risks, isStatefulSet }: Identity,
  parts: PodParts,
  pod: PodDescription,
): WorkloadDescription {
  const { cluster, scaledToZero = false } = props;
  const replicas = checkCount(
    'replicas',
    props.replicas ?? 2,
    'use 1 or more; to stop a release for a while: scaledToZero: true',
  );
  return {
    name,
    labels,
    annotations: { ...checkAnnotations('annotations', props.annotations), ...risks },
    selector: releaseSelector(name),
    replicas: scaledToZero ? 0 : replicas,
    pod,
    makesServiceAccount: props.serviceAccountName === undefined,
    network: {
      ports: [...parts.ports, ...parts.sidecarPorts],
      memberPorts: parts.memberPorts,
      members: cluster && clusterSelector(cluster.name),
      egress: parts.egress,
    },
    statefulSet: isStatefulSet
      ? {
          serviceName: cluster?._description.serviceName ?? `${name}${NODES_SUFFIX}`,
          ownsService: cluster === undefined,
          claims: parts.claims,
        }
      : undefined,
  };
}

/** Right of the members to ask the API server, for the ServiceAccount that the pods have after an override. */
function roleBinding(
  place: Place,
  { cluster, overrides }: ElixirReleaseProps,
  { name, pod }: WorkloadDescription,
): RoleBinding | undefined {
  if (cluster === undefined) return undefined;
  const overridden = overrides?.workload?.spec?.template?.spec?.serviceAccountName;
  const account = typeof overridden === 'string' ? overridden : pod.serviceAccountName;
  return discoveryBinding(cluster._description, name, account, checkNamespace(place));
}

function checkNamespaces(place: Place, { cluster, config }: ElixirReleaseProps): void {
  if (cluster) {
    const why = 'a Service selects pods of its own namespace only, so the nodes would not find each other';
    checkSameNamespace(place, { property: 'cluster', construct: cluster, why });
  }
  if (config) {
    const why = 'pods read ConfigMaps of their own namespace only, so they would not start';
    checkSameNamespace(place, { property: 'config', construct: config, why });
  }
}

function checkUser(user: number, risks: AcceptedRisks): number {
  const from = accepts(risks, 'pod-security') ? 0 : 1;
  if (Number.isInteger(user) && user >= from && user <= 2147483647) return user;
  throw new Refusal({
    property: 'user',
    value: user,
    why: 'Pod Security `restricted` refuses root, and Kubernetes cannot tell whom a name stands for',
    allowed: `a number from ${from}`,
    fix: "leave it out for 65534 (nobody), or use the number of the image's user; for root: allow: [Waiver.podSecurity('why')]",
  });
}
