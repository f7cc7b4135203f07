/** Risk that a user can accept by name: the last part of the key of the annotation that keeps the reason. */
export type Risk =
  /** An image without a fixed tag or digest. */
  | 'latest-tag'
  /** A root file system that the container can write. */
  | 'writable-root-filesystem'
  /** Pods that the Pod Security Standard `restricted` refuses. */
  | 'pod-security'
  /** A distribution port that others than members reach. */
  | 'open-distribution'
  /** Secrets written out in the manifest. */
  | 'local-only-secrets'
  /** A way in without TLS. */
  | 'plain-http'
  /** A probe that runs a command. */
  | 'exec-probe'
  /** A container without a memory limit. */
  | 'no-memory-limit'
  /** A variable whose name looks like a secret's. */
  | `plain-value.${string}`;
