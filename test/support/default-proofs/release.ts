import { Size } from 'cdk8s';
import { ConfigBundle, Resources, RestartOn, VmFlags, Waiver } from 'cdk8s-elixir';
import { newCluster, newRelease, rendered, SECRET } from '../subjects';
import { asking, flags, refused, release, standalone, target } from './builds';
import { list, map, override, overrides, type Proofs, text } from './proof';

/** Workloads, releases, the VM, the target. */
export const RELEASE: Proofs = {
  'SharedReleaseProps.allow': list(release, Waiver.writableRootFilesystem('x')),
  'WorkloadProps.annotations': map(release, 'note', 'x'),
  'SharedReleaseProps.cluster': {
    build: (props) => rendered((chart) => newRelease(chart, props.cluster ? { cluster: newCluster(chart) } : props)),
    same: undefined,
    other: true,
  },
  'ReleaseProps.command': text(release, undefined, ['/app/bin/chat', 'start']),
  'SharedReleaseProps.config': {
    build: ({ config }) =>
      rendered((chart) => newRelease(chart, { config: config && [new ConfigBundle(chart, 'c', config)] })),
    same: undefined,
    other: { values: { A: 'b' } },
  },
  'SharedReleaseProps.requires': {
    build: ({ requires }) => refused(() => release({ requires })),
    same: [],
    other: ['NOWHERE'],
  },
  'WorkloadProps.restartOn': text(release, undefined, RestartOn.version('2')),
  'SharedReleaseProps.cookie': text(release, undefined, SECRET.key('COOKIE')),
  'SharedReleaseProps.crashDumpSize': { build: release, other: Size.mebibytes(64) },
  'SharedReleaseProps.env': map(release, 'LOG_LEVEL', 'info'),
  'SharedReleaseProps.labels': map(release, 'team', 'chat'),
  'WorkloadProps.name': text(release, 'worker', 'other'),
  'SharedReleaseProps.nodeBasename': text(release, 'worker', 'other'),
  'ElixirReleaseProps.overrides': {
    build: release,
    same: {},
    other: { vmArgs: { metadata: { annotations: { a: 'b' } } } },
  },
  'WorkloadProps.replicas': { build: release, other: 3 },
  'WorkloadProps.stableNames': { build: release, other: true },
  'WorkloadProps.storage': list(release, { name: 'data', mountPath: '/data', size: Size.gibibytes(1) }),
  'SharedReleaseProps.vmFlags': { build: release, other: VmFlags.of({ maxPorts: 1024 }) },
  ...overrides('ElixirReleaseOverrides', [
    override(standalone, 'headlessService'),
    override(release, 'networkPolicy'),
    override(release, 'podDisruptionBudget'),
    override(asking, 'roleBinding'),
    override(release, 'serviceAccount'),
    override(release, 'vmArgs'),
    override(release, 'workload'),
  ]),
  'VmFlagsOptions.busyWait': { build: flags, other: true },
  'VmFlagsOptions.distributionBufferLimit': text(flags, undefined, Size.mebibytes(8)),
  'VmFlagsOptions.lines': list(flags, '+hms 8000'),
  'VmFlagsOptions.maxHeapSize': text(flags, undefined, Size.mebibytes(100)),
  'VmFlagsOptions.maxPorts': { build: flags, other: 1024 },
  'VmFlagsOptions.maxProcesses': text(flags, undefined, 5000),
  'VmFlagsOptions.remoteLines': list(flags, '+hms 8000'),
  'VmFlagsOptions.schedulers': {
    build: (options) => release({ resources: Resources.medium(), vmFlags: VmFlags.of(options) }),
    same: 2,
    other: 3,
  },
  'KubernetesTargetProps.clusterDomain': { build: target, other: 'k8s.example.com' },
  'KubernetesTargetProps.version': { build: target, other: '1.30' },
  'ReleaseProps.args': text(release, undefined, ['start']),
  'WorkloadProps.scaledToZero': { build: release, other: true },
  'SharedReleaseProps.serviceAccountName': text(
    (props) => (props.serviceAccountName === 'own' ? release({}) : release(props)),
    'own',
    'somebody',
  ),
};
