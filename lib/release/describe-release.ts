import { discoveryBinding } from '../cluster/cluster-objects';
import { checkMemberEgress } from '../cluster/membership';
import { checkOverriddenMember } from '../cluster/overridden-member';
import { Delivery } from '../delivery/delivery';
import { within } from '../errors/refusal';
import type { Labels, RoleBinding, Service } from '../kubernetes/api';
import { checkAnnotations, checkLabels, objectLabels, releaseSelector } from '../kubernetes/labels';
import { checkCount } from '../kubernetes/limits';
import { checkName } from '../kubernetes/names';
import { applyOverride, checkOverrides, checkParts } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import { checkNamespace, type Place } from '../manifests/place';
import type { MeshDescription } from '../mesh/mesh-description';
import { mergeContributions, type PodParts } from '../pod/merge-contributions';
import type { PodDescription } from '../pod/pod-description';
import { podLabels } from '../pod/pod-role';
import { checkRawParts } from '../pod/raw-parts';
import { checkOverriddenGrace, describeTermination } from '../pod/termination';
import { type AcceptedRisks, accepts } from '../risks/accepted-risks';
import { NODES_SUFFIX } from '../workload/headless-service';
import { podServices } from '../workload/pod-services';
import { Rollout } from '../workload/rollout';
import type { WorkloadDescription } from '../workload/workload-description';
import { type WorkloadObjects, workloadObjects } from '../workload/workload-objects';
import { checkCommand } from './command';
import { checkContainers, type ReleaseKind, releaseContributions } from './contributions';
import { describeRunners } from './describe-runners';
import type { ElixirReleaseProps } from './elixir-release-props';
import { checkMeshProbes, meshContributions, meshOf } from './mesh';
import { checkNamespaces } from './namespaces';
import { nodeContribution } from './node';
import { describeProbes } from './probes';
import type { DescribedRelease, ReleaseObjects } from './release-description';
import { releasePod } from './release-pod';
import { releaseRisks } from './release-risks';
import { describeReplicas, fixedReplicas } from './replicas';
import { checkRequired } from './requires';
import { POD_FACTS } from './runtime';
import { describeScaler } from './scaler';
import { releaseScript } from './script';
import { accountOf } from './service-account-of';
import { withState } from './state';
import { checkStateful } from './stateful';
import { vmArgsConfigMap } from './vm-arguments';
import { waitForMigration } from './wait-for-migration';
import type { WithRelease } from './with-release';

/** Properties with those of the release that it is a role of. */
type Props = WithRelease<ElixirReleaseProps>;

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
export function describeRelease(place: Place, given: Props, kind: ReleaseKind = PLAIN): DescribedRelease {
  return within(place, () => {
    const props = withState(given);
    checkOverrides(props.overrides);
    checkNamespaces(place, props);
    const identity = describeIdentity(place, props, kind);
    const { name, labels, risks } = identity;
    const mesh = meshOf(props);
    const distribution = props.cluster?._description.ports ?? [];
    const node = [
      POD_FACTS,
      nodeContribution(props, name),
      ...meshContributions(mesh, { target: place.target, distribution, egress: props.egress }),
    ];
    const { before, runtime, after } = releaseContributions(props, { ...kind, node }, risks, place.target);
    const vmArgs = vmArgsConfigMap(name, [...before, ...after], labels, {
      json: props.overrides?.vmArgs,
      target: place.target,
    });
    const runners = describeRunners(place, { props, identity, kind }, vmArgs);
    const starting = runners ? [runners.contribution] : [];
    const contributions = [...before, runtime(vmArgs.metadata?.name as string), ...starting, ...after];
    const parts = mergeContributions(contributions);
    checkRequired(props.requires, contributions);
    checkContainers(name, parts);
    if (props.cluster) checkMemberEgress(props.cluster._description, parts);
    const pod = describePod(place, props, identity, parts);
    checkMeshProbes(mesh, pod.container.probes, parts);
    const workload = describeWorkload(place, props, identity, parts, { pod, mesh });
    const own = workloadObjects(workload);
    const made: ReleaseObjects = {
      serviceAccount: own.serviceAccount,
      workload: own.workload,
      podDisruptionBudget: own.podDisruptionBudget,
      networkPolicy: accepts(risks, 'open-distribution') ? undefined : own.networkPolicy,
      headlessService: own.headlessService,
      vmArgs,
      roleBinding: roleBinding(place, props, workload),
    };
    checkRawParts(made.workload, props, place.target);
    const { scaling: scalerOverrides, runners: _, podServices: serviceOverride, ...overrides } = props.overrides ?? {};
    const objects = applyOverrides(made, props.overrides && overrides, place.target);
    checkOverridden(props, identity, { workload, made: own.workload, overridden: objects.workload });
    const ofPods = describePodServices(place, workload, serviceOverride);
    const scaling = describeScaler(place, props, workload, scalerOverrides);
    return {
      workload,
      objects,
      podServices: ofPods,
      scaling,
      runners: runners?.objects ?? [],
      risks,
      target: place.target,
      ipv6: props.cluster?.ipv6 ?? false,
      httpProtocol: mesh?.httpProtocol,
    };
  });
}

