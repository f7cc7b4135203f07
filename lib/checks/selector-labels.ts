import { chooses, labelSelector } from '../inventory/selectors';
import type { Workload } from '../inventory/workload';
import { asObject } from '../json/read';
import type { Rule } from './rule';

/** Kinds whose selector must choose their own pods. Of a Job the API server makes it. */
const WITH_SELECTOR: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout']);

/** Workload whose selector does not choose its own pods: the API server refuses it. */
export const selectorLabels: Rule = {
  id: 'kubernetes/selector-labels',
  severity: 'error',
  holdsAsMade: true,
  run: ({ workloads }, report) => {
    for (const about of workloads) {
      if (!WITH_SELECTOR.has(about.kind) || choosesOwn(about)) continue;
      report({
        about,
        property: 'spec.selector.matchLabels',
        value: asObject(about.spec.selector).matchLabels,
        why: "the API server refuses a workload whose selector does not match its own pods' labels",
        allowed: `labels that the pods have: ${JSON.stringify(about.podLabels)}`,
        fix: {
          construct: 'remove the override of the selector or of the labels',
          yaml: 'write the labels of spec.template.metadata into spec.selector.matchLabels',
        },
      });
    }
  },
};

function choosesOwn({ spec, podLabels, kind }: Workload): boolean {
  if (kind === 'Rollout' && spec.workloadRef !== undefined) return true; // its template stands in another object
  const selector = labelSelector(spec.selector);
  const empty = Object.keys(selector.labels).length === 0 && selector.expressions.length === 0;
  return !empty && chooses(selector, podLabels);
}
