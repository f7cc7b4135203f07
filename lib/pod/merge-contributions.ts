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
import { portKey } from '../kubernetes/port-numbers';
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
  const all = <T>(pick: (one: Contribution) => readonly T[] | undefined) => collect(contributions, pick);
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
    egress: contributions.some((one) => one.egress) ? all((one) => one.egress) : undefined,
    apiEgress: contributions.some((one) => one.apiEgress === true),
    apiAccess: contributions.some((one) => one.apiAccess === true),
    podLabels: mergeMaps('label', contributions, (one) => one.podLabels),
    podAnnotations: mergeMaps('annotation', contributions, (one) => one.podAnnotations),
    drains: all((one) => one.drains),
  };
}

/** Items of one list of every contribution, in their order. */
function collect<T>(
  contributions: readonly Contribution[],
  pick: (one: Contribution) => readonly T[] | undefined,
): readonly T[] {
  const items: T[] = [];
  for (const one of contributions) {
    const own = pick(one);
    if (own) items.push(...own);
  }
  return items;
}

/** Thing that a contributor gives, and that no other may give too. */
interface Given {
  readonly by: Contribution;
  readonly index: number;
  readonly key: string | number;
}

/** Kind of things that must be unique in a pod. Words about one are put together only where two clash. */
interface Unique<T> {
  readonly kind: string;
  readonly of: (by: Contribution) => readonly T[] | undefined;
  readonly key: (one: T) => string | number;
  /** Property of the user's, as it is typed: `ports[0]`, `env.PORT`. */
  readonly property: (given: Given) => string;
  /** Value in messages; the key when left out. */
  readonly shown?: (given: Given) => string;
}

/** Refuses a key that two contributors give, and names both. */
function checkUnique<T>(contributions: readonly Contribution[], unique: Unique<T>): void {
  const { of, key } = unique;
  const keys = new Set<string | number>();
  for (const by of contributions) {
    const list = of(by);
    if (list === undefined) continue;
    for (let index = 0; index < list.length; index++) {
      const given = key(list[index]);
      if (keys.has(given)) throw clash(unique, { by, index, key: given }, firstOf(contributions, unique, given));
      keys.add(given);
    }
  }
}

/** The first that gives a key. */
function firstOf<T>(
  contributions: readonly Contribution[],
  { of, key: keyOf }: Unique<T>,
  key: string | number,
): Given {
  const by = contributions.find((one) => of(one)?.some((item) => keyOf(item) === key)) as Contribution;
  return { by, index: (of(by) as readonly T[]).findIndex((item) => keyOf(item) === key), key };
}

