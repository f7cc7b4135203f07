/**
 * Minor versions from which the API server reads a field that its schema has had before: until then it drops it, unless
 * somebody turns a feature gate on, and what is left is refused or does something else.
 *
 * Source: k8s.io/kubernetes, pkg/features/kube_features.go: PodLifecycleSleepAction, SidecarContainers,
 * ContainerRestartRules, ServiceTrafficDistribution, ClusterTrustBundleProjection and PodCertificateRequest, the first version with `Default: true`.
 */
export const READ_SINCE: { readonly [field: string]: number } = {
  'Container.restartPolicy': 29,
  'Container.restartPolicyRules': 35,
  'LifecycleHandler.sleep': 30,
  'ServiceSpec.trafficDistribution': 31,
  'VolumeProjection.clusterTrustBundle': 37,
  'VolumeProjection.podCertificate': 37,
};

/** First Kubernetes whose sidecars start before init containers and end with a pod that runs once. Source: KEP-753. */
export const NATIVE_SIDECARS = '1.29';

/** First Kubernetes with certificates of pods, and bundles of their authority. */
export const POD_CERTIFICATES = '1.37';

/**
 * Minor versions from which the API server takes more values than before.
 *
 * Source: the same: RelaxedEnvironmentVariableValidation, RelaxedDNSSearchValidation, PodLifecycleSleepActionAllowZero,
 * PreferSameTrafficDistribution, ContainerRestartRules, RelaxedServiceNameValidation and HPAScaleToZero.
 */
export const RELAXED_SINCE = {
  variableNames: 32,
  searchDomains: 33,
  sleepOfZero: 33,
  trafficDistribution: 34,
  restartPolicies: 35,
  serviceNames: 36,
  scalersToZero: 37,
} as const;
