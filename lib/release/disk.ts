import { Size } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { quantity } from '../kubernetes/quantities';
import { DISK_LIMIT, type ResourceList, type Resources } from '../pod/resources';
import { TMP_SIZE } from '../pod/volumes';
import { CRASH_DUMP_ROOM, CRASH_DUMP_SIZE } from './runtime';
import type { SharedReleaseProps } from './shared-release-props';

const PROPERTY = 'resources.ephemeralStorage.limit';

/**
 * Disk limit that the pod's folders fit into: the kubelet counts them, and evicts the pod at the limit.
 *
 * Source: https://kubernetes.io/docs/concepts/storage/ephemeral-storage/
 *
 * @throws where the limit is given, and the folders may grow beyond it
 */
export function withDisk(list: ResourceList, { _limits, _list }: Resources, props: SharedReleaseProps): ResourceList {
  const { scratch = [], tmpSize = TMP_SIZE, crashDumpSize = CRASH_DUMP_SIZE } = props;
  const dumps = Math.ceil(crashDumpSize.toKibibytes() * CRASH_DUMP_ROOM);
  const sizes = [tmpSize, ...scratch.map(({ size }) => size)].map((size) => size.toKibibytes());
  const needed = sizes.reduce((sum, size) => sum + size, dumps);
  if (needed <= (_limits.disk ?? DISK_LIMIT).toKibibytes()) return list;
  const limit = Size.mebibytes(Math.ceil(needed / 1024));
  if (_limits.disk === undefined) {
    return { ...list, limits: { ...list.limits, 'ephemeral-storage': quantity(PROPERTY, limit) } };
  }
  throw new Refusal({
    property: PROPERTY,
    value: _list.limits['ephemeral-storage'],
    why: `/tmp, crash dumps and scratch may take ${limit.toMebibytes()} MiB, and the pod is evicted at the limit`,
    allowed: 'what these folders may take, or more',
    fix: `Size.mebibytes(${limit.toMebibytes()}), smaller folders, or leave the limit out`,
  });
}
