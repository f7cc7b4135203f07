// Scalers, rollouts, claims and hand-offs of a release from their description. Where parts exclude each other, those that
// were there before decide.
import { Duration, Size } from 'cdk8s';
import {
  Drain,
  type ElixirReleaseProps,
  ReleaseState,
  Rollout,
  Scaling,
  ScalingMetric,
  ScalingTrigger,
} from 'cdk8s-elixir';
import { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import type { ReleaseData, ScaleData } from './app-description';
import type { Arrange } from './build-options';
import { SECRET } from './build-pod';
import fc from './random';

/** Descriptions of them. */
export const scales: fc.Arbitrary<ScaleData> = fc.record(
  {
    scaler: fc.constantFrom('share', 'metric', 'queue', 'times'),
    min: fc.integer({ min: 0, max: 5 }),
    more: fc.integer({ min: 0, max: 9 }),
    paced: fc.boolean(),
    singleton: fc.boolean(),
    rollout: fc.constantFrom('rolling', 'percent', 'slow', 'other'),
    accessMode: fc.constantFrom('READ_WRITE_ONCE', 'READ_WRITE_ONCE_POD', 'READ_WRITE_MANY'),
    retention: fc.boolean(),
    start: fc.nat(20),
    hook: fc.constantFrom('httpGet', 'rpc'),
    podServices: fc.boolean(),
    state: fc.constantFrom('mnesia', 'ra', 'khepri'),
  },
  { requiredKeys: ['min', 'more'], noNullPrototype: true },
) as fc.Arbitrary<ScaleData>;

/** What is known of the release beside it. */
export interface Scaled {
  readonly data: ReleaseData;
  readonly stateful: boolean;
  /** Whether the nodes stand in a list. */
  readonly listed: boolean;
  readonly props: ElixirReleaseProps;
  readonly arrange: Arrange;
}

/** Whether a release is a singleton: nothing that is scaled is one. */
export function isSingleton({ scale }: ReleaseData): boolean {
  return scale?.singleton === true && scale.scaler === undefined;
}

/** Properties of a release with those of its description. */
export function scaleProps({ data, stateful, listed, props, arrange }: Scaled): ElixirReleaseProps {
  const { scale } = data;
  if (scale === undefined) return props;
  const { storage = [], ports = [], preStopSleep, script, drains = [] } = props;
  const { hook, start, retention, accessMode, rollout, podServices } = scale;
  const serves = data.phoenix !== undefined || ports.length > 0;
  const asks = hook === 'httpGet' && serves && preStopSleep === undefined;
  const handOff = asks
    ? [Drain.httpGet('/drain', Duration.seconds(7))]
    : hook === 'rpc'
      ? [Drain.rpc('Chat.HandOff.run()', Duration.seconds(9))]
      : [];
  const numbered = stateful && (data.scale?.scaler === undefined || listed);
  const scaling = listed ? undefined : scalerOf(data, scale, arrange);
  return {
    ...props,
    ...(scaling ? { scaling, replicas: undefined, scaledToZero: undefined } : {}),
    ...(isSingleton(data) ? { singleton: true, replicas: undefined } : {}),
    rollout: rollout && rolloutOf(rollout, stateful),
    storage: storage.map((one) => ({ ...one, accessMode: accessMode && PersistentVolumeAccessMode[accessMode] })),
    claimRetention: storage.length > 0 && retention ? arrange({ deletedWhenScaledDown: true }) : undefined,
    startOrdinal: stateful ? start : undefined,
    podServices: numbered && serves ? podServices : undefined,
    ...(numbered && isNamed(props) ? stateOf(data, props, arrange) : {}),
    script: script ?? (hook === 'rpc' ? '/app/bin/chat' : undefined),
    drains: [...drains, ...handOff],
  };
}

/** Whether nodes can keep state: members with stable names. */
function isNamed({ cluster, release, stableNames }: ElixirReleaseProps): boolean {
  return stableNames === true && (cluster !== undefined || release?._props.cluster !== undefined);
}

function stateOf(data: ReleaseData, { replicas = 2, storage = [] }: ElixirReleaseProps, arrange: Arrange) {
  const { state } = data.scale ?? {};
  if (state === undefined || storage.some(({ name }) => name === state)) return {};
  const isEven = !isSingleton(data) && replicas % 2 === 0;
  return {
    state: ReleaseState[state](arrange({ size: Size.gibibytes(1) })),
    ...(isEven && state !== 'mnesia' ? { replicas: replicas + 1 } : {}),
  };
}

function rolloutOf(kind: NonNullable<ScaleData['rollout']>, stateful: boolean): Rollout {
  if (kind === 'slow') return Rollout.rolling({ minReady: Duration.minutes(2) });
  if (stateful) return Rollout.rolling(kind === 'other' ? { partition: 1 } : {});
  return { rolling: Rollout.rolling, percent: () => Rollout.rolling({ surge: '30%' }), other: Rollout.recreate }[
    kind
  ]();
}

function scalerOf({ phoenix, resources, vmFlags }: ReleaseData, scale: ScaleData, arrange: Arrange) {
  const { scaler, paced, more } = scale;
  const isBusy = vmFlags?.busyWait === true || (typeof resources === 'object' && resources.millis === undefined);
  const min = phoenix && scale.min === 0 ? 1 : scale.min;
  const pace = paced ? { scaleUp: arrange({ pods: 4 }), scaleDown: arrange({ period: Duration.seconds(90) }) } : {};
  const bounds = { min, max: Math.max(min + more, 1), ...pace };
  if (scaler === 'queue' || scaler === 'times') {
    const triggers = [
      ...(scaler === 'times'
        ? [ScalingTrigger.cron(arrange({ start: '0 8 * * *', end: '0 18 * * *', replicas: 3 }))]
        : []),
      ScalingTrigger.obanQueue('mails', arrange({ jobsPerPod: 9, databaseUrl: SECRET.key('KEDA_URL') })),
    ];
    return Scaling.keda(arrange({ ...bounds, triggers }));
  }
  if (scaler === undefined) return undefined;
  const measured =
    scaler === 'share' && !isBusy && resources !== undefined
      ? { cpuUtilization: 70, memoryUtilization: 80 }
      : { metrics: [ScalingMetric.external('queue', '30', { queue: 'mails' })] };
  return Scaling.horizontal(arrange({ ...bounds, min: Math.max(min, 1), ...measured }));
}
