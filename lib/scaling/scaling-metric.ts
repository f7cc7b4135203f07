import { Refusal } from '../errors/refusal';
import type { MetricSpec } from '../kubernetes/api';
import { checkSelector } from '../kubernetes/labels';
import { publicClass } from '../props/public-class';

/** Metric by which a HorizontalPodAutoscaler scales, beside CPU and memory. It needs an adapter that serves it. */
export class ScalingMetric {
  /**
   * Metric of the pods, averaged over them.
   *
   * Source: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#support-for-custom-metrics
   *
   * @example
   *
   *   ScalingMetric.pods('phoenix_sockets', '500')
   *
   * @param name name of the metric
   * @param averageValue amount for each pod, as a quantity: '500', '100m'
   * @throws where the name or the amount is none
   */
  public static pods(name: string, averageValue: string): ScalingMetric {
    const target = { type: 'AverageValue', averageValue: checkAmount('ScalingMetric.pods.averageValue', averageValue) };
    return new ScalingMetric({
      type: 'Pods',
      pods: { metric: { name: checkMetric('ScalingMetric.pods.name', name) }, target },
    });
  }

  /**
   * Metric from outside of Kubernetes, divided by the number of pods.
   *
   * @param name name of the metric
   * @param averageValue amount for each pod, as a quantity
   * @param labels labels of the metric's series
   * @throws where the name or the amount is none
   */
  public static external(name: string, averageValue: string, labels: { [key: string]: string } = {}): ScalingMetric {
    checkSelector('ScalingMetric.external.labels', labels);
    const selector = Object.keys(labels).length > 0 ? { selector: { matchLabels: { ...labels } } } : {};
    const amount = checkAmount('ScalingMetric.external.averageValue', averageValue);
    return new ScalingMetric({
      type: 'External',
      external: {
        metric: { name: checkMetric('ScalingMetric.external.name', name), ...selector },
        target: { type: 'AverageValue', averageValue: amount },
      },
    });
  }

  private constructor(
    /** @internal */
    public readonly _spec: MetricSpec,
  ) {}
}

publicClass(ScalingMetric, 'ScalingMetric');

/** Segment of a path. Source: k8s.io/kubernetes, pkg/apis/autoscaling/validation, `ValidatePathSegmentName`. */
function checkMetric(property: string, name: string): string {
  if (/^[^/%\s]+$/.test(name) && name !== '.' && name !== '..') return name;
  throw new Refusal({
    property,
    value: name,
    allowed: 'the name of a metric, without / and %',
    fix: "for example 'phoenix_sockets'",
  });
}

function checkAmount(property: string, amount: string): string {
  if (/^(\d+(\.\d+)?)([mkMGTPE]|[KMGTPE]i)?$/.test(amount) && Number.parseFloat(amount) > 0) return amount;
  throw new Refusal({
    property,
    value: amount,
    allowed: 'a quantity above zero',
    fix: "for example '500' or '100m'",
  });
}
