import type { Service, ServicePort } from '../kubernetes/api';
import { objectLabels } from '../kubernetes/labels';
import type { DescribedRelease } from '../release/release-description';
import type { AcceptedRisks } from '../risks/accepted-risks';
import { endpointFacts } from './endpoint-facts';
import type { ExposureTarget } from './i-exposure';

/** What ways in are told that is not read from the release. */
export interface TargetInput {
  readonly namespace?: string;
  readonly hosts: readonly string[];
  /** Service after its override, and the port of it that answers. */
  readonly service: Service;
  readonly port: ServicePort;
  readonly risks: AcceptedRisks;
}

/** Endpoint as the ways in see it. */
export function describeTarget(release: DescribedRelease, input: TargetInput): ExposureTarget {
  const { namespace, hosts, service, port, risks } = input;
  const name = service.metadata?.name as string;
  const known = { name, port: port.port, targetPort: port.targetPort };
  const { port: servicePort, ...facts } = endpointFacts(release, known, risks);
  return {
    ...facts,
    ...(namespace === undefined ? {} : { namespace }),
    hosts: [...hosts],
    serviceName: name,
    servicePort,
    servicePortName: port.name as string,
    labels: objectLabels(name, release.workload.labels),
  };
}
