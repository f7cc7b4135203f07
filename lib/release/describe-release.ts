import { Duration, Lazy, Size } from 'cdk8s';
import { Distribution } from '../beam/distribution';
import { checkBasename, lonelyNode } from '../beam/node-name';
import { ARGUMENTS_PATH, type ArgumentFiles, argumentFile } from '../beam/vm-args';
import { VmFlags } from '../beam/vm-flags';
import { secretVariable } from '../config/config-bundle';
import { immutableConfigMap } from '../config/config-map';
import { Refusal } from '../errors/refusal';
import type { ConfigMap, EnvVar, Labels, Probe, Volume, VolumeMount } from '../kubernetes/api';
import { checkAnnotations, checkLabels, clusterSelector, objectLabels, releaseSelector } from '../kubernetes/labels';
import { checkName, type NameRuleName } from '../kubernetes/names';
import type { KubernetesTarget } from '../kubernetes/target';
import { plain } from '../manifest/plain';
import { SecretKey } from '../secrets/existing-secret';
import { mounted } from '../secrets/secret-use';
import { waived, waiverAnnotations } from '../waiver/waiver';
import type { ReleaseDescription } from './description';
import { type Drain, termination } from './drain';
import type { ElixirReleaseProps } from './elixir-release-props';
import { CRASH_DUMPS_PATH, environment, TMP_PATH } from './environment';
import { HealthCheck, LIVENESS, READINESS, STARTUP } from './health-check';
import { checkImage, pullPolicy } from './image';
import { checkPorts, type ReleasePort } from './network';
import { Resources } from './resources';
import { checkMountPath, claimTemplates, type PodStorage } from './storage';

/** `nobody` of Debian and Alpine, as whom a stock image runs. */
const NOBODY = 65534;

/** Size of /tmp. */
const TMP_SIZE = '64Mi';

/** What a kind of release adds to what the user gives: a PhoenixService adds its port and its variables. */
export interface Role {
  readonly ports: readonly ReleasePort[];
  readonly env: readonly EnvVar[];
  readonly drains: readonly Drain[];
  /** How long the name may be, and of what. */
  readonly nameRule: NameRuleName;
}

/** The role of a release that only runs. */
export const RUNNING: Role = { ports: [], env: [], drains: [], nameRule: 'label' };

/** Where a release stands: what the tree says and its own props do not. */
export interface Surroundings {
  readonly id: string;
  readonly chartLabels: Labels;
  readonly target: KubernetesTarget;
}

/** The description of a release, and the argument files that its pods mount. */
export interface DescribedRelease {
  readonly release: ReleaseDescription;
  readonly vmArgs: ConfigMap;
}

