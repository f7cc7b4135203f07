import type { ObjectMeta } from '../kubernetes/api';
import type { WorkloadDescription } from './workload-description';

/** Workload of any kind, as far as its objects are named after it. */
export type Named = Pick<WorkloadDescription, 'name' | 'labels'>;

/** Workload of any kind, with its annotations. */
export type Annotated = Pick<WorkloadDescription, 'name' | 'labels' | 'annotations'>;

/** Metadata of an object of a workload. */
export function metadata({ labels }: Named, name: string): ObjectMeta {
  return { name, labels };
}

/** Metadata of the workload itself, which alone carries the annotations. */
export function annotatedMetadata(workload: Annotated): ObjectMeta {
  const { annotations } = workload;
  return { ...metadata(workload, workload.name), ...(Object.keys(annotations).length ? { annotations } : {}) };
}
