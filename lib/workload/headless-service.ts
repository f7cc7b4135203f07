import type { Service } from '../kubernetes/api';
import { metadata } from './metadata';
import { servicePort } from './service-port';
import type { WorkloadDescription } from './workload-description';

/** Suffix of the names of headless Services by which nodes are found. */
export const NODES_SUFFIX = '-nodes';

/** Headless Service of a StatefulSet in no cluster: names of its pods in DNS, before they are ready too. */
export function headlessService(workload: WorkloadDescription, name: string): Service {
  const { ports } = workload.pod.container;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(workload, name),
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: workload.selector,
      ...(ports.length ? { ports: ports.map(servicePort) } : {}),
    },
  };
}