/** Makes the description of a release from its props, and refuses what cannot work. No object is made before. */
export function describeRelease(
  props: ElixirReleaseProps,
  role: Role,
  { id, chartLabels, target }: Surroundings,
): DescribedRelease {
  const { cluster } = props;
  const stateful = (props.stableNames ?? false) || (props.storage?.length ?? 0) > 0;
  const name = checkName(stateful ? 'statefulSet' : role.nameRule, 'name', props.name ?? id);
  const resources = props.resources ?? Resources.small();
  const crashDumpSize = props.crashDumpSize ?? Size.mebibytes(192);
  const distributionPorts = cluster?._distribution._ports ?? [];
  const ports = checkPorts('ports', [...role.ports, ...(props.ports ?? [])], distributionPorts);
  const sidecars = plain(props.sidecars ?? []) as ReleaseDescription['sidecars'];
  const initContainers = plain(props.initContainers ?? []) as ReleaseDescription['initContainers'];
  checkContainers(sidecars, name, [...ports, ...distributionPorts]);
  checkInitContainers(initContainers, [name, ...sidecars.map((sidecar) => sidecar.name)]);
  const labels = objectLabels(name, cluster?.name, checkLabels('labels', props.labels ?? {}));
  const files = argumentFiles(props, resources);
  const vmArgs = immutableConfigMap(`${name}-vm`, { ...files }, labels, {}, props.overrides?.vmArgs);
  const mounts = volumes(props, vmArgs.metadata?.name as string, crashDumpSize);
  const drains = props.drains ?? role.drains;
  const members = cluster && clusterSelector(cluster.name);
  const release: ReleaseDescription = {
    name,
    image: checkImage(props.image, props.allow),
    imagePullPolicy: props.imagePullPolicy ?? pullPolicy(props.image),
    command: props.command && checkCommand(props.command),
    replicas: checkReplicas(props.replicas ?? 2),
    labels,
    podLabels: { ...chartLabels, ...labels, ...members },
    selector: releaseSelector(name),
    annotations: { ...checkAnnotations('annotations', props.annotations), ...waiverAnnotations(props.allow) },
    podAnnotations: checkAnnotations('podAnnotations', props.podAnnotations),
    env: environment({
      node: node(props, name),
      role: role.env,
      crashDumpSize,
      bundle: props.config?._content,
      env: props.env ?? {},
      waivers: props.allow,
    }),
    envFrom: props.config?._content.envFrom ?? [],
    ports,
    distributionPorts,
    probes: probes(props, ports.length ? ports : distributionPorts),
    resources: resources._list,
    termination: termination(drains, props.preStop ?? Duration.seconds(ports.length ? 5 : 0), props.terminationGrace),
    sleepAction: target.atLeast('1.30'),
    members,
    egress: props.egress?.map((egress) => egress._rule),
    token: cluster?.discovery.reads !== undefined,
    user: checkUser(props.user ?? NOBODY),
    readOnlyRootFilesystem: !waived(props.allow, 'writable-root-filesystem'),
    ...mounts,
    initContainers,
    sidecars,
    nativeSidecars: target.atLeast('1.29'),
    pod: pod(props),
    statefulSet: stateful
      ? {
          serviceName: cluster?._description.serviceName ?? `${name}-nodes`,
          claims: claimTemplates(props.storage ?? []),
        }
      : undefined,
  };
  return { release, vmArgs };
}

/** RELEASE_NODE, cookie and discovery: the cluster's, or those of a node that nobody else can reach. */
function node(props: ElixirReleaseProps, name: string): EnvVar[] {
  const { cluster, cookie, nodeBasename } = props;
  if (cluster === undefined) {
    const own = cookie === undefined ? [] : [secretVariable('RELEASE_COOKIE', SecretKey._from('cookie', cookie))];
    return [...own, { name: 'RELEASE_NODE', value: lonelyNode(checkBasename('nodeBasename', nodeBasename ?? name)) }];
  }
  for (const [property, value] of Object.entries({ cookie, nodeBasename })) {
    if (value !== undefined) throw clusterDecides(property);
  }
  const { nodeListVariable } = cluster.discovery;
  const list = { name: nodeListVariable as string, value: Lazy.any({ produce: () => cluster._nodes() }) };
  return [...cluster._environment(props.stableNames ?? false), ...(nodeListVariable === undefined ? [] : [list])];
}

function clusterDecides(property: string): Refusal {
  return new Refusal({
    property,
    why: 'a member has the cookie and the basename of its cluster, or nobody would find it',
    allowed: 'only in no cluster',
    fix: `remove it, and set ${property} on the ErlangCluster`,
  });
}

function argumentFiles({ cluster, vmFlags }: ElixirReleaseProps, resources: Resources): ArgumentFiles {
  const flags = vmFlags ?? VmFlags.defaults();
  const lines = cluster ? cluster._distribution._lines(cluster.ipv6) : Distribution._lonely();
  return {
    'vm.args': argumentFile('read by start and eval', [...lines.start, ...flags._lines(resources._cpuLimit)]),
    'remote.vm.args': argumentFile('read by remote, rpc, stop and pid', [...lines.remote, ...flags._remoteLines()]),
  };
}

