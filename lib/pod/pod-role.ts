import type { Labels } from '../kubernetes/api';
import {
  clusterSelector,
  JOINS_LABEL,
  jobSelector,
  releaseSelector,
  runnerSelector,
  SELECTING,
} from '../kubernetes/labels';

/**
 * Role of a pod towards selectors. A pod that runs once (of a Job, or a runner) carries nothing by which a Service, a
 * budget, discovery or the NetworkPolicy of a cluster selects.
 */
export type PodRole =
  | { readonly kind: 'selected'; readonly name: string; readonly cluster?: string }
  | { readonly kind: 'job'; readonly name: string; readonly joins?: string }
  | { readonly kind: 'runner'; readonly name: string; readonly joins: string };

/** Labels of a pod: shared ones without those by which pods are selected, and those of its role. */
export function podLabels(role: PodRole, shared: Labels): Labels {
  const others = Object.fromEntries(Object.entries(shared).filter(([key]) => !SELECTING.includes(key)));
  if (role.kind !== 'selected') {
    const own = role.kind === 'job' ? jobSelector(role.name) : runnerSelector(role.name);
    return { ...others, ...own, ...(role.joins ? { [JOINS_LABEL]: role.joins } : {}) };
  }
  return { ...others, ...releaseSelector(role.name), ...(role.cluster ? clusterSelector(role.cluster) : {}) };
}
