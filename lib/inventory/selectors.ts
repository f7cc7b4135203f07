import type { Dictionary } from '../json/dictionary';
import { asObject, asObjects, asText, asTexts } from '../json/read';
import { POD_NAME_LABEL } from '../kubernetes/labels';
import type { Subject } from './subject';

/** Selector of pods by their labels: a pod meets all of it. */
export interface PodSelector {
  readonly labels: Dictionary;
  readonly expressions: readonly Dictionary[];
}

/** LabelSelector of the API. */
export function labelSelector(value: unknown): PodSelector {
  const { matchLabels, matchExpressions } = asObject(value);
  return { labels: asObject(matchLabels), expressions: asObjects(matchExpressions) };
}

/**
 * Kinds that select pods by a LabelSelector, with its field. Without a selector the API server makes one or refuses the
 * object.
 */
const BY_SELECTOR: ReadonlyMap<string, string> = new Map([
  ['NetworkPolicy', 'podSelector'],
  ['PodDisruptionBudget', 'selector'],
  ['Deployment', 'selector'],
  ['StatefulSet', 'selector'],
  ['DaemonSet', 'selector'],
  ['ReplicaSet', 'selector'],
]);

/**
 * Selector of the pods that an object is about; undefined where there are none. An empty selector chooses every pod for
 * a NetworkPolicy or a budget, and none for a Service.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource;
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/pod-disruption-budget-v1/
 */
export function podSelectorOf({ kind, apiVersion, spec }: Subject): PodSelector | undefined {
  if (kind === 'Service') {
    // One pod of a StatefulSet is chosen by a label that stands in no template: what is left chooses the pods beside it.
    const { [POD_NAME_LABEL]: _, ...labels } = asObject(spec.selector);
    return apiVersion === 'v1' && Object.keys(labels).length > 0 ? { labels, expressions: [] } : undefined;
  }
  const field = BY_SELECTOR.get(kind);
  if (field === undefined) return undefined;
  const isEmptyMeant = kind === 'NetworkPolicy' || spec[field] !== undefined;
  return isEmptyMeant ? labelSelector(spec[field]) : undefined;
}

/** Whether a selector chooses pods with these labels. */
export function chooses({ labels, expressions }: PodSelector, of: Dictionary): boolean {
  return Object.keys(labels).every((key) => of[key] === labels[key]) && expressions.every((one) => meets(one, of));
}

/** Whether labels that are wanted, one or more, are all there. */
export function selects(wanted: unknown, labels: Dictionary): boolean {
  const selector = asObject(wanted);
  return Object.keys(selector).length > 0 && chooses({ labels: selector, expressions: [] }, labels);
}

function meets({ key, operator, values }: Dictionary, labels: Dictionary): boolean {
  const label = labels[asText(key) ?? ''];
  const listed = typeof label === 'string' && asTexts(values).includes(label);
  switch (operator) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return label !== undefined;
    default:
      return label === undefined;
  }
}
