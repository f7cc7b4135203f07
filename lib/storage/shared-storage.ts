import type { ApiObject, Size } from 'cdk8s';
import type { PersistentVolumeAccessMode } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { within } from '../errors/refusal';
import type { PersistentVolumeClaim } from '../kubernetes/api';
import { checkLabels, objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { manifest } from '../manifests/manifest';
import { checkOverrides } from '../manifests/overrides';
import { applyOverrides } from '../manifests/parts';
import { type Place, placeOf } from '../manifests/place';
import { checkProps } from '../props/check-props';
import { publicClass } from '../props/public-class';
import { claimSpec } from './claim-spec';

/** Overrides for the parts of a SharedStorage: the API's own JSON, merged deeply. */
export interface SharedStorageOverrides {
  /** Into the PersistentVolumeClaim. @default - nothing */
  readonly claim?: any;
}

/** Properties of a SharedStorage. */
export interface SharedStorageProps {
  /** Size of the volume. It can grow later, where the StorageClass allows it, and never shrink. */
  readonly size: Size;

  /**
   * Name of the claim.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Name of the StorageClass. It must offer the access mode: most block storage has no ReadWriteMany.
   *
   * @default - the default class of the Kubernetes cluster
   */
  readonly storageClass?: string;

  /**
   * Pods and nodes that may mount it at once. Any other than ReadWriteMany is for one pod alone: a singleton, or one
   * replica with `Rollout.recreate()`.
   *
   * Source: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
   *
   * @default PersistentVolumeAccessMode.READ_WRITE_MANY
   */
  readonly accessMode?: PersistentVolumeAccessMode;

  /**
   * Labels of the claim.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Overrides: the API's own JSON for any field of the claim, merged deeply.
   *
   * @default - nothing
   */
  readonly overrides?: SharedStorageOverrides;
}

/**
 * Volume that the pods of several releases share, uploads for example: a PersistentVolumeClaim. It stays when nobody
 * mounts it, and goes with its data where the claim is deleted.
 *
 * @example
 *
 *   const uploads = new SharedStorage(chart, 'uploads', { size: Size.gibibytes(50), storageClass: 'nfs' });
 *   new PhoenixService(chart, 'web', { …, sharedStorage: [{ storage: uploads, mountPath: '/uploads' }] });
 */
export class SharedStorage extends Construct {
  /** Name of the claim. */
  public readonly name: string;

  /** PersistentVolumeClaim. */
  public readonly claim: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the name, unless `name` says otherwise
   * @param props size, class and access mode
   * @throws where a value is none that Kubernetes takes
   */
  constructor(scope: Construct, id: string, props: SharedStorageProps) {
    const place = placeOf(scope, id);
    const { claim } = within(place, () => describe(place, props));
    super(scope, id);
    this.name = claim.metadata?.name as string;
    this.claim = manifest(this, 'claim', claim);
    this.node.defaultChild = this.claim;
  }
}

publicClass(SharedStorage, 'SharedStorage');

function describe(place: Place, props: SharedStorageProps): { readonly claim: PersistentVolumeClaim } {
  checkProps('SharedStorageProps', props);
  checkOverrides(props.overrides);
  const { size, storageClass, accessMode = 'ReadWriteMany', labels = {} } = props;
  const name = checkName('label', 'name', props.name ?? place.id);
  const claim: PersistentVolumeClaim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, labels: objectLabels(name, checkLabels('labels', labels)) },
    spec: claimSpec('', { size, storageClass, accessMode }),
  };
  return applyOverrides({ claim }, props.overrides, place.target);
}
