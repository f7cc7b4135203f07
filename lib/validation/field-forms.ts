import type { Form } from './forms';
import * as form from './forms';

/** Forms of a field: of its value, of each item of its list, or of the keys and values of its map. */
export type FieldForm = Form | { readonly keys?: Form; readonly values?: Form };

const mode = form.fileMode;
const claims = form.oneOf('Retain', 'Delete');
const labels: FieldForm = { keys: form.labelKey, values: form.labelValue };
const keyInObject = { name: form.subdomain, key: form.configKey };
const file = { path: form.relativePath, mode, user: form.userId };
const process = { runAsUser: form.userId, runAsGroup: form.userId };
const weight = { weight: form.range(1, 100) };
/** Group of roles and their bindings. */
export const RBAC = 'rbac.authorization.k8s.io';

const reference = { name: form.filled, kind: form.filled };

/**
 * What the API server asks of the values of fields, which no schema says.
 *
 * Source: k8s.io/kubernetes, pkg/apis/core, apps, batch, networking, policy, rbac and autoscaling, validation/validation.go.
 */
export const FIELD_FORMS: { readonly [type: string]: { readonly [field: string]: FieldForm } } = {
  AWSElasticBlockStoreVolumeSource: { partition: form.range(0, 255) },
  CSIVolumeSource: { driver: form.driver },
  ClientIPConfig: { timeoutSeconds: form.range(1, 86400) },
  ClusterTrustBundleProjection: { path: form.relativePath, signerName: form.filled, name: form.filled },
  ConfigMap: { data: { keys: form.configKey }, binaryData: { keys: form.configKey } },
  ConfigMapEnvSource: { name: form.subdomain },
  ConfigMapKeySelector: keyInObject,
  ConfigMapProjection: { name: form.filled },
  ConfigMapVolumeSource: { name: form.filled, defaultMode: mode },
  Container: {
    name: form.label,
    image: form.image,
    restartPolicy: form.oneOf('Always', 'OnFailure', 'Never'),
  },
  ContainerResizePolicy: {
    resourceName: form.oneOf('cpu', 'memory'),
    restartPolicy: form.oneOf('NotRequired', 'RestartContainer'),
  },
  ContainerResourceMetricSource: { container: form.label },
  ContainerRestartRule: { action: form.oneOf('Restart', 'RestartAllContainers') },
  ContainerRestartRuleOnExitCodes: { operator: form.oneOf('In', 'NotIn') },
  CronJobSpec: {
    schedule: form.schedule,
    timeZone: form.timeZone,
    startingDeadlineSeconds: form.natural,
    successfulJobsHistoryLimit: form.natural,
    failedJobsHistoryLimit: form.natural,
  },
  CrossVersionObjectReference: { kind: form.pathSegment, name: form.pathSegment },
  ContainerPort: { containerPort: form.port, hostPort: form.optionalPort, name: form.portName },
  DeploymentSpec: {
    replicas: form.natural,
    minReadySeconds: form.natural,
    revisionHistoryLimit: form.natural,
    progressDeadlineSeconds: form.natural,
  },
  DownwardAPIVolumeFile: file,
  DownwardAPIVolumeSource: { defaultMode: mode },
  EmptyDirVolumeSource: { sizeLimit: form.amount, mode: form.range(0, 0o1777) },
  EnvFromSource: { prefix: form.variable },
  EnvVar: { name: form.variable },
  FileKeySelector: { key: form.variable, volumeName: form.label, path: form.steplessPath },
  GCEPersistentDiskVolumeSource: { partition: form.range(0, 255) },
  GRPCAction: { port: form.port },
  GitRepoVolumeSource: { directory: form.relativePath },
  HPAScalingPolicy: { type: form.oneOf('Pods', 'Percent'), value: form.atLeast(1), periodSeconds: form.range(1, 1800) },
  HPAScalingRules: {
    selectPolicy: form.oneOf('Max', 'Min', 'Disabled'),
    stabilizationWindowSeconds: form.range(0, 3600),
    tolerance: form.amount,
  },
  HTTPGetAction: { port: form.portOrName },
  HTTPHeader: { name: form.header },
  HorizontalPodAutoscalerSpec: { minReplicas: form.leastReplicas, maxReplicas: form.atLeast(1) },
  HostAlias: { ip: form.address, hostnames: form.subdomain },
  HostPathVolumeSource: { path: form.steplessPath },
  IPBlock: { cidr: form.cidr, except: form.cidr },
  ISCSIVolumeSource: { iqn: form.iqn, initiatorName: form.iqn, lun: form.range(0, 255) },
  IngressRule: { host: form.ingressHost },
  IngressServiceBackend: { name: form.serviceName },
  IngressSpec: { ingressClassName: form.subdomain },
  IngressTLS: { hosts: form.wildcardHost, secretName: form.subdomain },
  JobSpec: {
    activeDeadlineSeconds: form.natural,
    backoffLimit: form.natural,
    backoffLimitPerIndex: form.natural,
    completions: form.natural,
    managedBy: form.prefixedPath,
    maxFailedIndexes: form.natural,
    parallelism: form.natural,
    ttlSecondsAfterFinished: form.natural,
  },
  KeyToPath: { key: form.filled, ...file },
  LabelSelector: { matchLabels: labels },
  LabelSelectorRequirement: {
    key: form.labelKey,
    operator: form.oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'),
    values: form.labelValue,
  },
  MetricIdentifier: { name: form.pathSegment },
  MetricTarget: {
    type: form.oneOf('Utilization', 'Value', 'AverageValue'),
    value: form.positive,
    averageValue: form.positive,
    averageUtilization: form.atLeast(1),
  },
  MiddlewareSpecAddPrefix: { prefix: form.absolutePath },
  NFSVolumeSource: { path: form.absolutePath },
  NetworkPolicyPort: { port: form.portOrName, endPort: form.port },
  NodeSelectorRequirement: { key: form.labelKey },
  ObjectMeta: { labels, annotations: { keys: form.labelKey }, finalizers: form.finalizer },
  OwnerReference: { apiVersion: form.filled, kind: form.filled, name: form.filled, uid: form.filled },
  PersistentVolumeClaimSpec: { storageClassName: form.subdomain, volumeAttributesClassName: form.subdomain },
  PodAffinityTerm: { namespaces: form.label, topologyKey: form.labelKey, ...labelKeys() },
  PodCertificateProjection: {
    credentialBundlePath: form.relativePath,
    keyPath: form.relativePath,
    certificateChainPath: form.relativePath,
    maxExpirationSeconds: form.range(3600, 7862400),
    user: form.userId,
    keyType: form.oneOf('ED25519', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'RSA3072', 'RSA4096'),
  },
  PodDNSConfig: { nameservers: form.address, searches: form.searchDomain },
  PodDNSConfigOption: { name: form.filled },
  PodFailurePolicyOnPodConditionsPattern: { type: form.labelKey, status: form.oneOf('True', 'False', 'Unknown') },
  PodDisruptionBudgetSpec: { minAvailable: form.shareOrNumber, maxUnavailable: form.shareOrNumber },
  PodOS: { name: form.oneOf('linux') },
  PodReadinessGate: { conditionType: form.labelKey },
  PodResourceClaim: { name: form.label, resourceClaimName: form.subdomain, resourceClaimTemplateName: form.subdomain },
  PodSchedulingGate: { name: form.labelKey },
  PodSchedulingGroup: { podGroupName: form.subdomain },
  PodSecurityContext: {
    ...process,
    fsGroup: form.userId,
    supplementalGroups: form.userId,
    seLinuxChangePolicy: form.oneOf('MountOption', 'Recursive'),
  },
  PodSpec: {
    terminationGracePeriodSeconds: form.natural,
    hostname: form.label,
    subdomain: form.label,
    nodeName: form.subdomain,
    nodeSelector: labels,
    serviceAccountName: form.subdomain,
    serviceAccount: form.subdomain,
    priorityClassName: form.subdomain,
    runtimeClassName: form.subdomain,
    hostnameOverride: form.subdomain,
  },
  PreferredSchedulingTerm: weight,
  Probe: {
    initialDelaySeconds: form.natural,
    timeoutSeconds: form.natural,
    periodSeconds: form.natural,
    successThreshold: form.natural,
    failureThreshold: form.natural,
    terminationGracePeriodSeconds: form.atLeast(1),
  },
  ProjectedVolumeSource: { defaultMode: mode },
  ResourceMetricSource: { name: form.filled },
  RoleRef: { name: form.pathSegment, apiGroup: form.oneOf(RBAC), kind: form.oneOf('Role', 'ClusterRole') },
  RollingUpdateDeployment: { maxSurge: form.percentOrNumber, maxUnavailable: form.shareOrNumber },
  RollingUpdateStatefulSetStrategy: { partition: form.natural, maxUnavailable: form.shareOrNumber },
  SecretEnvSource: { name: form.subdomain },
  SecretKeySelector: keyInObject,
  SecretProjection: { name: form.filled },
  SecretVolumeSource: { secretName: form.filled, defaultMode: mode },
  Secret: { data: { keys: form.configKey }, stringData: { keys: form.configKey } },
  SecurityContext: process,
  ServiceAccountTokenProjection: { path: form.relativePath, expirationSeconds: form.range(600, 2 ** 32) },
  ServiceBackendPort: { name: form.portName, number: form.port },
  ServicePort: {
    name: form.label,
    port: form.port,
    nodePort: form.optionalPort,
    targetPort: form.portOrName,
    appProtocol: form.labelKey,
  },
  ServiceSpec: {
    selector: labels,
    loadBalancerClass: form.labelKey,
    loadBalancerSourceRanges: form.cidr,
    healthCheckNodePort: form.optionalPort,
    externalName: form.subdomain,
    externalIPs: form.reachable,
    ipFamilies: form.oneOf('IPv4', 'IPv6'),
    trafficDistribution: form.trafficDistribution,
  },
  SleepAction: { seconds: form.sleepSeconds },
  StatefulSetOrdinals: { start: form.natural },
  StatefulSetPersistentVolumeClaimRetentionPolicy: { whenDeleted: claims, whenScaled: claims },
  // Recreate is behind a feature gate.
  StatefulSetUpdateStrategy: { type: form.oneOf('RollingUpdate', 'OnDelete') },
  StatefulSetSpec: {
    replicas: form.natural,
    minReadySeconds: form.natural,
    revisionHistoryLimit: form.natural,
    serviceName: form.label,
  },
  StorageOSVolumeSource: { volumeName: form.label, volumeNamespace: form.label },
  Subject: { name: form.filled, kind: form.oneOf('ServiceAccount', 'User', 'Group') },
  Sysctl: { name: form.sysctl },
  TCPSocketAction: { port: form.portOrName },
  Toleration: { key: form.labelKey },
  TopologySpreadConstraint: {
    maxSkew: form.atLeast(1),
    minDomains: form.atLeast(1),
    topologyKey: form.filled,
    ...labelKeys(),
  },
  TypedLocalObjectReference: reference,
  TypedObjectReference: reference,
  Volume: { name: form.label },
  VolumeDevice: { devicePath: form.steplessPath, name: form.filled },
  VolumeMount: {
    subPath: form.relativePath,
    subPathExpr: form.relativePath,
    mountPath: form.filled,
    recursiveReadOnly: form.oneOf('Disabled', 'IfPossible', 'Enabled'),
    bindMountOptions: form.oneOf('noexec', 'nosuid', 'nodev'),
  },
  WeightedPodAffinityTerm: weight,
};

function labelKeys(): { readonly [field: string]: FieldForm } {
  return { matchLabelKeys: form.labelKey, mismatchLabelKeys: form.labelKey };
}
