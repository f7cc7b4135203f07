import { VmFlags } from '../beam/vm-flags';
import { Refusal } from '../errors/refusal';
import { checkCount } from '../kubernetes/limits';
import { Resources } from '../pod/resources';
import { type Bounds, checkBounds } from '../scaling/bounds';
import type { IScaling } from '../scaling/i-scaling';
import type { ReleaseProps } from './release-props';

/** Number of pods, or the bounds between which a scaler decides it. */
export interface Replicas {
  readonly replicas?: number;
  readonly bounds: Bounds;
}

/**
 * Number of pods of a release.
 *
 * @throws where two properties decide it, or the scaler cannot measure what it goes by
 */
export function describeReplicas(props: ReleaseProps): Replicas {
  const { replicas, scaling, singleton = false, scaledToZero = false } = props;
  if (scaling !== undefined) {
    for (const other of ['replicas', 'singleton', 'scaledToZero'] as const) {
      if (props[other] !== undefined && props[other] !== false) throw eitherOr(other, props[other]);
    }
    checkScaling(props, scaling);
    return { bounds: { min: scaling.minReplicas, max: scaling.maxReplicas } };
  }
  if (singleton && replicas !== undefined && replicas !== 1) throw notAlone(replicas);
  const count = checkCount(
    'replicas',
    fixedReplicas(props),
    'use 1 or more; to stop a release for a while: scaledToZero: true',
  );
  const now = scaledToZero ? 0 : count;
  return { replicas: now, bounds: { min: now, max: now } };
}

/** Number of pods where no scaler decides it, also while none run. */
export function fixedReplicas({ replicas, singleton = false }: ReleaseProps): number {
  return replicas ?? (singleton ? 1 : 2);
}

function checkScaling(props: ReleaseProps, { kind, byCpu, byMemory, maxReplicas, minReplicas }: IScaling): void {
  const { vmFlags = VmFlags.defaults(), resources = Resources.small(), cluster } = props;
  checkBounds('scaling', { min: minReplicas, max: maxReplicas }, 0, 'Replicas');
  if (byCpu && vmFlags._busyWait) throw busy(kind);
  const { requests } = resources._list;
  if (byCpu && requests.cpu === undefined) throw noRequest(kind, 'cpu');
  if (byMemory && requests.memory === undefined) throw noRequest(kind, 'memory');
  if (cluster?._description.nodeListVariable !== undefined) throw fixedList(kind, cluster._description.strategy);
}

function eitherOr(property: string, value: unknown): Refusal {
  return new Refusal({
    property,
    value,
    why: '`scaling` decides the number of pods, and every apply would set it back',
    allowed: `${property} or scaling, never both`,
    fix: `remove ${property}${property === 'scaledToZero' ? ', or remove scaling and delete the objects of the scaler' : ', and set min and max of the scaler'}`,
  });
}

function notAlone(replicas: number): Refusal {
  return new Refusal({
    property: 'replicas',
    value: replicas,
    why: 'a singleton is one pod',
    allowed: '1, or nothing, with singleton: true',
    fix: 'remove it, or remove singleton',
  });
}

function busy(kind: string): Refusal {
  return new Refusal({
    property: 'scaling',
    value: `${kind}, by CPU, with busy waiting`,
    why: 'schedulers that wait busily use CPU while nothing is to do, so the scaler would add pods for no load',
    allowed: 'scaling by CPU without busyWait, or by something else',
    fix: 'remove busyWait from vmFlags, or scale by ScalingMetric or ScalingTrigger',
  });
}

function noRequest(kind: string, resource: 'cpu' | 'memory'): Refusal {
  return new Refusal({
    property: 'scaling',
    value: `${kind}, by ${resource}`,
    why: `utilization is a share of the request, and the pods request no ${resource}`,
    allowed: `scaling by ${resource} with a request`,
    fix: `give resources a request of ${resource}, for example Resources.small()`,
  });
}

function fixedList(kind: string, strategy: string): Refusal {
  return new Refusal({
    property: 'scaling',
    value: `${kind}, with ${strategy}`,
    why: `${strategy} has a fixed list of nodes: a changed number of pods would roll all of them, each time`,
    allowed: 'a fixed number of replicas with it',
    fix: 'use Discovery.kubernetesDnsSrv() or Discovery.dnsCluster()',
  });
}
