import { Duration, Size } from 'cdk8s';
import {
  DatabaseBudget,
  type IScaling,
  ReleaseState,
  Resources,
  Rollout,
  Scaling,
  ScalingMetric,
  ScalingTrigger,
  VmFlags,
  Waiver,
} from 'cdk8s-elixir';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { SECRET } from '../subjects';
import { refused, release, standalone, storage } from './builds';
import { type Build, list, override, overrides, type Proof, type Proofs, text } from './proof';

const TRIGGERS = [ScalingTrigger.cron({ start: '0 8 * * *', end: '0 18 * * *', replicas: 4 })];
const BOUNDS = { min: 2, max: 4 };

const horizontal: Build = (options) =>
  release({ scaling: Scaling.horizontal({ ...BOUNDS, metrics: [ScalingMetric.pods('sockets', '500')], ...options }) });
const keda: Build = (options) => release({ scaling: Scaling.keda({ ...BOUNDS, triggers: TRIGGERS, ...options }) });
const fromNone: Build = (options) => keda({ min: 0, ...options });
const pace =
  (direction: string): Build =>
  (rate) =>
    horizontal({ [direction]: rate });
const oban: Build = (options) => {
  const triggers = [ScalingTrigger.obanQueue('default', { jobsPerPod: 5, ...options })];
  return release({ databaseUrl: SECRET.key('DATABASE_URL'), scaling: Scaling.keda({ ...BOUNDS, triggers }) });
};
const cron: Build = (options) =>
  keda({ triggers: [ScalingTrigger.cron({ start: '0 8 * * *', end: '0 18 * * *', replicas: 4, ...options })] });

/** Scaler of a user's own, of a release of which neither CPU nor memory says anything. */
const unmeasured: Build = (members) =>
  refused(() =>
    release({
      scaling: { kind: 'own', minReplicas: 1, maxReplicas: 2, manifests: () => [], ...members },
      resources: Resources.of({}),
      vmFlags: VmFlags.of({ schedulers: 1 }),
      allow: [Waiver.noMemoryLimit('tested')],
    }),
  );

/** Scaler of a user's own that shows what it is given. */
const showing: IScaling = {
  kind: 'own',
  minReplicas: 1,
  maxReplicas: 2,
  manifests: ({ name, databaseUrl }) => [
    { apiVersion: 'a.example/v1', kind: 'A', metadata: { name }, key: databaseUrl?.key },
  ],
};

const rolling: Build = (options) => release({ rollout: Rollout.rolling(options) });
const numbered: Build = (props) => release({ stableNames: true, ...props });
const alone: Build = (props) => release({ replicas: 1, ...props });
const stateful: Build = (options) => alone({ state: ReleaseState.mnesia({ size: Size.gibibytes(1), ...options }) });
const withStorage: Build = (props) =>
  release({ storage: [{ name: 'data', mountPath: '/data', size: Size.gibibytes(1) }], ...props });
const scalerOverride: Proof = {
  build: ({ scaling: overrides }) =>
    release({
      scaling: Scaling.horizontal({ ...BOUNDS, cpuUtilization: 70 }),
      overrides: overrides && { scaling: overrides },
    }),
  same: {},
  other: { HorizontalPodAutoscaler: { metadata: { annotations: { touched: 'yes' } } } },
};

