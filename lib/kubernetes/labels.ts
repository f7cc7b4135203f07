import { Refusal } from '../errors/refusal';
import type { Labels, NetworkPolicyPeer } from './api';
import { checkAnnotationSize } from './limits';
import { checkKey, checkName } from './names';

/** Prefix of the library's own labels and annotations. */
export const OWN_PREFIX = 'cdk8s-elixir';

/** Membership in an Erlang cluster: the headless Service, NetworkPolicies and discovery select by this label alone. */
export const CLUSTER_LABEL = `${OWN_PREFIX}/cluster`;

/** One label by which a workload, its Service and its budget select pods. It never changes after a first apply. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** Job or CronJob that a pod is of: nothing but its own NetworkPolicy selects by it. */
export const JOB_LABEL = `${OWN_PREFIX}/job`;

/** Cluster that a pod joins without being one of its members: policies admit it, and discovery does not find it. */
export const JOINS_LABEL = `${OWN_PREFIX}/joins`;

/** Release whose runner a pod is: nothing but the runners' own NetworkPolicy selects by it. */
export const RUNNER_LABEL = `${OWN_PREFIX}/runner`;

/**
 * Name of a pod of a StatefulSet, which Kubernetes puts on the pod itself.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label
 */
export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';

/**
 * Label of every namespace that is its name.
 *
 * Source: https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
 */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** Annotation of a workload that keeps the connections which its database has. */
export const DATABASE_CONNECTIONS = `${OWN_PREFIX}/database-connections`;

/** Labels by which the library's own objects select pods. */
export const SELECTING: readonly string[] = [NAME_LABEL, CLUSTER_LABEL, JOB_LABEL, JOINS_LABEL, RUNNER_LABEL];

/** Selector of the pods of one release. */
export function releaseSelector(name: string): Labels {
  return { [NAME_LABEL]: name };
}

/** Selector of the pods of one Job or CronJob. */
export function jobSelector(name: string): Labels {
  return { [JOB_LABEL]: name };
}

/** Selector of the runners of one release. */
export function runnerSelector(release: string): Labels {
  return { [RUNNER_LABEL]: release };
}

/** Selector of the pods of every member of a cluster. */
export function clusterSelector(cluster: string): Labels {
  return { [CLUSTER_LABEL]: cluster };
}

/** Pods that the distribution of a cluster is open to: its members, and those that join it for a while. */
export function clusterPeers(cluster: string): NetworkPolicyPeer[] {
  return [clusterSelector(cluster), { [JOINS_LABEL]: cluster }].map((matchLabels) => ({
    podSelector: { matchLabels },
  }));
}

/**
 * Labels of every object of one construct. Of the recommended labels the name alone is the library's: `part-of` and
 * `managed-by` say what the user's chart and tools are.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function objectLabels(name: string, own: Labels = {}): Labels {
  return { ...own, [NAME_LABEL]: name };
}

/** Refuses labels that no API server takes, and those that the library sets. */
export function checkLabels(property: string, labels: Labels): Labels {
  for (const [key, value] of Object.entries(labels)) {
    if (SELECTING.includes(key)) {
      throw new Refusal({
        property: `${property}["${key}"]`,
        value,
        why: 'selectors are made of this label, and a selector cannot change after the first apply',
        allowed: 'any other label',
        fix: 'remove it; `name` decides it',
      });
    }
  }
  return checkSelector(property, labels);
}

/** Refuses labels to select by that no API server takes. */
export function checkSelector(property: string, labels: Labels): Labels {
  for (const [key, value] of Object.entries(labels)) {
    checkKey('qualifiedKey', `${property} key`, key);
    checkName('labelValue', `${property}["${key}"]`, value);
  }
  return labels;
}

/** Refuses annotations that no API server takes. */
export function checkAnnotations(property: string, annotations: Labels = {}): Labels {
  for (const [key, value] of Object.entries(annotations)) {
    checkKey('qualifiedKey', `${property} key`, key);
    if (typeof value === 'string') continue;
    throw new Refusal({ property: `${property}["${key}"]`, value, allowed: 'text', fix: 'put it into quotes' });
  }
  checkAnnotationSize(property, annotations);
  return annotations;
}
