/**
 * Variables by which the usual strategies are configured, as the guides of the libraries and this library name them.
 *
 * Sources: dns_cluster 0.2, `:query`; libcluster 3.5, Cluster.Strategy.Kubernetes, Kubernetes.DNS and
 * Kubernetes.DNSSRV, Epmd.
 */
export const DNS_QUERY = 'DNS_CLUSTER_QUERY';
export const KUBERNETES_SERVICE = 'LIBCLUSTER_KUBERNETES_SERVICE';
const KUBERNETES_MODE = 'LIBCLUSTER_KUBERNETES_MODE';
const EPMD_HOSTS = 'LIBCLUSTER_EPMD_HOSTS';

/** Variables by which libcluster's Kubernetes strategies are set. */
export const KUBERNETES_SELECTOR = 'LIBCLUSTER_KUBERNETES_SELECTOR';
export const KUBERNETES_NAMESPACE = 'LIBCLUSTER_KUBERNETES_NAMESPACE';
export const KUBERNETES_BASENAME = 'LIBCLUSTER_KUBERNETES_NODE_BASENAME';
export const KUBERNETES_LOOKUP = 'LIBCLUSTER_KUBERNETES_IP_LOOKUP_MODE';

/** Strategy as its variables show it. */
export interface ShownStrategy {
  /** Variable that shows it. */
  readonly variable: string;
  /** Whether it finds nodes by their addresses, or by stable names. */
  readonly finds: 'addresses' | 'names';
  /** Whether it asks the API server. */
  readonly asksApi: boolean;
}

/** Strategy that an environment shows; undefined where it shows none. */
export function shownStrategy(textOf: (variable: string) => string | undefined): ShownStrategy | undefined {
  const mode = textOf(KUBERNETES_MODE);
  if (mode !== undefined) {
    return { variable: KUBERNETES_MODE, finds: mode === 'hostname' ? 'names' : 'addresses', asksApi: true };
  }
  if (textOf(DNS_QUERY) !== undefined) return { variable: DNS_QUERY, finds: 'addresses', asksApi: false };
  const service = textOf(KUBERNETES_SERVICE);
  if (service === undefined) {
    return textOf(EPMD_HOSTS) === undefined ? undefined : { variable: EPMD_HOSTS, finds: 'names', asksApi: false };
  }
  // Kubernetes.DNS is told a full name, Kubernetes.DNSSRV the Service's short one.
  return { variable: KUBERNETES_SERVICE, finds: service.includes('.') ? 'addresses' : 'names', asksApi: false };
}
