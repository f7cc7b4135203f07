import type { Dictionary } from '../json/dictionary';
import { asObject, asObjects, asText, asTexts } from '../json/read';
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
 * Selector of the pods that a Service or a NetworkPolicy is about; undefined where there are none. An empty selector
 * chooses every pod for a NetworkPolicy and none for a Service.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function podSelectorOf({ kind, apiVersion, spec }: Subject): PodSelector | undefined {
  if (kind === 'NetworkPolicy') return labelSelector(spec.podSelector);
  if (kind !== 'Service' || apiVersion !== 'v1') return undefined;
  const labels = asObject(spec.selector);
  return Object.keys(labels).length > 0 ? { labels, expressions: [] } : undefined;
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
