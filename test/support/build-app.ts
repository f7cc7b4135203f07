// Builds an app from its description.
import { App, Chart, Duration, Size } from 'cdk8s';
import {
  DefaultDeny,
  Delivery,
  Drain,
  ElixirRelease,
  type ElixirReleaseProps,
  KubernetesTarget,
  NetworkPeer,
  PhoenixService,
  Probe,
  Resources,
  Runners,
  VmFlags,
  Waiver,
} from 'cdk8s-elixir';
import { type AppDescription, findsNames, type PhoenixData, type ReleaseData, type Strategy } from './app-description';
import { buildBundle } from './build-bundle';
import { buildCluster, strategyFor } from './build-cluster';
import { buildJobs, buildShared } from './build-jobs';
import { type Arrange, type BuildOptions, trim } from './build-options';
import { buildEnv, buildResources, egress, SECRET, sidecar, volumeProps } from './build-pod';
import { isSingleton, scaleProps } from './build-scaling';
import { waysIn } from './build-ways-in';

/** Builds an app as it is described. Where parts of a description exclude each other, the cluster decides. */
export function build(description: AppDescription, options: BuildOptions = {}): App {
  const arrange = options.arrange ?? (<T>(properties: T) => properties);
  const app = new App();
  const { version, clusterDomain } = description;
  if (description.delivery) Delivery.set(app, Delivery[description.delivery]());
  if (version || clusterDomain) KubernetesTarget.set(app, arrange({ version, clusterDomain }));
  const labels = description.chartLabels;
  const chart = new Chart(app, 'generated', arrange({ namespace: options.namespace ?? 'generated', labels }));
  const cluster =
    description.cluster && buildCluster(chart, description.cluster, arrange, { domain: clusterDomain, version });
  const denied = description.denied === true && !description.releases.some(({ open }) => open);
  if (denied) new DefaultDeny(chart, 'default-deny');
  const bundle = description.bundle && buildBundle(chart, description.bundle, arrange);
  const shared = description.shared && buildShared(description.shared, { cluster, bundle, arrange });
  const migration = buildJobs(chart, denied ? egressOfEach(description) : description, {
    cluster,
    bundle,
    shared,
    arrange,
  });
  for (const [index, release] of description.releases.entries()) {
    const role = release.shared ? shared : undefined;
    const member = release.member || role?.cluster ? cluster : undefined;
    const strategy = description.cluster?.strategy as Strategy;
    const stableNames = member ? findsNames(strategyFor(strategy, clusterDomain)) : release.stableNames;
    const stateful = stableNames || (release.storage ?? []).length > 0 || isSingleton(release);
    const own: ElixirReleaseProps = {
      ...releaseProps(denied ? { ...release, egress: true } : release, index, { stableNames, stateful }, arrange),
      cluster: role?.cluster ? undefined : member,
      config: release.withBundle && bundle ? [bundle] : undefined,
      release: role?.release,
      image: role ? undefined : release.image,
      migration: release.waits ? migration : undefined,
      script: release.waits && !member ? '/app/bin/chat' : undefined,
      runners:
        member && !stateful && (!release.sidecars?.length || Number(version?.slice(2) ?? 27) >= 29)
          ? runnersOf(release, arrange)
          : undefined,
      cookie: release.cookie && !member ? SECRET.key('OWN_COOKIE') : undefined,
    };
    const listed = member !== undefined && strategy === 'epmd';
    const props = scaleProps({ data: release, stateful, listed, props: own, arrange });
    if (release.phoenix)
      new PhoenixService(
        chart,
        `release-${index}`,
        arrange(
          phoenixProps(chart, { ...release.phoenix, host: `${'rst'[index]}.${release.phoenix.host}` }, props, arrange),
        ),
      );
    else new ElixirRelease(chart, `release-${index}`, arrange(props));
  }
  return app;
}

/** Jobs that name their connections. */
function egressOfEach(description: AppDescription): AppDescription {
  return { ...description, jobs: description.jobs?.map((job) => ({ ...job, egress: true })) };
}