function probes(
  props: ElixirReleaseProps,
  ports: readonly { name: string; port: number }[],
): ReleaseDescription['probes'] {
  const { startup, readiness, liveness } = props;
  const given = startup ?? readiness ?? liveness;
  if (ports.length === 0 && given === undefined) return {};
  const usual = startup ?? HealthCheck.tcp();
  const probe = (property: string, check: HealthCheck, defaults: typeof STARTUP): Probe =>
    check._probe(property, ports, defaults);
  return {
    startupProbe: probe('startup', usual, STARTUP),
    readinessProbe: probe('readiness', readiness ?? usual, READINESS),
    livenessProbe: probe('liveness', liveness ?? usual, LIVENESS),
  };
}

function volumes(
  props: ElixirReleaseProps,
  vmArgs: string,
  crashDumpSize: Size,
): { volumes: Volume[]; volumeMounts: VolumeMount[] } {
  const scratch = props.scratch ?? [];
  const config = mounted('config', props.config?._content.folders ?? []);
  const given = plain({ volumes: props.volumes ?? [], mounts: props.volumeMounts ?? [] }) as {
    volumes: Volume[];
    mounts: VolumeMount[];
  };
  const fixed: VolumeMount[] = [
    { name: 'tmp', mountPath: TMP_PATH },
    { name: 'crash-dumps', mountPath: CRASH_DUMPS_PATH },
    { name: 'vm-args', mountPath: ARGUMENTS_PATH, readOnly: true },
  ];
  const volumeMounts = [...fixed];
  const add = (property: string, mount: VolumeMount) => {
    checkMountPath(
      property,
      mount.mountPath,
      volumeMounts.map((other) => other.mountPath),
    );
    volumeMounts.push(mount);
  };
  for (const mount of config.mounts) add('config', mount);
  for (const [index, { path }] of scratch.entries())
    add(`scratch[${index}].path`, { name: `scratch-${index}`, mountPath: path });
  for (const [index, { name, mountPath }] of (props.storage ?? []).entries())
    add(`storage[${index}].mountPath`, { name, mountPath });
  for (const [index, mount] of given.mounts.entries()) add(`volumeMounts[${index}].mountPath`, mount);
  const volumes: Volume[] = [
    { name: 'tmp', emptyDir: { sizeLimit: TMP_SIZE } },
    {
      name: 'crash-dumps',
      emptyDir: { sizeLimit: `${Math.ceil((crashDumpSize.toKibibytes() * 1.25) / 1024)}Mi` },
    },
    { name: 'vm-args', configMap: { name: vmArgs } },
    ...config.volumes,
    ...scratch.map(({ size }, index) => ({
      name: `scratch-${index}`,
      emptyDir: { sizeLimit: `${size.toMebibytes()}Mi` },
    })),
    ...given.volumes,
  ];
  checkVolumes(volumes, given, props.storage ?? []);
  return { volumeMounts, volumes };
}

/** A claim of the name of a volume would take its place in silence; the API server refuses the rest. */
function checkVolumes(
  volumes: readonly Volume[],
  given: { readonly volumes: readonly Volume[]; readonly mounts: readonly VolumeMount[] },
  storage: readonly PodStorage[],
): void {
  const names = volumes.slice(0, volumes.length - given.volumes.length).map(({ name }) => name);
  const named = [
    ...given.volumes.map(({ name }, index) => ({ property: `volumes[${index}].name`, name })),
    ...storage.map(({ name }, index) => ({ property: `storage[${index}].name`, name })),
  ];
  for (const { property, name } of named) {
    if (names.includes(name)) {
      throw new Refusal({
        property,
        value: name,
        why: 'another volume of the pod has that name',
        allowed: 'each name once',
        fix: 'choose another name',
      });
    }
    names.push(name);
  }
  given.mounts.forEach(({ name }, index) => {
    if (names.includes(name)) return;
    throw new Refusal({
      property: `volumeMounts[${index}].name`,
      value: name,
      allowed: `a volume of the pod: ${names.map((one) => `"${one}"`).join(', ')}`,
      fix: 'add it to `volumes`',
    });
  });
}

