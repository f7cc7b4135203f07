// Public API, in every language that jsii reaches.
export * as app from './app';
export { Distribution, EpmdOptions, SinglePortOptions } from './beam/distribution';
export { NodeHost } from './beam/node-name';
export { VmFlags, VmFlagsOptions } from './beam/vm-flags';
export { ErlangCluster } from './cluster/erlang-cluster';
export { ErlangClusterOverrides, ErlangClusterProps } from './cluster/erlang-cluster-props';
export { ConfigBundle } from './config/config-bundle';
export { ConfigBundleOverrides, ConfigBundleProps } from './config/config-bundle-props';
export {
  Discovery,
  DiscoveryOptions,
  KubernetesDiscoveryOptions,
  KubernetesDnsOptions,
  KubernetesMode,
  PostgresDiscoveryOptions,
} from './discovery/discovery';
export { ApiRead, DiscoveryTarget, IDiscovery } from './discovery/i-discovery';
export { EndpointOptions, HttpEndpointOverrides } from './exposure/endpoint-options';
export { Exposure } from './exposure/exposure';
export { GatewayExposureOptions } from './exposure/gateway';
export { HttpEndpoint } from './exposure/http-endpoint';
export { HttpEndpointProps } from './exposure/http-endpoint-props';
export { ExposureTarget, IExposure } from './exposure/i-exposure';
export { IngressExposureOptions } from './exposure/ingress';
export { Tls, TlsIssuerOptions } from './exposure/tls';
export { KubernetesTarget, KubernetesTargetProps } from './kubernetes/target';
export { PhoenixService } from './phoenix/phoenix-service';
export { PhoenixServiceOverrides, PhoenixServiceProps } from './phoenix/phoenix-service-props';
export { Drain } from './pod/drain';
export { DnsEgressOptions, Egress, NetworkPeer, ReleasePort } from './pod/network';
export { PodProps, Scheduling, ScratchVolume } from './pod/pod-props';
export { GrpcProbeOptions, HttpProbeOptions, HttpScheme, Probe, ProbeOptions } from './pod/probe';
export { Resources } from './pod/resources';
export { ElixirRelease } from './release/elixir-release';
export { ElixirReleaseOverrides, ElixirReleaseProps } from './release/elixir-release-props';
export { ReleaseProps } from './release/release-props';
export { Waiver } from './risks/waiver';
export { ExistingSecret, SecretKey } from './secrets/existing-secret';
export { RequiredSecret, RequiredSecrets } from './secrets/required-secrets';
export { SecretEnvironmentOptions, SecretFilesOptions, SecretUse } from './secrets/secret-use';
export { PodStorage, WorkloadProps } from './workload/workload-props';
