import { Duration, Size } from 'cdk8s';
import { Drain, Egress, HttpScheme, NetworkPeer, Probe, Resources } from 'cdk8s-elixir';
import { ImagePullPolicy, Protocol } from 'cdk8s-plus-27';
import { check, HTTP, member, phoenix, port, probes, release, scheduling, standalone, storage } from './builds';
import { type Build, list, map, type Proofs, text } from './proof';

const dns: Build = (options) => release({ egress: [Egress.dns(options)] });
const httpCheck: Build = (options) => release({ startupProbe: Probe.fromHttpGet('/up', options) });

/** Pods: ports, probes, volumes, scheduling. */
export const POD: Proofs = {
  'LongRunningPodProps.drains': {
    build: (props) => [release(props.drains ? { drains: [Drain.oban(), ...props.drains] } : props), phoenix(props)],
    other: [Drain.of('more', Duration.seconds(90))],
  },
  'PodProps.egress': text(release, undefined, []),
  'PodProps.hostAliases': text(release, undefined, [{ ip: '10.0.0.1', hostnames: ['db'] }]),
  'PodProps.imagePullPolicy': text(release, ImagePullPolicy.IF_NOT_PRESENT, ImagePullPolicy.ALWAYS),
  'PodProps.imagePullSecrets': text(release, undefined, ['registry']),
  'PodProps.initContainers': list(release, { name: 'setup', image: 'acme/setup:1' }),
  'LongRunningPodProps.livenessProbe': {
    build: (props) => release({ startupProbe: Probe.fromHttpGet('/up'), ...props }),
    same: Probe.fromHttpGet('/up'),
    other: Probe.fromHttpGet('/live'),
  },
  'PodProps.podAnnotations': map(release, 'note', 'x'),
  'LongRunningPodProps.ports': list(standalone, HTTP[0]),
  'LongRunningPodProps.preStopSleep': {
    build: (props) => [release(props), props.preStopSleep?.toSeconds() === 5 ? member({}) : member(props)],
    same: Duration.seconds(5),
    other: Duration.seconds(9),
  },
  'LongRunningPodProps.readinessProbe': {
    build: (props) => release({ startupProbe: Probe.fromHttpGet('/up'), ...props }),
    same: Probe.fromHttpGet('/up'),
    other: Probe.fromHttpGet('/ready'),
  },
  'PodProps.resources': { build: release, other: Resources.large() },
  'PodProps.scheduling': { build: release, same: {}, other: { priorityClass: 'high' } },
  'PodProps.scratch': list(release, { mountPath: '/scratch', size: Size.mebibytes(10) }),
  'PodProps.sidecars': list(release, { name: 'proxy', image: 'acme/proxy:1' }),
  'LongRunningPodProps.startupProbe': {
    build: (props) => [release(props), props.startupProbe ? member({ startupProbe: props.startupProbe }) : member({})],
    same: Probe.fromTcpSocket(),
    other: Probe.fromHttpGet('/up'),
  },
  'LongRunningPodProps.terminationGracePeriod': {
    build: (props) =>
      release({ drains: [Drain.oban(Duration.seconds(45))], preStopSleep: Duration.seconds(5), ...props }),
    same: Duration.seconds(60),
    other: Duration.seconds(70),
  },
  'PodProps.user': { build: release, other: 1000 },
  'PodProps.volumeMounts': {
    build: (props) => release({ volumes: [{ name: 'a', emptyDir: {} }], ...props }),
    same: [],
    other: [{ name: 'a', mountPath: '/a' }],
  },
  'PodProps.volumes': list(release, { name: 'a', emptyDir: {} }),
  'Scheduling.affinity': text(scheduling, undefined, { nodeAffinity: {} }),
  'Scheduling.nodeSelector': text(scheduling, undefined, { disk: 'ssd' }),
  'Scheduling.priorityClass': text(scheduling, undefined, 'high'),
  'Scheduling.tolerations': text(scheduling, undefined, [{ operator: 'Exists' }]),
  'ProbeOptions.failureThreshold': {
    build: (options) => probes('failureThreshold', options, [60, 3, 6]),
    same: 'each its own',
    other: 9,
  },
  'ProbeOptions.period': {
    build: (options) => probes('periodSeconds', options, [2, 5, 10]),
    same: 'each its own',
    other: Duration.seconds(7),
  },
  'ProbeOptions.port': {
    build: (options) =>
      release({ ports: [...HTTP, { name: 'admin', port: 4001 }], startupProbe: Probe.fromTcpSocket(options) }),
    same: 'http',
    other: 'admin',
  },
  'ProbeOptions.timeout': { build: check, other: Duration.seconds(1) },
  'PodStorage.storageClass': text(storage, undefined, 'fast'),
  'DnsEgressOptions.nodeLocalAddress': { build: dns, other: '10.0.0.9' },
  'DnsEgressOptions.ports': { build: dns, other: [53] },
  'ReleasePort.protocol': text(port, 'TCP', Protocol.UDP),
  'ReleasePort.from': text(port, undefined, [NetworkPeer.pods({ a: 'b' })]),
  'LongRunningPodProps.sidecarPorts': list(
    (props) =>
      release({ sidecars: [{ name: 'proxy', image: 'acme/proxy:1', ports: [{ containerPort: 9000 }] }], ...props }),
    { name: 'proxy', port: 9000 },
  ),
  'PodProps.tmpSize': { build: release, other: Size.mebibytes(65) },
  'ProbeOptions.initialDelay': text(check, undefined, Duration.seconds(9)),
  'GrpcProbeOptions.service': text((options) => release({ startupProbe: Probe.fromGrpc(options) }), undefined, 'chat'),
  'HttpProbeOptions.headers': text(httpCheck, { Host: 'localhost', 'X-Forwarded-Proto': 'https' }, { Host: 'other' }),
  'HttpProbeOptions.scheme': { build: httpCheck, other: HttpScheme.HTTPS },
};
