import type { Size } from 'cdk8s';
import type { EnvValue, SecretValue } from 'cdk8s-plus-27';
import type { VmFlags } from '../beam/vm-flags';
import type { ErlangCluster } from '../cluster/erlang-cluster';
import type { ConfigBundle } from '../config/config-bundle';
import type { ServiceMesh } from '../mesh/service-mesh';
import type { PodProps } from '../pod/pod-props';
import type { Waiver } from '../risks/waiver';
import type { VaultAgent } from '../secret-sources/vault-agent';
import type { SecretKey } from '../secrets/existing-secret';
import type { SharedStorageMount } from '../storage/shared-storage-mount';
import type { DatabaseBudget } from './database-budget';

/**
 * Properties that the roles of one release have in common: web, workers, jobs. Each is said on the role, or once in
 * `Release.of({ … })`.
 */
export interface SharedReleaseProps extends PodProps {
  /**
   * Image: what `mix phx.gen.release --docker` makes, or any image that starts a mix release as its first process
   * (`CMD ["/app/bin/server"]`, `CMD ["/app/bin/my_app", "start"]`). `sleep` must be in it unless the target version is
   * 1.30 or newer. If its `env.sh` exports RELEASE_NODE or RELEASE_COOKIE, write them `${RELEASE_NODE:-…}` there: a
   * plain export beats the environment of the pod.
   *
   * @default - that of `release`; one of the two is needed
   */
  readonly image?: string;

  /**
   * Path of the release's script in the image, which commands run: `ReleaseCommand.eval('…')` is `SCRIPT eval '…'`.
   *
   * Source: `mix help release`, "bin/RELEASE_NAME commands"; the Dockerfile of `mix phx.gen.release --docker`, `/app`.
   *
   * @default - `/app/bin/BASENAME`: the basename of the cluster's nodes with `_` for `-`, or `nodeBasename`; without
   * either it is needed
   */
  readonly script?: string;

  /**
   * Cluster that its nodes join. A StatefulSet that is applied already cannot join or leave one in place, because its
   * `serviceName` cannot change: delete it with `--cascade=orphan` and apply again.
   *
   * @default - none: the node is `NAME@127.0.0.1`, bound to loopback, so that `remote`, `rpc` and `stop` work in the
   * pod
   */
  readonly cluster?: ErlangCluster;

  /**
   * Service mesh of a release in no cluster; in a cluster it is the cluster's.
   *
   * @default - none
   */
  readonly mesh?: ServiceMesh;

  /**
   * Cookie of a release in no cluster; in a cluster it is the cluster's.
   *
   * @default - the one that `mix release` wrote into the image
   */
  readonly cookie?: SecretKey | SecretValue;

  /**
   * Basename of the node's name, the part before the `@`, in no cluster; in one it is the cluster's.
   *
   * @default - the name
   */
  readonly nodeBasename?: string;

  /**
   * Configuration and Secrets: bundles of which no two set one variable or mount one path. Those of a role are added to those
   * of its release.
   *
   * @default - none
   */
  readonly config?: ConfigBundle[];

  /**
   * Names of variables that `runtime.exs` needs, those that it reads with `System.fetch_env!` or raises for: one that nothing
   * sets is refused. Those of a role are added to those of its release.
   *
   * @default - none
   */
  readonly requires?: string[];

  /**
   * Agent of Vault, which brings secrets as files.
   *
   * @default - none
   */
  readonly vaultAgent?: VaultAgent;

  /**
   * Further environment variables: text, a key of a Secret, or an EnvValue of cdk8s-plus-27. Values may refer to others
   * with `$(NAME)`, in any order.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string | SecretKey | EnvValue };

  /**
   * Storage that its pods share with others.
   *
   * @default - none
   */
  readonly sharedStorage?: SharedStorageMount[];

  /**
   * `SECRET_KEY_BASE`: a key of an existing Secret, 64 bytes or more (`mix phx.gen.secret`). The
   * generated runtime.exs reads it in every VM of the release, workers and jobs among them; a PhoenixService needs it.
   *
   * @default - none: a release that is not Phoenix
   */
  readonly secretKeyBase?: SecretKey | SecretValue;

  /**
   * `DATABASE_URL`: a key of an existing Secret.
   *
   * @default - none: a release without a database
   */
  readonly databaseUrl?: SecretKey | SecretValue;

  /**
   * `POOL_SIZE`: connections to the database, of each pod. Of a job only its own counts, not that of its release:
   * Ecto's migrator needs 2.
   *
   * @default - not set: the 10 of the generated runtime.exs; 2 in a job
   */
  readonly poolSize?: number;

  /**
   * `ECTO_IPV6`: whether the database is reached over IPv6.
   *
   * @default - whether the cluster talks IPv6
   */
  readonly databaseIpv6?: boolean;

  /**
   * Connections that the database has for all roles together.
   *
   * @default - not counted
   */
  readonly database?: DatabaseBudget;

  /**
   * Flags of the VM.
   *
   * @default VmFlags.defaults()
   */
  readonly vmFlags?: VmFlags;

  /**
   * Largest crash dump that the VM writes, into a volume that outlives the container but not the pod. Dumps can hold
   * secrets.
   *
   * @default Size.mebibytes(192)
   */
  readonly crashDumpSize?: Size;

  /**
   * Labels of every object and of the pods.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Name of an existing ServiceAccount.
   *
   * @default - a ServiceAccount of the release's own, without rights
   */
  readonly serviceAccountName?: string;

  /**
   * Accepted risks.
   *
   * @default - none
   */
  readonly allow?: Waiver[];
}