function releaseProps(
  data: ReleaseData,
  index: number,
  { stableNames, stateful }: { readonly stableNames: boolean; readonly stateful: boolean },
  arrange: Arrange,
): ElixirReleaseProps {
  const storage = (data.storage ?? []).map((name) =>
    arrange({ name, mountPath: `/storage/${name}`, size: Size.gibibytes(1) }),
  );
  const { replicas, image, labels, annotations, user, preStop, drains, crashDumpKibibytes } = data;
  const checked = data.phoenix !== undefined || (data.ports?.length ?? 0) > 0;
  const waivers = [
    ...(data.writableRoot ? [Waiver.writableRootFilesystem('generated')] : []),
    ...(data.open ? [Waiver.openDistribution('generated')] : []),
    ...(data.phoenix?.exposures?.includes('plain') ? [Waiver.plainHttp('generated')] : []),
  ];
  return {
    name: trim(`${'rst'[index]}${data.name}`, stateful ? 52 : 63),
    image,
    replicas,
    stableNames,
    storage,
    labels,
    annotations,
    podAnnotations: annotations,
    user,
    ports: data.ports?.map(({ port, guarded }, at) =>
      arrange({ name: `port-${at}`, port, from: guarded ? [NetworkPeer.namespaces({ team: 'chat' })] : undefined }),
    ),
    env: data.env && buildEnv(data.env, arrange),
    resources: data.resources && buildResources(data.resources, arrange),
    vmFlags: data.vmFlags && VmFlags.of(arrange({ ...data.vmFlags, lines: ['+hms 8000'] })),
    readinessProbe: checked && data.check ? buildCheck(data.check, arrange) : undefined,
    drains: drains?.map((seconds, at) => Drain.of(`drain-${at}`, Duration.seconds(seconds))),
    preStopSleep: preStop === undefined ? undefined : Duration.seconds(preStop),
    crashDumpSize: crashDumpKibibytes === undefined ? undefined : Size.kibibytes(crashDumpKibibytes),
    scratch: data.scratch?.map((mountPath) => arrange({ mountPath, size: Size.mebibytes(10) })),
    sidecars: data.sidecars?.map((kind, at) => arrange(sidecar(kind, at))),
    initContainers: data.initContainer ? [arrange({ name: 'setup', image: 'acme/setup:1' })] : undefined,
    ...volumeProps(data.volume, arrange),
    egress: data.egress ? egress() : undefined,
    scheduling: data.scheduling
      ? arrange({
          nodeSelector: { 'kubernetes.io/arch': 'amd64' },
          tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
          affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
        })
      : undefined,
    hostAliases: data.scheduling ? [arrange({ ip: '10.0.0.9', hostnames: ['db'] })] : undefined,
    imagePullSecrets: data.scheduling ? ['registry'] : undefined,
    ...moreProps(data),
    allow: waivers.length ? waivers : undefined,
  };
}

/** Runners, as many on each release: a namespace has one number of them. */
function runnersOf({ runners }: ReleaseData, arrange: Arrange): Runners | undefined {
  if (runners === undefined) return undefined;
  const own = { lifetime: Duration.hours(2), resources: Resources.medium(), poolSize: 1 };
  return Runners.flame(arrange({ max: 5, ...(runners === 'own' ? own : {}) }));
}

function moreProps({ args, scaledToZero, tmpMebibytes, sidecarPort, serviceAccount, sidecars = [] }: ReleaseData) {
  return {
    args: args ? ['start', 'rpc'] : undefined,
    scaledToZero,
    tmpSize: tmpMebibytes === undefined ? undefined : Size.mebibytes(tmpMebibytes),
    sidecarPorts: sidecarPort && sidecars.length > 0 ? [{ name: 'side', port: 20001 }] : undefined,
    serviceAccountName: serviceAccount ? 'somebody' : undefined,
  };
}

function phoenixProps(chart: Chart, data: PhoenixData, props: ElixirReleaseProps, arrange: Arrange) {
  const { port, poolSize, databaseIpv6 } = data;
  return {
    ...props,
    ...waysIn(chart, data, arrange),
    host: data.host,
    port,
    poolSize,
    databaseIpv6,
    httpPeers: data.peers ? [NetworkPeer.namespaces({ team: 'infra' })] : undefined,
    secretKeyBase: SECRET.key('SECRET_KEY_BASE'),
    databaseUrl: data.database ? SECRET.key('DATABASE_URL') : undefined,
  };
}

function buildCheck(kind: 'tcp' | 'http' | 'grpc', arrange: Arrange): Probe {
  const options = arrange({ period: Duration.seconds(7), failureThreshold: 9 });
  return {
    tcp: Probe.fromTcpSocket(options),
    http: Probe.fromHttpGet('/up?a=b', options),
    grpc: Probe.fromGrpc({ ...options, service: 'x' }),
  }[kind];
}
