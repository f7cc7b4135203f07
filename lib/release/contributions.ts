import { checkHidesNoRelease } from '../beam/release-paths';
import { Refusal } from '../errors/refusal';
import type { NameRuleName } from '../kubernetes/names';
import { portKey } from '../kubernetes/port-numbers';
import type { KubernetesTarget } from '../kubernetes/target';
import { checkBeside, initContainersContribution, sidecarsContribution } from '../pod/containers';
import type { Contribution, PodPort } from '../pod/contribution';
import type { PodParts } from '../pod/merge-contributions';
import { checkPorts, type Egress, type ReleasePort } from '../pod/network';
import { Resources } from '../pod/resources';
import { mountsContribution, scratchContribution, tmpContribution, volumesContribution } from '../pod/volumes';
import { type AcceptedRisks, accepts } from '../risks/accepted-risks';
import { SecretKey } from '../secrets/existing-secret';
import { sharedStorageContribution } from '../storage/shared-storage-mount';
import { storageContribution } from '../workload/storage';
import type { WorkloadProps } from '../workload/workload-props';
import type { ReleaseProps } from './release-props';
import { runtimeContribution } from './runtime';
import { runtimeConfigContribution } from './runtime-config';
import { releaseScript } from './script';
import type { SharedReleaseProps } from './shared-release-props';
import { checkVariables, envContribution, sets } from './variables';
import { vmFlagsContribution } from './vm-arguments';

/** Input of a kind of release beyond its props: a PhoenixService's runtime. */
export interface ReleaseKind {
  /** Contributions to the pods, after those of every release and before the user's properties. */
  readonly contributions: readonly Contribution[];
  /** Rule that the name must pass. */
  readonly nameRule: NameRuleName;
}

/** Properties of a release that goes on running, or of one that runs once and has no ports, storage and drains. */
type AnyReleaseProps = SharedReleaseProps & Partial<WorkloadProps> & Pick<ReleaseProps, 'state'>;

/** Input of a release's contributions beyond its props. */
interface ContributionInput extends Pick<ReleaseKind, 'contributions'> {
  /** Contributions of the pod's facts and of the node's name. */
  readonly node: readonly Contribution[];
  /** Whether its pods run once. */
  readonly once?: boolean;
}

/** Contributions to the pods of a release, in their order; the runtime's stands between and names vm.args. */
export interface ReleaseContributions {
  readonly before: readonly Contribution[];
  readonly runtime: (vmArgs: string) => Contribution;
  readonly after: readonly Contribution[];
}

/**
 * Contributions of a release: the node, the runtime, the kind's own, the user's properties.
 *
 * @throws where a property cannot work by itself
 */
export function releaseContributions(
  props: AnyReleaseProps,
  { node, contributions, once = false }: ContributionInput,
  risks: AcceptedRisks,
  target: KubernetesTarget,
): ReleaseContributions {
  const users = userContributions(props, { risks, target, once });
  checkVariables(users);
  const after = [
    vmFlagsContribution(props.vmFlags, props.resources ?? Resources.small()),
    ...contributions,
    ...runtimeConfigContribution(props),
    ...users,
  ];
  const isSet = (variable: string) => after.some((one) => sets(one, variable));
  return {
    before: [...node, tmpContribution(props.tmpSize)],
    runtime: (vmArgs) => runtimeContribution({ vmArgs, crashDumpSize: props.crashDumpSize, isSet }),
    after,
  };
}

/** Input of the contributions of the user's properties. */
interface UserInput {
  readonly risks: AcceptedRisks;
  readonly target: KubernetesTarget;
  readonly once: boolean;
}

