import { Refusal } from '../errors/refusal';
import type {
  Container,
  EnvFromSource,
  EnvVar,
  Labels,
  NetworkPolicyEgressRule,
  PersistentVolumeClaim,
  Volume,
  VolumeMount,
} from '../kubernetes/api';
import { orderVariables } from '../kubernetes/environment';
import { checkMountPath } from '../kubernetes/mount-paths';
import type { Contribution, DrainTime, PodPort } from './contribution';

/** Contributions of one pod, put together. */
export interface PodParts {
  readonly env: readonly EnvVar[];
  readonly envFrom: readonly EnvFromSource[];
  readonly ports: readonly PodPort[];
  readonly memberPorts: readonly PodPort[];
  readonly sidecarPorts: readonly PodPort[];
  readonly volumes: readonly Volume[];
  readonly claims: readonly PersistentVolumeClaim[];
  readonly mounts: readonly VolumeMount[];
  readonly initContainers: readonly Container[];
  readonly sidecars: readonly Container[];
  /** Rules of egress; undefined where egress is not isolated. */
  readonly egress?: readonly NetworkPolicyEgressRule[];
  readonly apiEgress: boolean;
  readonly apiAccess: boolean;
  readonly podLabels: Labels;
  readonly podAnnotations: Labels;
  readonly drains: readonly DrainTime[];
}

/**
 * Puts the contributions of a pod together, in their order.
 *
 * @param contributions the library's first, the user's properties last
 * @throws where two contributors give the same variable, port, volume, mount path, container, label or annotation: the
 *   message names both
 */
export function mergeContributions(contributions: readonly Contribution[]): PodParts {
  const all = <T>(pick: (one: Contribution) => readonly T[] | undefined): readonly T[] =>
    contributions.flatMap((one) => pick(one) ?? []);
  const egress = contributions.flatMap((one) => (one.egress ? [one.egress] : []));
  checkPorts(contributions);
  checkContainers(contributions);
  return {
    env: mergeEnvironment(contributions),
    envFrom: all((one) => one.envFrom),
    ports: all((one) => one.ports),
    memberPorts: all((one) => one.memberPorts),
    sidecarPorts: all((one) => one.sidecarPorts),
    ...mergeVolumes(contributions),
    initContainers: all((one) => one.initContainers),
    sidecars: all((one) => one.sidecars),
    egress: egress.length > 0 ? egress.flat() : undefined,
    apiEgress: contributions.some((one) => one.apiEgress === true),
    apiAccess: contributions.some((one) => one.apiAccess === true),
    podLabels: mergeMaps('label', contributions, (one) => one.podLabels),
    podAnnotations: mergeMaps('annotation', contributions, (one) => one.podAnnotations),
    drains: all((one) => one.drains),
  };
}

/** Something that one contributor gives, and that no other may give too. */
interface Given {
  readonly by: Contribution;
  /** Property of the user's, as it is typed: `ports[0]`, `env.PORT`. */
  readonly property: string;
  readonly key: string | number;
  readonly value?: unknown;
}

/** Refuses a key that two contributors give, and names both. */
function checkUnique(kind: string, given: Iterable<Given>): void {
  const first = new Map<string | number, Given>();
  for (const one of given) {
    const other = first.get(one.key);
    if (other === undefined) {
      first.set(one.key, one);
      continue;
    }
    throw new Refusal({
      property: one.property,
      value: one.value ?? one.key,
      why: `${subjectOf(other)} gives the pod ${kind === 'env' ? 'this variable' : `this ${kind}`} too`,
      allowed: kind === 'env' ? 'names that nothing else sets' : `each ${kind} once`,
      fix: fixOf(kind, one, other),
    });
  }
}

function fixOf(kind: string, one: Given, other: Given): string {
  if (one.by.property === undefined) return 'rename it, or choose another value, where it is set';
  if (other.by.property !== undefined) return 'remove one of them, or choose another name';
  if (kind !== 'env') return 'choose another name or number';
  return 'remove it, use the property of the construct that sets it, or overrides.workload where there is none';
}

function subjectOf({ by, property }: Given): string {
  return by.property ? `\`${property}\`` : by.by;
}

/** Item of a contributor as the user typed it; of the library's own, what it is and whose. */
function propertyOf(by: Contribution, kind: string, index: number, member = ''): string {
  if (by.property === undefined) return `${kind} of ${by.by}`;
  return by.property === 'list' ? `${by.by}[${index}]${member}` : by.by;
}

