import { ipv6Only } from '../kubernetes/address-families';
import type { Service } from '../kubernetes/api';
import { POD_NAME_LABEL } from '../kubernetes/labels';
import { metadata } from './metadata';
import { servicePort } from './service-port';
import type { WorkloadDescription } from './workload-description';

/** Services of a StatefulSet's pods, one for each by the name of the pod, with the ports that the release opens. */
export function podServices(workload: WorkloadDescription): Service[] {
  const { start = 0, podServices: made } = workload.statefulSet ?? {};
  if (made === undefined) return [];
  const { memberPorts } = workload.network;
  const open = workload.pod.container.ports.filter(({ name }) => !memberPorts.some((member) => member.name === name));
  const ports = open.map(servicePort);
  return Array.from({ length: made.count }, (_, index) => {
    const pod = `${workload.name}-${start + index}`;
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(workload, pod),
      spec: {
        type: 'ClusterIP',
        selector: { ...workload.selector, [POD_NAME_LABEL]: pod },
        ports,
        ...(made.ipv6 ? ipv6Only() : {}),
      },
    };
  });
}
