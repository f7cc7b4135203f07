import { ipv6Only } from '../kubernetes/address-families';
import type { Labels, Service, ServicePort } from '../kubernetes/api';
import type { ServiceRequest } from './service-request';

/** Input of the Service builder. */
export interface ServiceDescription {
  readonly name: string;
  readonly labels: Labels;
  /** Labels of the pods. */
  readonly selector: Labels;
  /** Ports: the one that the ways in refer to is the first. */
  readonly ports: readonly ServicePort[];
  /** Fields that the ways in ask for, and annotations. */
  readonly request: ServiceRequest;
  /** Fields that choose among the pods. */
  readonly traffic: Service['spec'];
  readonly ipv6: boolean;
}

/** Service inside the Kubernetes cluster, on an address of its own, and on what the ways in ask for. */
export function service({ name, labels, selector, ports, request, traffic, ipv6 }: ServiceDescription): Service {
  const { annotations, type = 'ClusterIP', nodePort, ...spec } = request;
  const [first, ...others] = ports;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels, ...(annotations ? { annotations } : {}) },
    spec: {
      type,
      selector,
      ports: [nodePort === undefined ? first : { ...first, nodePort }, ...others],
      ...spec,
      ...traffic,
      ...(ipv6 ? ipv6Only() : {}),
    },
  };
}
