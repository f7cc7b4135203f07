import { isDictionary } from '../json/dictionary';
import type { LabelSelectorRequirement, Labels, Manifest, NetworkPolicy, Service } from '../kubernetes/api';
import { maps } from './maps';

/** What chooses pods by their labels: they match all of it. */
export interface PodSelector {
  readonly labels: Labels;
  readonly expressions: readonly LabelSelectorRequirement[];
}

/**
 * The pods that a Service or a NetworkPolicy is about; undefined where there are none. An empty selector chooses every pod
 * for a NetworkPolicy and none for a Service.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function podSelectorOf(manifest: Manifest): PodSelector | undefined {
  switch (manifest.kind) {
    case 'Service': {
      const labels = (manifest as unknown as Service).spec?.selector;
      return isDictionary(labels) && Object.keys(labels).length > 0 ? { labels, expressions: [] } : undefined;
    }
    case 'NetworkPolicy': {
      const { matchLabels, matchExpressions } = (manifest as unknown as NetworkPolicy).spec?.podSelector ?? {};
      return { labels: matchLabels ?? {}, expressions: maps(matchExpressions) };
    }
    default:
      return undefined;
  }
}

/** Whether a selector chooses pods with these labels. */
export function chooses({ labels, expressions }: PodSelector, of: Labels): boolean {
  return Object.keys(labels).every((key) => of[key] === labels[key]) && expressions.every((one) => meets(one, of));
}

/** Whether labels that are wanted, one or more, are all there. */
export function selects(wanted: Labels | undefined, labels: Labels): boolean {
  return wanted !== undefined && Object.keys(wanted).length > 0 && chooses({ labels: wanted, expressions: [] }, labels);
}

function meets({ key, operator, values }: LabelSelectorRequirement, labels: Labels): boolean {
  const label = labels[key];
  const listed = label !== undefined && Array.isArray(values) && values.includes(label);
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
