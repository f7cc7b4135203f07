// Public API, in every language that jsii reaches.
export * as app from './app';
export { Distribution, EpmdOptions, SinglePortOptions, TlsDistributionOptions } from './beam/distribution';
export { DistributionCertificate, IssuedDistributionCertificateOptions } from './beam/distribution-certificate';
export { NodeHost } from './beam/node-name';
export { VmFlags, VmFlagsOptions } from './beam/vm-flags';
export { ErlangCluster } from './cluster/erlang-cluster';
export { ErlangClusterOverrides, ErlangClusterProps } from './cluster/erlang-cluster-props';
export { ConfigBundle } from './config/config-bundle';
export { ConfigBundleOverrides, ConfigBundleProps } from './config/config-bundle-props';
export { ConfigMapEnvironmentOptions, ConfigMapFilesOptions, ConfigMapUse } from './config/config-map-use';
export { ConfigValue } from './config/config-value';
export { ConfigMapKey, ExistingConfigMap } from './config/existing-config-map';
export { Delivery } from './delivery/delivery';
export {
  Discovery,
  DiscoveryOptions,
  KubernetesDiscoveryOptions,
  KubernetesDnsOptions,
  KubernetesMode,
  PostgresDiscoveryOptions,
} from './discovery/discovery';
export { ApiRead, DiscoveryTarget, IDiscovery } from './discovery/i-discovery';
export { AlbExposureOptions } from './exposure/alb';
export { AwsScheme } from './exposure/aws';
export { AwsLoadBalancerOptions, CloudLoadBalancer, GkeLoadBalancerOptions } from './exposure/cloud-load-balancer';
export { EndpointOptions, HttpEndpointOverrides } from './exposure/endpoint-options';
export { Exposure } from './exposure/exposure';
export { RouteShare } from './exposure/gateway-api/backend-refs';
export { BackendTls } from './exposure/gateway-api/backend-tls';
export { GatewayExposureOptions } from './exposure/gateway-api/gateway-options';
export { GrpcMethod, GrpcRouteExposureOptions } from './exposure/gateway-api/grpc-route';
export { HeaderChanges, RouteFilter, RouteMirrorOptions, RouteRewrite } from './exposure/gateway-api/route-filter';
export { RouteMatch, RouteMatchOptions } from './exposure/gateway-api/route-match';
export { RouteExposureOptions } from './exposure/gateway-api/route-options';
export { RouteParent, RouteParentOptions } from './exposure/gateway-api/route-parent';
export { RouteTimeouts } from './exposure/gateway-api/route-timeouts';
export { GkeExposureOptions } from './exposure/gke';
export { HaproxyExposureOptions } from './exposure/haproxy';
export { HttpEndpoint } from './exposure/http-endpoint';
export { HttpEndpointProps } from './exposure/http-endpoint-props';
export { ExposureTarget, IExposure } from './exposure/i-exposure';
export { IngressExposureOptions } from './exposure/ingress';
export { IngressOptions } from './exposure/ingress-options';
export { LoadBalancerExposureOptions } from './exposure/load-balancer';
export { NginxExposureOptions } from './exposure/nginx';
export { NodePortExposureOptions } from './exposure/node-port';
export { ServiceOptions, ServicePortOptions, TrafficDistribution, TrafficPolicy } from './exposure/service-options';
export { ServiceRequest } from './exposure/service-request';
export { Tls, TlsIssuerOptions } from './exposure/tls';
export { TraefikExposureOptions } from './exposure/traefik';
export { Gateway, ListenerChoice } from './gateway/gateway';
export {
  GatewayListener,
  HttpListenerOptions,
  HttpsListenerOptions,
  PassthroughListenerOptions,
} from './gateway/gateway-listener';
export { GatewayOverrides, GatewayProps, ListenersProps } from './gateway/gateway-props';
export { ListenerSet, ListenerSetOverrides, ListenerSetProps } from './gateway/listener-set';
export { RouteNamespaces } from './gateway/route-namespaces';
export { ArgoCdApplication } from './gitops/argo-cd-application';
export { ArgoCdApplicationOverrides, ArgoCdApplicationProps } from './gitops/argo-cd-application-props';
export { FluxKustomization } from './gitops/flux-kustomization';
export { FluxKustomizationOverrides, FluxKustomizationProps } from './gitops/flux-kustomization-props';
export { FluxSource, FluxSourceOptions } from './gitops/flux-source';
export { DefaultDeny, DefaultDenyOverrides, DefaultDenyProps } from './isolation/default-deny';
export { Namespace } from './isolation/namespace';
export { NamespaceOverrides, NamespaceProps, PodSecurityLevel } from './isolation/namespace-props';
export { JobProps } from './job/job-props';
export { ReleaseCronJob } from './job/release-cron-job';
export { ReleaseCronJobOverrides, ReleaseCronJobProps } from './job/release-cron-job-props';
export { ReleaseJob } from './job/release-job';
export { ReleaseJobOverrides, ReleaseJobProps } from './job/release-job-props';
export { KubernetesTarget, KubernetesTargetProps } from './kubernetes/target';
export { ServiceMesh } from './mesh/service-mesh';
export { ServiceMeshOptions } from './mesh/service-mesh-options';
export { Migration } from './migration/migration';
export { MigrationProps } from './migration/migration-props';
export { PhoenixService } from './phoenix/phoenix-service';
export { PhoenixServiceOverrides, PhoenixServiceProps } from './phoenix/phoenix-service-props';
export { Drain } from './pod/drain';
export { LongRunningPodProps } from './pod/long-running-pod-props';
export { DnsEgressOptions, Egress, NetworkPeer, ReleasePort } from './pod/network';
export { PodProps, Scheduling, ScratchVolume } from './pod/pod-props';
export { GrpcProbeOptions, HttpProbeOptions, HttpScheme, Probe, ProbeOptions } from './pod/probe';
export { Resources } from './pod/resources';
export { DatabaseBudget, DatabaseBudgetProps } from './release/database-budget';
export { ElixirRelease } from './release/elixir-release';
export { ElixirReleaseOverrides, ElixirReleaseProps } from './release/elixir-release-props';
export { IMigration } from './release/i-migration';
export { Release } from './release/release';
export { ReleaseCommand } from './release/release-command';
export { ReleaseProps } from './release/release-props';
export { ReleaseState, StateOptions } from './release/release-state';
export { SharedReleaseProps } from './release/shared-release-props';
export { Waiver } from './risks/waiver';
export { FlameRunnersOptions, Runners } from './runners/runners';
export { HorizontalScalingOptions } from './scaling/horizontal';
export { IScaling, ScalingTarget } from './scaling/i-scaling';
export { KedaScalingOptions } from './scaling/keda';
export { Scaling } from './scaling/scaling';
export { ScalingMetric } from './scaling/scaling-metric';
export { ScalingRate } from './scaling/scaling-rate';
export { ScalingTrigger } from './scaling/scaling-trigger';
export { CronTriggerOptions, ObanQueueOptions, PrometheusTriggerOptions } from './scaling/trigger-options';
export { ExternalSecret } from './secret-sources/external-secret';
export {
  ExternalSecretCreationPolicy,
  ExternalSecretDeletionPolicy,
  ExternalSecretOverrides,
  ExternalSecretProps,
} from './secret-sources/external-secret-props';
export { RemoteKey, RemoteKeyOptions } from './secret-sources/remote-key';
export { SealedSecret } from './secret-sources/sealed-secret';
export { SealedSecretOverrides, SealedSecretProps, SealedSecretScope } from './secret-sources/sealed-secret-props';
export { SecretProviderClass } from './secret-sources/secret-provider-class';
export { SecretProviderClassOverrides, SecretProviderClassProps } from './secret-sources/secret-provider-class-props';
export { SecretStore } from './secret-sources/secret-store';
export { VaultAgent, VaultAgentOptions } from './secret-sources/vault-agent';
export { ExistingSecret, ISecretSource, SecretKey, SecretKeyOptions } from './secrets/existing-secret';
export { RequiredSecret, RequiredSecrets } from './secrets/required-secrets';
export { SecretFile } from './secrets/secret-file';
export { SecretEnvironmentOptions, SecretFilesOptions, SecretUse } from './secrets/secret-use';
export { SharedStorage, SharedStorageOverrides, SharedStorageProps } from './storage/shared-storage';
export { SharedStorageMount } from './storage/shared-storage-mount';
export { RestartOn } from './workload/restart-on';
export { RollingOptions, Rollout } from './workload/rollout';
export { ClaimRetention, PodStorage, WorkloadProps } from './workload/workload-props';
