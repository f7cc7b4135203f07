import type { CertificateSource } from '../beam/distribution-certificate';
import type { NodeHost } from '../beam/node-name';
import type { ApiRead, DiscoveryTarget } from '../discovery/i-discovery';
import type { EnvVar, Labels } from '../kubernetes/api';
import type { MeshDescription } from '../mesh/mesh-description';
import type { ArgumentLines, PodPort } from '../pod/contribution';

/** Cluster as plain data: everything that its objects and the pods of its members are made of. */
export interface ClusterDescription extends DiscoveryTarget {
  /** Name of the strategy, for messages. */
  readonly strategy: string;
  /** Form of node names that the strategy finds. */
  readonly nodeHost: NodeHost;
  /** Resource that the strategy lists through the API server. */
  readonly reads?: ApiRead;
  /** Whether nodes look up names in DNS. */
  readonly looksUpNames: boolean;
  /** Variable of the cookie. */
  readonly cookie: EnvVar;
  /** Variables of a member that the strategy reads. */
  readonly variables: readonly EnvVar[];
  /** Variable that holds the node names of all members. */
  readonly nodeListVariable?: string;
  /** Ports of the distribution. */
  readonly ports: readonly PodPort[];
  /** Lines of a member's argument files. */
  readonly argumentLines: ArgumentLines;
  /** Mesh of its members, where there is one. */
  readonly mesh?: MeshDescription;
  /** Certificate of the members, where they talk TLS. */
  readonly certificate?: CertificateSource;
  /** Labels of the cluster's own objects. */
  readonly labels: Labels;
  /** Annotations of the headless Service: the accepted risks, and what the mesh asks for. */
  readonly annotations: Labels;
}