/** Contributions of the user's properties. */
function userContributions(props: AnyReleaseProps, { risks, target, once }: UserInput): Contribution[] {
  const list = <T>(
    given: readonly T[] | undefined,
    contribution: (given: readonly T[], target: KubernetesTarget) => Contribution,
  ) => (given === undefined || given.length === 0 ? [] : [contribution(given, target)]);
  const volumeMounts = list(props.volumeMounts, mountsContribution);
  for (const property of ['scratch', 'storage', 'sharedStorage', 'volumeMounts'] as const) {
    props[property]?.forEach(({ mountPath }, index) => {
      checkHidesNoRelease(`${property}[${index}].mountPath`, mountPath);
    });
  }
  const from = accepts(risks, 'pod-security') ? 1 : 1024;
  const distribution = props.cluster?._description.ports ?? [];
  return [
    ...bundles(props),
    ...(props.env ? [envContribution(props.env, risks, target)] : []),
    ...list(props.ports, (ports) => ({
      by: 'ports',
      property: 'list',
      ports: podPorts(checkPorts('ports', ports, from, distribution)),
    })),
    ...list(props.sidecarPorts, (ports) => ({
      by: 'sidecarPorts',
      property: 'list',
      sidecarPorts: podPorts(checkPorts('sidecarPorts', ports, 1, [])),
    })),
    ...list(props.scratch, scratchContribution),
    ...list(props.storage, storageContribution),
    ...(props.state ? [props.state._contribution] : []),
    ...(props.vaultAgent ? [props.vaultAgent._contribution(once)] : []),
    ...list(props.sharedStorage, sharedStorageContribution),
    ...list(props.volumes, volumesContribution),
    ...volumeMounts,
    ...list(props.sidecars, sidecarsContribution),
    ...list(props.initContainers, initContainersContribution),
    ...(props.egress ? [egressContribution(props.egress)] : []),
    ...(props.restartOn ? [{ by: 'restartOn', podAnnotations: props.restartOn._podAnnotations }] : []),
    ...(props.podAnnotations
      ? [{ by: 'podAnnotations', property: 'list', podAnnotations: props.podAnnotations } as const]
      : []),
    ...list(props.drains, (drains) => ({
      by: 'drains',
      property: 'list',
      drains: drains.map((one) => one._time(() => releaseScript(props))),
    })),
  ];
}

/** Contributions of the bundles, which know the keys of Secrets that the release reads by name. */
function bundles({ config, cluster, cookie, secretKeyBase, databaseUrl }: AnyReleaseProps): Contribution[] {
  if (config === undefined || config.length === 0) return [];
  const { name, key } = cluster?._description.cookie.valueFrom?.secretKeyRef ?? {};
  const referred = new Map<string, string>();
  if (name !== undefined) referred.set('RELEASE_COOKIE', `${name}/${key}`);
  const given = { RELEASE_COOKIE: cookie, SECRET_KEY_BASE: secretKeyBase, DATABASE_URL: databaseUrl };
  for (const [variable, one] of Object.entries(given)) {
    if (SecretKey._isSecretKey(one)) referred.set(variable, `${one.secretName}/${one.key}`);
  }
  return config.map((bundle, index) => bundle._contribution(index, referred));
}

function egressContribution(egress: readonly Egress[]): Contribution {
  return {
    by: 'egress',
    property: 'list',
    egress: egress.map((one) => one._rule),
    apiEgress: egress.some((one) => one._isApiServer),
  };
}

/** Ports as plain data. */
export function podPorts(ports: readonly ReleasePort[]): PodPort[] {
  return ports.map(({ name, port, protocol, from }) => ({
    name,
    port,
    ...(protocol ? { protocol } : {}),
    ...(from ? { from: from.map((peer) => peer._peer) } : {}),
  }));
}

/** Refuses containers that clash with the release's own, and open ports that no sidecar has. */
export function checkContainers(name: string, parts: PodParts): void {
  const { sidecars, initContainers } = parts;
  checkBeside(name, sidecars, initContainers, [...parts.ports, ...parts.memberPorts]);
  const declared = sidecars.flatMap((sidecar) => sidecar.ports ?? []);
  const keys = declared.map(({ containerPort, protocol }) => portKey(containerPort, protocol));
  parts.sidecarPorts.forEach(({ port, protocol }, index) => {
    if (keys.includes(portKey(port, protocol))) return;
    throw new Refusal({
      property: `sidecarPorts[${index}].port`,
      value: port,
      why: 'no sidecar declares it, so nothing would answer',
      allowed: declared.map((own) => String(own.containerPort)).join(', ') || 'a port of a sidecar, and there is none',
      fix: "add it to the sidecar's `ports`, or remove it here",
    });
  });
}