function pod(props: ElixirReleaseProps): ReleaseDescription['pod'] {
  const { nodeSelector, tolerations, affinity, priorityClass } = props.scheduling ?? {};
  const parts = {
    nodeSelector,
    tolerations,
    affinity,
    priorityClassName: priorityClass,
    hostAliases: props.hostAliases,
    imagePullSecrets: props.imagePullSecrets?.map((name) => ({
      name: checkName('subdomain', 'imagePullSecrets', name),
    })),
  };
  return plain(parts) as ReleaseDescription['pod'];
}

function checkReplicas(replicas: number): number {
  if (Number.isInteger(replicas) && replicas >= 1) return replicas;
  throw new Refusal({
    property: 'replicas',
    value: replicas,
    allowed: 'a whole number from 1',
    fix: 'use 1 or more; to stop a release for a while: kubectl scale --replicas=0',
  });
}

function checkUser(user: number): number {
  if (Number.isInteger(user) && user >= 1 && user <= 2147483647) return user;
  throw new Refusal({
    property: 'user',
    value: user,
    why: 'Pod Security `restricted` refuses root, and Kubernetes cannot tell whom a name stands for',
    allowed: 'a number from 1',
    fix: 'leave it out for 65534 (nobody), or use the number of the image’s user',
  });
}

/** Commands of a release that do not become the VM that serves. */
const COMMANDS_APART = ['daemon', 'daemon_iex', 'start_iex', 'remote', 'rpc'];

/** Commands that leave the VM running without the container, or that need a terminal. */
function checkCommand(command: readonly string[]): readonly string[] {
  const text = command.join(' ');
  const wrong = text.split(/[\s;&|]+/).some((word) => COMMANDS_APART.includes(word));
  if (command.length > 0 && !wrong && !/^\S*sh\s+(-\S+\s+)*-[a-z]*c\s(?!.*\bexec\s)/s.test(text)) return command;
  throw new Refusal({
    property: 'command',
    value: command,
    why: 'the VM must be the first process of the container: only then does SIGTERM reach it, and drains run',
    allowed: 'a command that becomes the VM',
    fix: "for example ['/app/bin/server'] or ['/app/bin/my_app', 'start']; in a shell: exec",
  });
}

function checkContainers(sidecars: ReleaseDescription['sidecars'], name: string, taken: readonly ReleasePort[]): void {
  sidecars.forEach((sidecar, index) => {
    checkName('label', `sidecars[${index}].name`, sidecar.name);
    const same = taken.find((port) => sidecar.ports?.some((own) => own.containerPort === port.port));
    const twice = sidecars.findIndex((other) => other.name === sidecar.name) !== index;
    if (sidecar.name !== name && !twice && same === undefined) return;
    throw new Refusal({
      property: `sidecars[${index}]`,
      value: same ? same.port : sidecar.name,
      why: same
        ? `the release listens on ${same.port} (${same.name}) itself`
        : `it is the name of ${twice ? 'another sidecar' : "the release's own container"}`,
      allowed: 'another name, and ports that the release does not have',
      fix: same ? 'choose another port for the sidecar' : 'rename the sidecar',
    });
  });
}

function checkInitContainers(containers: ReleaseDescription['initContainers'], taken: readonly string[]): void {
  containers.forEach(({ name }, index) => {
    checkName('label', `initContainers[${index}].name`, name);
    const twice = containers.findIndex((other) => other.name === name) !== index;
    if (!twice && !taken.includes(name)) return;
    throw new Refusal({
      property: `initContainers[${index}]`,
      value: name,
      why: 'another container of the pod has that name',
      allowed: 'another name',
      fix: 'rename the init container',
    });
  });
}
