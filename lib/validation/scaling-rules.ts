import { type Dictionary, valueAt } from '../json/dictionary';
import { labelKey } from './forms';
import { has, isFilled, itemsOf } from './read-json';
import type { Rule, Rules } from './rule';
import { type Faults, missing, wrong } from './server-fault';

/** Member of a metric by its type. */
const SOURCES: { readonly [type: string]: string } = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};

const share = target(['averageUtilization', 'averageValue'], true);

/**
 * Rules of HorizontalPodAutoscalers and of ScaledObjects.
 *
 * Source: k8s.io/kubernetes, pkg/apis/autoscaling, validation/validation.go; `x-kubernetes-validations` in KEDA's
 * config/crd/bases/keda.sh_scaledobjects.yaml; https://keda.sh/docs/latest/reference/scaledobject-spec/#idlereplicacount
 */
export const SCALING_RULES: Rules = {
  *HorizontalPodAutoscalerSpec(spec) {
    const { minReplicas = 1, maxReplicas, metrics } = spec;
    if (Number(maxReplicas) < Number(minReplicas)) {
      yield wrong(['maxReplicas'], maxReplicas, 'minReplicas or more', 'change one of them');
    }
    const fromOutside = itemsOf(metrics).some(([, { type }]) => type === 'Object' || type === 'External');
    if (minReplicas === 0 && !fromOutside) {
      yield wrong(['metrics'], metrics, 'a metric of an object or from outside', 'add one, or raise minReplicas');
    }
    const apiVersion = valueAt(spec.scaleTargetRef, 'apiVersion') ?? '';
    if (!/^[^/]+\/[^/]*$/.test(String(apiVersion))) {
      yield wrong(['scaleTargetRef', 'apiVersion'], '', 'a group and a version', 'for example "apps/v1"');
    }
  },
  *ScaledObjectSpec({ minReplicaCount = 0, maxReplicaCount = 100, idleReplicaCount }) {
    if (Number(maxReplicaCount) < Number(minReplicaCount)) {
      yield wrong(['maxReplicaCount'], maxReplicaCount, 'minReplicaCount or more', 'change one of them');
    }
    if (idleReplicaCount !== undefined && Number(idleReplicaCount) >= Number(minReplicaCount)) {
      yield wrong(['idleReplicaCount'], idleReplicaCount, 'less than minReplicaCount', 'change one of them');
    }
  },
  *HPAScalingRules({ policies }) {
    if (Array.isArray(policies) && policies.length === 0) {
      yield wrong(['policies'], policies, 'one policy or more', 'leave it out for those of Kubernetes');
    }
  },
  *MetricSpec(metric) {
    const { type } = metric;
    const own = SOURCES[String(type)];
    if (own === undefined) {
      const allowed = Object.keys(SOURCES).join(', ');
      yield isFilled(metric, 'type')
        ? wrong(['type'], type, allowed, 'change it')
        : missing(['type'], allowed, 'add it');
      return;
    }
    if (!has(metric, own)) yield missing([own], 'what its type says', 'give it, or change the type');
    for (const other of Object.values(SOURCES)) {
      if (other !== own && has(metric, other)) yield wrong([other], metric[other], `${own} alone`, 'remove it');
    }
  },
  *ContainerResourceMetricSource(source) {
    const name = String(source.name);
    const isKnown = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(name) || /^(?!requests\.).*\//.test(name);
    if (!isKnown || !labelKey.accepts(name, 0)) {
      yield wrong(['name'], source.name, 'cpu, memory, or another resource of containers', 'change it');
    }
    yield* share(source, NOWHERE);
  },
  *ObjectMetricSource(source) {
    if (String(valueAt(source.describedObject, 'apiVersion') ?? '').split('/').length > 2) {
      yield wrong(['describedObject', 'apiVersion'], '', 'a group and a version', 'for example "apps/v1"');
    }
    yield* target(['value', 'averageValue'], false)(source, NOWHERE);
  },
  ExternalMetricSource: target(['value', 'averageValue'], true),
  PodsMetricSource: target(['averageValue'], false),
  ResourceMetricSource: share,
};

const NOWHERE = { minor: 0, partial: false };

/** One of these amounts in the target of a metric, and where they exclude each other no more. */
function target(amounts: readonly string[], isAlone: boolean): Rule {
  return function* ({ target: given }): Faults {
    const found = amounts.filter((amount) => has((given ?? {}) as Dictionary, amount));
    const allowed = amounts.join(isAlone ? ', or ' : ' or ');
    if (found.length === 0) yield missing(['target', amounts[0]], allowed, 'give it');
    if (isAlone && found.length > 1) yield wrong(['target'], given, `${allowed}, and not both`, 'remove one of them');
  };
}
