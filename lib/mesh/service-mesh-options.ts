/** Options for `ServiceMesh.istio` and `ServiceMesh.linkerd`. */
export interface ServiceMeshOptions {
  /**
   * Whether the Erlang distribution goes through the proxies, which encrypt it. Without, its ports are left out of the
   * mesh: nodes connect as they do without one, and the NetworkPolicy alone says who may.
   *
   * Changing it splits a cluster during the rollout where the mesh demands mutual TLS.
   *
   * @default false
   */
  readonly proxyDistribution?: boolean;

  /**
   * Further ports to which the pods connect past the proxy, those of a database that is in no mesh for example.
   *
   * @default - none
   */
  readonly excludedOutboundPorts?: number[];
}
