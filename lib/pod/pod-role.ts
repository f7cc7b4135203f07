import type { Labels } from '../kubernetes/api';
import {
  CLUSTER_LABEL,
  clusterSelector,
  JOINS_LABEL,
  jobSelector,
  NAME_LABEL,
  releaseSelector,
} from '../kubernetes/labels';

/**
 * Role of a pod towards selectors. A pod that runs once (of a Job) carries nothing by which a Service, a budget,
 * discovery or the NetworkPolicy of a cluster selects.
 */
export type PodRole =
  | { readonly kind: 'selected'; readonly name: string; readonly cluster?: string }
  | { readonly kind: 'job'; readonly name: string; readonly joins?: string };

/** Labels of a pod: shared ones, and those by which pods of its role are selected. */
export function podLabels(role: PodRole, shared: Labels): Labels {
  if (role.kind === 'selected') {
    return { ...shared, ...releaseSelector(role.name), ...(role.cluster ? clusterSelector(role.cluster) : {}) };
  }
  const others = Object.entries(shared).filter(([key]) => key !== NAME_LABEL && key !== CLUSTER_LABEL);
  return {
    ...Object.fromEntries(others),
    ...jobSelector(role.name),
    ...(role.joins ? { [JOINS_LABEL]: role.joins } : {}),
  };
}
