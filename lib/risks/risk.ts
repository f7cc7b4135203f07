/** Risk that a user can accept by name: the last part of the key of the annotation that keeps the reason. */
export type Risk =
  /** Image without a fixed tag or digest. */
  | 'latest-tag'
  /** Root file system that the container can write. */
  | 'writable-root-filesystem'
  /** Pods that the Pod Security Standard `restricted` refuses. */
  | 'pod-security'
  /** Distribution port that others than members reach. */
  | 'open-distribution'
  /** Secrets written out in the manifest. */
  | 'local-only-secrets'
  /** Way in without TLS. */
  | 'plain-http'
  /** Probe that runs a command. */
  | 'exec-probe'
  /** Container without a memory limit. */
  | 'no-memory-limit'
  /** Settings of a node, or rights of it, that the manifests do not show. */
  | 'settings-elsewhere'
  /** Way in by another host than the one that the application knows. */
  | 'other-host'
  /** Pods of a cluster that start one after the other. */
  | 'ordered-start'
  /** Pods that nothing may evict. */
  | 'no-disruptions'
  /** Value that looks like a secret, under a name. */
  | `plain-value.${string}`;
