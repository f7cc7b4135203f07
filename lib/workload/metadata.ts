import type { ObjectMeta } from '../kubernetes/api';
import type { WorkloadDescription } from './workload-description';

/** Metadata of an object of a workload. */
export function metadata({ labels }: WorkloadDescription, name: string): ObjectMeta {
  return { name, labels };
}

/** Metadata of the workload itself, which alone carries the annotations. */
export function annotatedMetadata(workload: WorkloadDescription): ObjectMeta {
  const { annotations } = workload;
  return { ...metadata(workload, workload.name), ...(Object.keys(annotations).length ? { annotations } : {}) };
}