/** Scalers, rollouts, claims, budgets of databases. */
export const SCALING: Proofs = {
  'HorizontalScalingOptions.cpuUtilization': text(horizontal, undefined, 70),
  'HorizontalScalingOptions.memoryUtilization': text(horizontal, undefined, 80),
  'HorizontalScalingOptions.metrics': list(
    (options) => release({ scaling: Scaling.horizontal({ ...BOUNDS, cpuUtilization: 70, ...options }) }),
    ScalingMetric.external('queue', '30'),
  ),
  'HorizontalScalingOptions.scaleDown': text(
    horizontal,
    { pods: 1, period: Duration.minutes(1), stabilization: Duration.minutes(5) },
    { pods: 2 },
  ),
  'HorizontalScalingOptions.scaleUp': text(horizontal, undefined, { pods: 4 }),
  'KedaScalingOptions.cooldown': { build: fromNone, other: Duration.minutes(6) },
  'KedaScalingOptions.pollingInterval': { build: fromNone, other: Duration.seconds(31) },
  'KedaScalingOptions.scaleDown': text(
    keda,
    { pods: 1, period: Duration.minutes(1), stabilization: Duration.minutes(5) },
    { pods: 2 },
  ),
  'KedaScalingOptions.scaleUp': text(keda, undefined, { pods: 4 }),
  'ScalingRate.pods': { build: pace('scaleUp'), other: 2 },
  'ScalingRate.period': { build: pace('scaleUp'), other: Duration.minutes(2) },
  'ScalingRate.stabilization': {
    build: ({ stabilization, ...rest }) => [
      pace('scaleDown')({ ...rest, stabilization: stabilization?.down }),
      pace('scaleUp')({ ...rest, stabilization: stabilization?.up }),
    ],
    same: { down: Duration.minutes(5), up: Duration.seconds(0) },
    other: { down: Duration.seconds(0), up: Duration.minutes(5) },
  },
  'ObanQueueOptions.databaseUrl': text(oban, SECRET.key('DATABASE_URL'), SECRET.key('KEDA_URL')),
  'ObanQueueOptions.prefix': { build: oban, other: 'jobs' },
  'CronTriggerOptions.timeZone': { build: cron, other: 'Europe/Berlin' },
  'IScaling.byCpu': { build: unmeasured, other: true },
  'IScaling.byMemory': { build: unmeasured, other: true },
  'ScalingTarget.databaseUrl': text(
    (props) => {
      const manifests: any[] = release({ scaling: showing, ...props }) as any[];
      return manifests.find(({ kind }) => kind === 'A').key;
    },
    undefined,
    SECRET.key('DATABASE_URL'),
  ),
  'RollingOptions.surge': { build: rolling, other: '25%' },
  'RollingOptions.unavailable': { build: rolling, other: 1 },
  'RollingOptions.minReady': text(rolling, undefined, Duration.seconds(20)),
  'RollingOptions.progressDeadline': text(rolling, undefined, Duration.minutes(10)),
  'RollingOptions.partition': text((options) => standalone({ rollout: Rollout.rolling(options) }), undefined, 2),
  'StateOptions.storageClass': text(stateful, undefined, 'fast'),
  'StateOptions.accessMode': { build: stateful, other: PersistentVolumeAccessMode.READ_WRITE_ONCE_POD },
  'ReleaseProps.state': text(alone, undefined, ReleaseState.mnesia({ size: Size.gibibytes(1) })),
  'WorkloadProps.podServices': { build: numbered, other: true },
  ...overrides('ElixirReleaseOverrides', [
    override((props) => numbered({ podServices: true, ...props }), 'podServices'),
  ]),
  'WorkloadProps.rollout': { build: release, other: Rollout.recreate() },
  'WorkloadProps.scaling': text(release, undefined, Scaling.horizontal({ ...BOUNDS, cpuUtilization: 70 })),
  'WorkloadProps.singleton': { build: release, other: true },
  'WorkloadProps.startOrdinal': { build: standalone, other: 3 },
  'WorkloadProps.claimRetention': text(withStorage, undefined, { deletedWithStatefulSet: true }),
  'ClaimRetention.deletedWithStatefulSet': { build: (claimRetention) => withStorage({ claimRetention }), other: true },
  'ClaimRetention.deletedWhenScaledDown': { build: (claimRetention) => withStorage({ claimRetention }), other: true },
  'PodStorage.accessMode': { build: storage, other: PersistentVolumeAccessMode.READ_WRITE_ONCE_POD },
  'SharedReleaseProps.database': text(release, undefined, DatabaseBudget.of({ maxConnections: 97 })),
  'ElixirReleaseOverrides.scaling': scalerOverride,
};
