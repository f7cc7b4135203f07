// The door for users: what is exported here is the public API, in every language that jsii reaches.
export { ElixirApp } from './app/elixir-app';
export { Distribution, EpmdOptions, SinglePortOptions } from './beam/distribution';
export { NodeHost } from './beam/node-name';
export { VmFlags, VmFlagsOptions } from './beam/vm-flags';
export { ErlangCluster, ErlangClusterOverrides, ErlangClusterProps } from './cluster/erlang-cluster';
export { ConfigBundle, ConfigBundleOverrides, ConfigBundleProps } from './config/config-bundle';
export {
  Discovery,
  DiscoveryOptions,
  KubernetesDiscoveryOptions,
  KubernetesDnsOptions,
  KubernetesMode,
  PostgresDiscoveryOptions,
} from './discovery/discovery';
export { ApiRead, DiscoveryTarget, IDiscovery } from './discovery/discovery-interface';
export { KubernetesTarget, KubernetesTargetProps } from './kubernetes/target';
export { Exposure, GatewayExposureOptions, IngressExposureOptions } from './phoenix/exposure';
export { PhoenixService, PhoenixServiceProps } from './phoenix/phoenix-service';
export { Drain } from './pod/drain';
export { HealthCheck, HealthCheckOptions } from './pod/health-check';
export { Egress, NetworkPeer, ReleasePort } from './pod/network';
export { Resources } from './pod/resources';
export { PodStorage, ScratchSpace } from './pod/storage';
export { ElixirRelease } from './release/elixir-release';
export { ElixirReleaseOverrides, ElixirReleaseProps, Scheduling } from './release/elixir-release-props';
export { Waiver } from './risks/waiver';
export { ExistingSecret, SecretKey } from './secrets/existing-secret';
export { RequiredSecret, RequiredSecrets } from './secrets/required-secrets';
export { SecretEnvironmentOptions, SecretFilesOptions, SecretUse } from './secrets/secret-use';
