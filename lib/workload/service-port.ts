import type { ServicePort } from '../kubernetes/api';
import type { PodPort } from '../pod/contribution';

/** Port of a Service that leads to a declared port of the pods by its name. */
export function servicePort({ name, port, protocol = 'TCP' }: PodPort): ServicePort {
  return { name, port, targetPort: name, protocol };
}
