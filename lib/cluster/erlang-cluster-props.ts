import type { SecretValue } from 'cdk8s-plus-27';
import type { Distribution } from '../beam/distribution';
import type { IDiscovery } from '../discovery/i-discovery';
import type { ServiceMesh } from '../mesh/service-mesh';
import type { Waiver } from '../risks/waiver';
import type { SecretKey } from '../secrets/existing-secret';
import type { SecretFile } from '../secrets/secret-file';

/** Overrides for the parts of an ErlangCluster: the API's own JSON, merged deeply. */
export interface ErlangClusterOverrides {
  /** Into the headless Service. @default - nothing */
  readonly service?: any;
  /** Into the Role. @default - nothing */
  readonly role?: any;
  /** Into the Certificate of cert-manager. @default - nothing */
  readonly certificate?: any;
}

/** Properties of an ErlangCluster. */
export interface ErlangClusterProps {
  /**
   * Name: the headless Service is `NAME-nodes`, and members carry it as the label `cdk8s-elixir/cluster`.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Cookie that every member shares: a key of a Secret, 32 characters or more of letters and digits. Of a file in the container
   * (`SecretFile`) the nodes are told the path in RELEASE_COOKIE_FILE, and `env.sh.eex` of the image has to say
   * `export RELEASE_COOKIE="$(cat "$RELEASE_COOKIE_FILE")"`: the script of a release reads it before it looks for a cookie. Without
   * `Distribution.tls` it is all that stands between a connection and any code in the node, and it is visible in the
   * container's process list.
   */
  readonly cookie: SecretKey | SecretValue | SecretFile;

  /**
   * Basename of every member's node name: the part before the `@`. All members have the same one, also those of
   * another image: dns_cluster and libcluster put it before the addresses that they find.
   *
   * @default - the name
   */
  readonly nodeBasename?: string;

  /**
   * Strategy by which nodes find each other.
   *
   * @default Discovery.dnsCluster()
   */
  readonly discovery?: IDiscovery;

  /**
   * Distribution: how nodes listen for each other, and whether they talk TLS. It is the same for ever: a rolling update
   * that changes it splits the cluster.
   *
   * @default Distribution.singlePort()
   */
  readonly distribution?: Distribution;

  /**
   * Service mesh of every member and of the jobs of their releases.
   *
   * @default - none
   */
  readonly mesh?: ServiceMesh;

  /**
   * Whether nodes talk IPv6: the distribution, the Services, and `ECTO_IPV6`. The cluster's first address family must
   * be IPv6, because a pod's address in the environment is of that family.
   *
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * Accepted risks. They hold for every member.
   *
   * @default - none
   */
  readonly allow?: Waiver[];

  /**
   * Overrides: the API's own JSON for any field of any part, merged deeply: items of a list by their name or other
   * key, `null` removes a field, `[{ $patch: 'replace' }, …]` replaces a list.
   *
   * @default - nothing
   */
  readonly overrides?: ErlangClusterOverrides;
}
