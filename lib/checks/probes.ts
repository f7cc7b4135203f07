/** Probes of a container: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/. */
export const PROBES: readonly string[] = ['startupProbe', 'readinessProbe', 'livenessProbe'];
