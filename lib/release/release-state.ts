import type { Size } from 'cdk8s';
import type { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { type StateLibrary, stateLine } from '../beam/kept-state';
import type { PersistentVolumeClaim } from '../kubernetes/api';
import type { Contribution } from '../pod/contribution';
import { publicClass } from '../props/public-class';
import { podClaim } from '../workload/storage';

/** Options for the state of a release: the volume of each pod. */
export interface StateOptions {
  /** Size of each volume. */
  readonly size: Size;

  /**
   * Name of the StorageClass.
   *
   * @default - the default class of the Kubernetes cluster
   */
  readonly storageClass?: string;

  /**
   * Pods and nodes that may mount it at once.
   *
   * @default PersistentVolumeAccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: PersistentVolumeAccessMode;
}

/**
 * State that a release keeps on disks under the names of its nodes: a StatefulSet whose nodes have stable names, a
 * volume for each pod, and the library pointed at it. Pods start together and are replaced one by one, each when the one
 * before is Ready; a drain of nodes takes one at a time too. Readiness should wait until the state is loaded.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#parallel-pod-management: it is about
 * starts and ends, not about updates; #rolling-updates.
 */
export class ReleaseState {
  /**
   * Mnesia, in `/var/lib/mnesia`. Schema and tables are of nodes by their names: under another name a node does not find
   * its copies.
   *
   * @example
   *
   *   ReleaseState.mnesia({ size: Size.gibibytes(1) })
   *
   * @param options volume of each pod
   * @throws where size or class is none that the API server takes
   */
  public static mnesia(options: StateOptions): ReleaseState {
    return new ReleaseState('Mnesia', options);
  }

  /**
   * Ra's default system, in `/var/lib/ra`. Its members are of nodes by their names, and more than half of them must be
   * there: an odd number.
   *
   * @example
   *
   *   ReleaseState.ra({ size: Size.gibibytes(10) })
   *
   * @param options volume of each pod
   * @throws where size or class is none that the API server takes
   */
  public static ra(options: StateOptions): ReleaseState {
    return new ReleaseState('Ra', options);
  }

  /**
   * Khepri's default store, in `/var/lib/khepri`: a cluster of Ra, so an odd number of nodes too.
   *
   * @example
   *
   *   ReleaseState.khepri({ size: Size.gibibytes(1) })
   *
   * @param options volume of each pod
   * @throws where size or class is none that the API server takes
   */
  public static khepri(options: StateOptions): ReleaseState {
    return new ReleaseState('Khepri', options);
  }

  private readonly claim: PersistentVolumeClaim;

  private constructor(
    /** @internal */
    public readonly _library: StateLibrary,
    options: StateOptions,
  ) {
    const name = _library.toLowerCase();
    this.claim = podClaim({ name, ...options }, `ReleaseState.${name}`);
  }

  /**
   * Whether more than half of the nodes must be there.
   *
   * @internal
   */
  public get _needsMajority(): boolean {
    return this._library !== 'Mnesia';
  }

  /**
   * Claim, mount, and the line that points the library there.
   *
   * @internal
   */
  public get _contribution(): Contribution {
    const name = this._library.toLowerCase();
    const mountPath = `/var/lib/${name}`;
    return {
      by: 'state',
      property: 'value',
      claims: [this.claim],
      mounts: [{ name, mountPath }],
      argumentLines: { start: [stateLine(this._library, mountPath)], remote: [] },
    };
  }
}

publicClass(ReleaseState, 'ReleaseState');
