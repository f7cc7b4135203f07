import { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import type { HorizontalPodAutoscaler, MetricSpec } from '../kubernetes/api';
import { checkCount } from '../kubernetes/limits';
import { checkBounds } from './bounds';
import type { IScaling, ScalingTarget } from './i-scaling';
import type { ScalingMetric } from './scaling-metric';
import { type ScalingRate, scalingRules } from './scaling-rate';

/** Options for `Scaling.horizontal`. */
export interface HorizontalScalingOptions {
  /** Least number of pods, from 1. */
  readonly min: number;

  /** Greatest number of pods. */
  readonly max: number;

  /**
   * CPU that the release uses on average, in percent of its request; sidecars do not count. Refused with `busyWait`: idle
   * schedulers look busy.
   *
   * Source: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#container-resource-metrics, on by
   * default from 1.27
   *
   * @default - none
   */
  readonly cpuUtilization?: number;

  /**
   * Memory that the release uses on average, in percent of its request; sidecars do not count. A VM gives memory back
   * late.
   *
   * @default - none
   */
  readonly memoryUtilization?: number;

  /**
   * Further metrics, of the pods or from outside. The metric that asks for most pods counts.
   *
   * @default - none
   */
  readonly metrics?: ScalingMetric[];

  /**
   * Pace at which pods are removed: each takes the sockets of its clients with it, who reconnect at once.
   *
   * @default - one pod a minute, by the greatest number of pods that the last five minutes asked for
   */
  readonly scaleDown?: ScalingRate;

  /**
   * Pace at which pods are added.
   *
   * @default - that of Kubernetes: at once, up to twice as many or four more every 15 seconds
   */
  readonly scaleUp?: ScalingRate;
}

/** Scaler by a HorizontalPodAutoscaler. */
export function horizontalScaling(options: HorizontalScalingOptions): IScaling {
  const property = 'Scaling.horizontal';
  const { min, max, cpuUtilization, memoryUtilization, metrics = [] } = options;
  checkBounds(property, options, 1);
  const shares = [
    ...share(property, 'cpu', 'cpuUtilization', cpuUtilization),
    ...share(property, 'memory', 'memoryUtilization', memoryUtilization),
  ];
  if (shares.length + metrics.length === 0) throw noMetric(property);
  const behavior = behaviorOf(property, options);
  return {
    kind: 'horizontal',
    minReplicas: min,
    maxReplicas: max,
    byCpu: cpuUtilization !== undefined,
    byMemory: memoryUtilization !== undefined,
    manifests: ({ name, kind, labels }: ScalingTarget): HorizontalPodAutoscaler[] => [
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name, labels: { ...labels } },
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind, name },
          minReplicas: min,
          maxReplicas: max,
          metrics: [...shares.map((spec) => spec(name)), ...metrics.map(({ _spec }) => _spec)],
          behavior,
        },
      },
    ],
  };
}

/** Behavior of an HPA, whether it is written or KEDA makes it. */
export function behaviorOf(
  property: string,
  { scaleDown = {}, scaleUp }: Pick<HorizontalScalingOptions, 'scaleDown' | 'scaleUp'>,
) {
  return {
    scaleDown: scalingRules(`${property}.scaleDown`, scaleDown, Duration.minutes(5)),
    ...(scaleUp ? { scaleUp: scalingRules(`${property}.scaleUp`, scaleUp, Duration.seconds(0)) } : {}),
  };
}

/**
 * Metric of a share of the request of the release's own container. Of the whole pod the share is unknown as soon as one
 * sidecar has no request, and then nothing is scaled.
 */
function share(
  property: string,
  resource: string,
  option: string,
  utilization: number | undefined,
): ((container: string) => MetricSpec)[] {
  if (utilization === undefined) return [];
  const fix = 'a share of the request in percent, such as 70';
  const target = { type: 'Utilization', averageUtilization: checkCount(`${property}.${option}`, utilization, fix) };
  return [(container) => ({ type: 'ContainerResource', containerResource: { name: resource, container, target } })];
}

function noMetric(property: string): Refusal {
  return new Refusal({
    property: `${property}.metrics`,
    value: undefined,
    why: 'without a metric nothing is scaled',
    allowed: 'cpuUtilization, memoryUtilization or metrics',
    fix: 'for example cpuUtilization: 70',
  });
}