/** Workload as it was described and made, and after its override. */
interface Overridden {
  readonly workload: WorkloadDescription;
  readonly made: WorkloadObjects['workload'];
  readonly overridden: WorkloadObjects['workload'];
}

/** What an override of the workload must leave as it is. */
function checkOverridden({ cluster }: Props, identity: Identity, given: Overridden): void {
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

function describeIdentity({ id }: Place, props: Props, { nameRule }: ReleaseKind): Identity {
  const { stableNames = false, storage = [], singleton = false } = props;
  const isStatefulSet = stableNames || singleton || storage.length > 0;
  const name = checkName(isStatefulSet ? 'statefulSet' : nameRule, 'name', props.name ?? id);
  const labels = objectLabels(name, checkLabels('labels', props.labels ?? {}));
  return { name, labels, risks: releaseRisks(props), isStatefulSet };
}

function describePod(place: Place, props: Props, identity: Identity, parts: PodParts): PodDescription {
  const { name, labels, risks, isStatefulSet } = identity;
  const { cluster } = props;
  const hasPorts = parts.ports.length > 0;
  const pod = releasePod(place, props, identity, parts);
  const waiting = props.migration && waitForMigration(pod, props.migration, () => releaseScript(props));
  return {
    ...pod,
    initContainers: [...pod.initContainers, ...(waiting ?? [])],
    container: {
      ...pod.container,
      command: props.command && checkCommand('command', props.command),
      args: props.args && checkCommand('args', props.args),
      ports: [...parts.ports, ...parts.memberPorts],
      probes: describeProbes(props, hasPorts ? parts.ports : parts.memberPorts, risks),
    },
    labels: podLabels(
      { kind: 'selected', name, cluster: cluster?.name },
      { ...place.labels, ...labels, ...parts.podLabels },
    ),
    termination: describeTermination(parts.drains, {
      preStopSleep: props.preStopSleep,
      ports: parts.ports,
      grace: props.terminationGracePeriod,
    }),
    spread: { labels: releaseSelector(name), matchLabelKeys: isStatefulSet ? undefined : REVISION_KEYS },
  };
}

function describeWorkload(
  place: Place,
  props: Props,
  { name, labels, risks, isStatefulSet }: Identity,
  parts: PodParts,
  { pod, mesh }: { readonly pod: PodDescription; readonly mesh?: MeshDescription },
): WorkloadDescription {
  const { cluster, rollout = Rollout.rolling() } = props;
  checkStateful(props, isStatefulSet, parts.ports.length > 0);
  return {
    name,
    labels,
    annotations: {
      ...props.database?._annotation,
      ...(props.migration ? Delivery.of(place.scope)._annotations('workload') : {}),
      ...checkAnnotations('annotations', props.annotations),
      ...props.restartOn?._annotations,
      ...risks,
    },
    selector: releaseSelector(name),
    ...describeReplicas(props),
    rollout: isStatefulSet ? {} : rollout._ofDeployment(),
    pod,
    makesServiceAccount: props.serviceAccountName === undefined,
    network: {
      ports: [...parts.ports, ...parts.sidecarPorts],
      memberPorts: parts.memberPorts,
      cluster: cluster?.name,
      egress: parts.egress,
      proxyPort: mesh?.inboundPort,
    },
    statefulSet: isStatefulSet
      ? {
          serviceName: cluster?._description.serviceName ?? `${name}${NODES_SUFFIX}`,
          ownsService: cluster === undefined,
          claims: parts.claims,
          retention: props.claimRetention,
          rollout: rollout._ofStatefulSet(),
          start: checkCount('startOrdinal', props.startOrdinal ?? 0, 'use 0 or more', 0),
          podServices: props.podServices ? { count: fixedReplicas(props), ipv6: cluster?.ipv6 ?? false } : undefined,
        }
      : undefined,
  };
}

function describePodServices({ target }: Place, workload: WorkloadDescription, override: unknown): Service[] {
  const made = podServices(workload);
  checkParts({ podServices: override }, { podServices: made[0] });
  return made.map((service) => applyOverride('podServices', service, override, target));
}

/** Right of the members to ask the API server, for the ServiceAccount that the pods have after an override. */
function roleBinding(place: Place, props: Props, { name }: WorkloadDescription): RoleBinding | undefined {
  const cluster = props.cluster?._description;
  if (cluster?.reads === undefined) return undefined;
  return discoveryBinding(cluster, name, accountOf(props, name), checkNamespace(place));
}