function clash<T>({ kind, property, shown }: Unique<T>, one: Given, other: Given): Refusal {
  return new Refusal({
    property: property(one),
    value: shown?.(one) ?? one.key,
    why: `${other.by.property ? `\`${property(other)}\`` : other.by.by} gives the pod this ${kind} too`,
    allowed: kind === 'variable' ? 'names that nothing else sets' : `each ${kind} once`,
    fix: fixOf(kind, one, other),
  });
}

function fixOf(kind: string, one: Given, other: Given): string {
  if (one.by.property === undefined) return 'rename it, or choose another value, where it is set';
  if (other.by.property !== undefined) return 'remove one of them, or choose another name';
  if (kind !== 'variable') return 'choose another name or number';
  return 'remove it, use the property of the construct that sets it, or overrides.workload where there is none';
}

/** Item of a contributor as the user typed it; of the library's own, what it is and whose. */
function propertyOf(by: Contribution, kind: string, index: number, member = ''): string {
  if (by.property === undefined) return `${kind} of ${by.by}`;
  return by.property === 'list' ? `${by.by}[${index}]${member}` : by.by;
}

function mergeEnvironment(contributions: readonly Contribution[]): readonly EnvVar[] {
  checkUnique(contributions, {
    kind: 'variable',
    of: variablesOf,
    key: (name) => name,
    property: ({ by, key }) => (by.property ? `${by.by}.${key}` : `variable ${key} of ${by.by}`),
  });
  const fixed = collect(contributions, ({ env }) => env);
  const variables = collect(contributions, (one) => one.variables);
  if (variables.length === 0) return fixed;
  const names = new Set(fixed.map(({ name }) => name));
  for (const name of collect(contributions, ({ envFromNames }) => envFromNames)) names.add(name);
  const openPrefixes = collect(contributions, ({ envFromPrefixes }) => envFromPrefixes);
  return [...fixed, ...orderVariables('env', variables, { names, openPrefixes })];
}

function variablesOf({ envFromNames, env, variables }: Contribution): readonly string[] | undefined {
  if (env === undefined && variables === undefined) return envFromNames;
  const names = [...(envFromNames ?? [])];
  for (const { name } of env ?? []) names.push(name);
  for (const { name } of variables ?? []) names.push(name);
  return names;
}

function mergeVolumes(contributions: readonly Contribution[]) {
  const volumes = collect(contributions, (by) => by.volumes);
  const claims = collect(contributions, (by) => by.claims);
  checkUnique(contributions, {
    kind: 'volume',
    of: volumeNames,
    key: (name) => name,
    property: ({ by, index }) => propertyOf(by, 'volume', index, '.name'),
  });
  return { volumes, claims, mounts: mergeMounts(contributions, new Set(collect(contributions, volumeNames))) };
}

function volumeNames({ volumes, claims }: Contribution): readonly string[] | undefined {
  if (volumes === undefined && claims === undefined) return undefined;
  return [...(volumes ?? []).map(({ name }) => name), ...(claims ?? []).map(({ metadata }) => metadata?.name ?? '')];
}

function mergeMounts(contributions: readonly Contribution[], volumes: ReadonlySet<string>): VolumeMount[] {
  const mounts: VolumeMount[] = [];
  const taken: string[] = [];
  for (const by of contributions) {
    for (const [index, mount] of (by.mounts ?? []).entries()) {
      checkMountPath(propertyOf(by, 'mount', index, '.mountPath'), mount.mountPath, taken);
      if (!volumes.has(mount.name)) throw noVolume(propertyOf(by, 'mount', index, '.name'), mount.name, volumes);
      mounts.push(mount);
      taken.push(mount.mountPath);
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
  for (const key of [nameOf, numberOf]) {
    checkUnique(contributions, {
      kind: 'port',
      of: portsOf,
      key,
      property: ({ by, index }) => portOf(by, index).property ?? propertyOf(by, 'port', index),
      shown: ({ by, index }) => `${portOf(by, index).name} ${portOf(by, index).port}`,
    });
  }
}

function portsOf({ ports, memberPorts }: Contribution): readonly PodPort[] | undefined {
  return ports && memberPorts ? [...ports, ...memberPorts] : (ports ?? memberPorts);
}

function portOf(by: Contribution, index: number): PodPort {
  return (portsOf(by) as readonly PodPort[])[index];
}

const nameOf = ({ name }: { readonly name: string }) => name;
const numberOf = ({ port, protocol }: PodPort) => portKey(port, protocol);

function checkContainers(contributions: readonly Contribution[]): void {
  checkUnique(contributions, {
    kind: 'container',
    of: ({ sidecars, initContainers }) =>
      sidecars && initContainers ? [...sidecars, ...initContainers] : (sidecars ?? initContainers),
    key: nameOf,
    property: ({ by, index }) => propertyOf(by, 'container', index, '.name'),
  });
}

function mergeMaps(
  kind: string,
  contributions: readonly Contribution[],
  pick: (one: Contribution) => Labels | undefined,
): Labels {
  const giving = contributions.filter(pick);
  checkUnique(giving, {
    kind,
    of: (by) => Object.keys(pick(by) as Labels),
    key: (name) => name,
    property: ({ by, key }) => `${by.by}["${key}"]`,
  });
  return Object.fromEntries(giving.flatMap((by) => Object.entries(pick(by) as Labels)));
}
