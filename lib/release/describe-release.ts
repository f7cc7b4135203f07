import { Duration, Lazy, Size } from 'cdk8s';
import { Distribution } from '../beam/distribution';
import { checkBasename, lonelyNode } from '../beam/node-name';
import { type ArgumentFiles, argumentFile } from '../beam/vm-args';
import { VmFlags } from '../beam/vm-flags';
import { Refusal } from '../errors/refusal';
import { plain } from '../json/plain';
import type { ConfigMap, EnvVar, Labels, Probe } from '../kubernetes/api';
import { pullPolicy } from '../kubernetes/images';
import {
  checkAnnotations,
  checkLabels,
  checkSelector,
  clusterSelector,
  objectLabels,
  releaseSelector,
} from '../kubernetes/labels';
import { checkName, type NameRuleName } from '../kubernetes/names';
import type { KubernetesTarget } from '../kubernetes/target';
import { immutableConfigMap } from '../manifests/immutable-config-map';
import { checkCommand, checkInitContainers, checkSidecars } from '../pod/containers';
import { type Drain, termination } from '../pod/drain';
import { HealthCheck, LIVENESS, READINESS, STARTUP } from '../pod/health-check';
import { checkImage } from '../pod/image';
import { checkAddress, checkPorts, type ReleasePort } from '../pod/network';
import { Resources } from '../pod/resources';
import { claimTemplates } from '../pod/storage';
import { waived, waiverAnnotations } from '../risks/waiver';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import { accepted } from './accepted';
import type { ReleaseDescription } from './description';
import type { ElixirReleaseProps } from './elixir-release-props';
import { environment } from './environment';
import { volumes } from './volumes';

/** `nobody` of Debian and Alpine, as whom a stock image runs. */
const NOBODY = 65534;

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
  const allow = accepted(props);
  const stateful = (props.stableNames ?? false) || (props.storage?.length ?? 0) > 0;
  const name = checkName(stateful ? 'statefulSet' : role.nameRule, 'name', props.name ?? id);
  const resources = props.resources ?? Resources.small();
  const crashDumpSize = props.crashDumpSize ?? Size.mebibytes(192);
  const distributionPorts = cluster?._distribution._ports ?? [];
  const ports = checkPorts('ports', [...role.ports, ...(props.ports ?? [])], distributionPorts);
  const sidecars = plain(props.sidecars ?? []) as ReleaseDescription['sidecars'];
  const initContainers = plain(props.initContainers ?? []) as ReleaseDescription['initContainers'];
  checkSidecars(sidecars, name, [...ports, ...distributionPorts]);
  checkInitContainers(initContainers, [name, ...sidecars.map((sidecar) => sidecar.name)]);
  const labels = objectLabels(name, cluster?.name, checkLabels('labels', props.labels ?? {}));
  const files = argumentFiles(props, resources);
  const vmArgs = immutableConfigMap(
    `${name}-vm`,
    { ...files },
    labels,
    {},
    {
      part: 'vmArgs',
      json: props.overrides?.vmArgs,
    },
  );
  const mounts = volumes(props, vmArgs.metadata?.name as string, crashDumpSize);
  const drains = props.drains ?? role.drains;
  const members = cluster && clusterSelector(cluster.name);
  const release: ReleaseDescription = {
    name,
    image: checkImage(props.image, allow),
    imagePullPolicy: props.imagePullPolicy ?? pullPolicy(props.image),
    command: props.command && checkCommand(props.command),
    replicas: checkReplicas(props.replicas ?? 2),
    labels,
    podLabels: { ...chartLabels, ...labels, ...members },
    selector: releaseSelector(name),
    annotations: { ...checkAnnotations('annotations', props.annotations), ...waiverAnnotations(allow) },
    podAnnotations: checkAnnotations('podAnnotations', props.podAnnotations),
    env: environment({
      node: node(props, name),
      role: role.env,
      crashDumpSize,
      bundle: props.config?._content,
      env: props.env ?? {},
      waivers: allow,
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
    readOnlyRootFilesystem: !waived(allow, 'writable-root-filesystem'),
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

function pod(props: ElixirReleaseProps): ReleaseDescription['pod'] {
  const { nodeSelector, tolerations, affinity, priorityClass } = props.scheduling ?? {};
  if (nodeSelector !== undefined) checkSelector('scheduling.nodeSelector', nodeSelector);
  if (priorityClass !== undefined) checkName('subdomain', 'scheduling.priorityClass', priorityClass);
  props.hostAliases?.forEach(({ ip }, index) => {
    checkAddress(`hostAliases[${index}].ip`, ip);
  });
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