function mergeEnvironment(contributions: readonly Contribution[]): readonly EnvVar[] {
  checkUnique('env', variablesOf(contributions));
  const fixed = contributions.flatMap(({ env }) => env ?? []);
  const openPrefixes = contributions.flatMap(({ envFromPrefixes }) => envFromPrefixes ?? []);
  const names = new Set([
    ...fixed.map(({ name }) => name),
    ...contributions.flatMap(({ envFromNames }) => envFromNames ?? []),
  ]);
  return [
    ...fixed,
    ...orderVariables(
      'env',
      contributions.flatMap(({ variables }) => variables ?? []),
      { names, openPrefixes },
    ),
  ];
}

function* variablesOf(contributions: readonly Contribution[]): Iterable<Given> {
  for (const by of contributions) {
    const names = [...(by.envFromNames ?? []), ...[...(by.env ?? []), ...(by.variables ?? [])].map(({ name }) => name)];
    for (const key of names)
      yield { by, property: by.property ? `${by.by}.${key}` : `variable ${key} of ${by.by}`, key };
  }
}

function mergeVolumes(contributions: readonly Contribution[]) {
  const volumes = contributions.flatMap((by) => by.volumes ?? []);
  const claims = contributions.flatMap((by) => by.claims ?? []);
  const named = contributions.flatMap((by) =>
    [
      ...(by.volumes ?? []).map(({ name }) => name),
      ...(by.claims ?? []).map(({ metadata }) => metadata?.name as string),
    ].map((key, index) => ({ by, property: propertyOf(by, 'volume', index, '.name'), key })),
  );
  checkUnique('volume', named);
  return { volumes, claims, mounts: mergeMounts(contributions, new Set(named.map(({ key }) => key))) };
}

function mergeMounts(contributions: readonly Contribution[], volumes: ReadonlySet<string>): VolumeMount[] {
  const mounts: VolumeMount[] = [];
  for (const by of contributions) {
    for (const [index, mount] of (by.mounts ?? []).entries()) {
      const taken = mounts.map((other) => other.mountPath);
      checkMountPath(propertyOf(by, 'mount', index, '.mountPath'), mount.mountPath, taken);
      if (!volumes.has(mount.name)) throw noVolume(propertyOf(by, 'mount', index, '.name'), mount.name, volumes);
      mounts.push(mount);
    }
  }
  return mounts;
}

function noVolume(property: string, name: string, volumes: ReadonlySet<string>): Refusal {
  return new Refusal({
    property,
    value: name,
    allowed: `a volume of the pod: ${[...volumes].map((one) => `"${one}"`).join(', ')}`,
    fix: 'add it to `volumes`',
  });
}

function checkPorts(contributions: readonly Contribution[]): void {
  const ports = contributions.flatMap((by) =>
    [...(by.ports ?? []), ...(by.memberPorts ?? [])].map((port, index) => ({ by, index, port })),
  );
  for (const pick of [(port: PodPort) => port.name, (port: PodPort) => `${port.port}/${port.protocol ?? 'TCP'}`]) {
    checkUnique(
      'port',
      ports.map(({ by, index, port }) => ({
        by,
        property: port.property ?? propertyOf(by, 'port', index),
        key: pick(port),
        value: `${port.name} ${port.port}`,
      })),
    );
  }
}

function checkContainers(contributions: readonly Contribution[]): void {
  const named = (by: Contribution, list: readonly Container[] | undefined) =>
    (list ?? []).map(({ name }, index) => ({ by, property: propertyOf(by, 'container', index, '.name'), key: name }));
  checkUnique('container', [
    ...contributions.flatMap((by) => named(by, by.sidecars)),
    ...contributions.flatMap((by) => named(by, by.initContainers)),
  ]);
}

function mergeMaps(
  kind: string,
  contributions: readonly Contribution[],
  pick: (one: Contribution) => Labels | undefined,
): Labels {
  const entries = contributions.flatMap((by) =>
    Object.entries(pick(by) ?? {}).map(([key, value]) => ({ by, key, value })),
  );
  checkUnique(
    kind,
    entries.map(({ by, key }) => ({ by, key, property: `${by.by}["${key}"]` })),
  );
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}
