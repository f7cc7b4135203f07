import { Duration } from 'cdk8s';
import { checkCount } from '../kubernetes/limits';
import { seconds } from '../kubernetes/quantities';

/** Pace at which a scaler adds or removes pods. */
export interface ScalingRate {
  /**
   * Pods at most in one period.
   *
   * @default 1
   */
  readonly pods?: number;

  /**
   * Period, from 1 second to 30 minutes.
   *
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;

  /**
   * Time over which the least change of all that were asked for counts, up to an hour: a load that comes and goes
   * changes nothing.
   *
   * @default - 5 minutes before pods are removed, none before pods are added
   */
  readonly stabilization?: Duration;
}

/** Rules of one direction. Source: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior */
export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly policies: { readonly type: string; readonly value: number; readonly periodSeconds: number }[];
}

/** Rules of a pace, as an HPA and KEDA take them; `usual` is the stabilization where it says none. */
export function scalingRules(property: string, rate: ScalingRate, usual: Duration): ScalingRules {
  const { pods = 1, period = Duration.minutes(1), stabilization = usual } = rate;
  return {
    stabilizationWindowSeconds: seconds(`${property}.stabilization`, stabilization, 0, 3600),
    policies: [
      {
        type: 'Pods',
        value: checkCount(`${property}.pods`, pods, 'use 1 or more'),
        periodSeconds: seconds(`${property}.period`, period, 1, 1800),
      },
    ],
  };
}
