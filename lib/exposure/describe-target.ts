import { asObject, asText } from '../json/read';
import type { Service, ServicePort } from '../kubernetes/api';
import { objectLabels } from '../kubernetes/labels';
import type { Termination } from '../pod/termination';
import type { DescribedRelease } from '../release/release-description';
import { type AcceptedRisks, accepts, waiverKey } from '../risks/accepted-risks';
import type { ExposureTarget } from './i-exposure';

const PLAIN_HTTP = waiverKey('plain-http');

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
  const { workload } = release;
  const name = service.metadata?.name as string;
  const healthPath = healthPathOf(release, port);
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    hosts: [...hosts],
    serviceName: name,
    servicePort: port.port,
    servicePortName: port.name as string,
    ...(healthPath === undefined ? {} : { healthPath }),
    drainSeconds: drainSeconds(workload.pod.termination),
    labels: objectLabels(name, workload.labels),
    waiverAnnotations: accepts(risks, 'plain-http') ? { [PLAIN_HTTP]: risks[PLAIN_HTTP] } : {},
  };
}

/** Path of the readiness probe after an override, where it asks by HTTP on the port. */
function healthPathOf({ workload, objects }: DescribedRelease, { targetPort }: ServicePort): string | undefined {
  const pod = objects.workload.spec?.template?.spec;
  const container = pod?.containers?.find(({ name }) => name === workload.pod.container.name);
  const { path, port } = asObject(container?.readinessProbe?.httpGet);
  const answering = container?.ports?.find(({ name, containerPort }) =>
    [name, containerPort].includes(targetPort as never),
  );
  const isAsked = answering !== undefined && [answering.name, answering.containerPort].includes(port as never);
  return isAsked ? asText(path) : undefined;
}

function drainSeconds({ preStopSeconds, drains }: Termination): number {
  return drains.reduce((sum, { seconds }) => sum + seconds, preStopSeconds);
}
