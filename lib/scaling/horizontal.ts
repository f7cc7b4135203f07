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
   * CPU that pods use on average, in percent of their request. Refused with `busyWait`: idle schedulers look busy.
   *
   * @default - none
   */
  readonly cpuUtilization?: number;

  /**
   * Memory that pods use on average, in percent of their request. A VM gives memory back late.
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
  const { min, max, cpuUtilization, memoryUtilization } = options;
  checkBounds(property, options, 1);
  const metrics = metricsOf(property, options);
  if (metrics.length === 0) throw noMetric(property);
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
          metrics,
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
  const up = scaleUp && scalingRules(`${property}.scaleUp`, scaleUp);
  return { scaleDown: rules(scalingRules(`${property}.scaleDown`, scaleDown)), ...(up ? { scaleUp: rules(up) } : {}) };
}

function rules({ policies, ...rest }: ReturnType<typeof scalingRules>) {
  return { ...rest, policies: policies.map((policy) => ({ ...policy })) };
}

function metricsOf(property: string, options: HorizontalScalingOptions): MetricSpec[] {
  const { cpuUtilization, memoryUtilization, metrics = [] } = options;
  const resource = (name: string, utilization: number | undefined, option: string): MetricSpec[] =>
    utilization === undefined ? [] : [{ type: 'Resource', resource: { name, target: target(option, utilization) } }];
  const target = (option: string, value: number) => ({
    type: 'Utilization',
    averageUtilization: checkCount(`${property}.${option}`, value, 'a share of the request in percent, such as 70'),
  });
  return [
    ...resource('cpu', cpuUtilization, 'cpuUtilization'),
    ...resource('memory', memoryUtilization, 'memoryUtilization'),
    ...metrics.map((metric) => metric._spec),
  ];
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
