import type { Size } from 'cdk8s';
import type { EnvValue, SecretValue } from 'cdk8s-plus-27';
import type { VmFlags } from '../beam/vm-flags';
import type { ErlangCluster } from '../cluster/erlang-cluster';
import type { ConfigBundle } from '../config/config-bundle';
import type { Waiver } from '../risks/waiver';
import type { SecretKey } from '../secrets/existing-secret';
import type { WorkloadProps } from '../workload/workload-props';

/** Properties of every kind of release. */
export interface ReleaseProps extends WorkloadProps {
  /**
   * Image: what `mix phx.gen.release --docker` makes, or any image that starts a mix release as its first process
   * (`CMD ["/app/bin/server"]`, `CMD ["/app/bin/my_app", "start"]`). `sleep` must be in it unless the target version is
   * 1.30 or newer. If its `env.sh` exports RELEASE_NODE or RELEASE_COOKIE, write them `${RELEASE_NODE:-…}` there: a
   * plain export beats the environment of the pod.
   */
  readonly image: string;

  /**
   * Cluster that its nodes join. A StatefulSet that is applied already cannot join or leave one in place, because its
   * `serviceName` cannot change: delete it with `--cascade=orphan` and apply again.
   *
   * @default - none: the node is `NAME@127.0.0.1`, bound to loopback, so that `remote`, `rpc` and `stop` work in the
   * pod
   */
  readonly cluster?: ErlangCluster;

  /**
   * Command of the container in the place of the image's own. A worker made of an image whose command is `bin/server`
   * needs one, because that script serves HTTP: `['/app/bin/my_app', 'start']`.
   *
   * @default - the image's own
   */
  readonly command?: string[];

  /**
   * Arguments of the command, in the place of the image's own.
   *
   * @default - the image's own; none with a `command`
   */
  readonly args?: string[];

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
   * Configuration and Secrets.
   *
   * @default - none
   */
  readonly config?: ConfigBundle;

  /**
   * Further environment variables: text, a key of a Secret, or an EnvValue of cdk8s-plus-27. Values may refer to others
   * with `$(NAME)`, in any order.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string | SecretKey | EnvValue };

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
   * Accepted risks.
   *
   * @default - none
   */
  readonly allow?: Waiver[];
}
