import { ipv6Only } from '../kubernetes/address-families';
import type { Labels, Service } from '../kubernetes/api';

/** Input of the Service builder. */
export interface ServiceDescription {
  readonly name: string;
  readonly labels: Labels;
  /** Labels of the pods. */
  readonly selector: Labels;
  /** Name of the port, in the Service and in the pods. */
  readonly portName: string;
  readonly port: number;
  readonly protocol?: string;
  readonly appProtocol?: string;
  readonly ipv6: boolean;
}

/** Service inside the Kubernetes cluster, on an address of its own. */
export function service(description: ServiceDescription): Service {
  const { name, labels, selector, portName, port, protocol = 'TCP', appProtocol, ipv6 } = description;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: {
      type: 'ClusterIP',
      selector,
      ports: [{ name: portName, port, targetPort: portName, protocol, ...(appProtocol ? { appProtocol } : {}) }],
      ...(ipv6 ? ipv6Only() : {}),
    },
  };
}
