import type { ContainerResources } from 'cdk8s-plus-27';

/**
 * Pod Security Standard that a namespace enforces.
 *
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export enum PodSecurityLevel {
  /** Standard that every release of the library meets. */
  RESTRICTED = 'restricted',
  /** Standard without known ways to more rights; root is allowed. */
  BASELINE = 'baseline',
  /** No restriction. */
  PRIVILEGED = 'privileged',
}

/** Overrides for the parts of a Namespace: the API's own JSON, merged deeply. */
export interface NamespaceOverrides {
  /** Into the Namespace. @default - nothing */
  readonly namespace?: any;
  /** Into the ResourceQuota. @default - nothing */
  readonly resourceQuota?: any;
  /** Into the LimitRange. @default - nothing */
  readonly limitRange?: any;
}

/** Properties of a Namespace. */
export interface NamespaceProps {
  /**
   * Pod Security Standard that is enforced: pods that break it are refused. Violations of `restricted` are warned of and
   * audited in any case.
   *
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly podSecurity?: PodSecurityLevel;

  /**
   * Labels.
   *
   * @default - those of Pod Security
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Most of each resource that the namespace's objects may take together, as a ResourceQuota names it:
   * `{ 'requests.cpu': '20', 'limits.memory': '64Gi', pods: '50' }`. Count the pods that a rollout adds.
   *
   * Source: https://kubernetes.io/docs/concepts/policy/resource-quotas/
   *
   * @default - no quota
   */
  readonly quota?: { [resource: string]: string };

  /**
   * CPU and memory of containers that say none: those of others, as releases of the library always say theirs.
   *
   * Source: https://kubernetes.io/docs/concepts/policy/limit-range/
   *
   * @default - no LimitRange
   */
  readonly containerDefaults?: ContainerResources;

  /**
   * Overrides: the API's own JSON for any field of any part, merged deeply.
   *
   * @default - nothing
   */
  readonly overrides?: NamespaceOverrides;
}
