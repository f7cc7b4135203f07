import { builtIn } from '../manifests/built-in';
import { publicClass } from '../props/public-class';
import { type HorizontalScalingOptions, horizontalScaling } from './horizontal';
import type { IScaling } from './i-scaling';
import { type KedaScalingOptions, kedaScaling } from './keda';

/** Scalers that the library brings: what decides the number of pods in the place of `replicas`. */
export class Scaling {
  /**
   * HorizontalPodAutoscaler (autoscaling/v2). It needs metrics-server for CPU and memory.
   *
   * @example
   *
   *   Scaling.horizontal({ min: 3, max: 12, cpuUtilization: 70 })
   *
   * @param options bounds, metrics and paces
   * @throws where a bound or an amount is none, or nothing is measured
   */
  public static horizontal(options: HorizontalScalingOptions): IScaling {
    return builtIn(horizontalScaling(options));
  }

  /**
   * ScaledObject of KEDA, which must be installed.
   *
   * @example
   *
   *   Scaling.keda({ min: 1, max: 8, triggers: [ScalingTrigger.obanQueue('default', { jobsPerPod: 50 })] })
   *
   * @param options bounds, triggers and paces
   * @throws where a bound or a time is none, or there is no trigger
   */
  public static keda(options: KedaScalingOptions): IScaling {
    return builtIn(kedaScaling(options));
  }

  private constructor() {}
}

publicClass(Scaling, 'Scaling');
