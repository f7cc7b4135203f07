import { asObject, asText } from '../json/read';
import type { Labels } from '../kubernetes/api';
import type { Termination } from '../pod/termination';
import type { DescribedRelease } from '../release/release-description';
import { type AcceptedRisks, accepts, waiverKey } from '../risks/accepted-risks';

/** What is known of an endpoint before its Service is. */
export interface EndpointFacts {
  /** Name of the Service. */
  readonly name: string;
  /** Number of the Service's port. */
  readonly port: number;
  /** Path that the readiness probe asks, where it does so by HTTP on the port. */
  readonly healthPath?: string;
  /** Seconds for which a pod goes on answering after it was told to stop. */
  readonly drainSeconds: number;
  /** Annotations that keep the reasons of accepted risks. */
  readonly waiverAnnotations: Labels;
}

const PLAIN_HTTP = waiverKey('plain-http');

/** Service of an endpoint, as far as it is known. */
export interface KnownService {
  readonly name: string;
  readonly port: number;
  /** Name or number of the pods' port that answers. */
  readonly targetPort?: number | string;
}

/** Facts of an endpoint. */
export function endpointFacts(
  release: DescribedRelease,
  { name, port, targetPort }: KnownService,
  risks: AcceptedRisks,
): EndpointFacts {
  const healthPath = healthPathOf(release, targetPort);
  return {
    name,
    port,
    ...(healthPath === undefined ? {} : { healthPath }),
    drainSeconds: drainSeconds(release.workload.pod.termination),
    waiverAnnotations: accepts(risks, 'plain-http') ? { [PLAIN_HTTP]: risks[PLAIN_HTTP] } : {},
  };
}

/** Path of the readiness probe after an override, where it asks by HTTP on the port. */
function healthPathOf({ workload, objects }: DescribedRelease, targetPort: unknown): string | undefined {
  const pod = objects.workload.spec?.template?.spec;
  const container = pod?.containers?.find(({ name }) => name === workload.pod.container.name);
  const { path, port } = asObject(container?.readinessProbe?.httpGet);
  const answering = container?.ports?.find((one) => isPort(one, targetPort));
  return answering !== undefined && isPort(answering, port) ? asText(path) : undefined;
}

function isPort(one: { readonly name?: string; readonly containerPort: number }, port: unknown): boolean {
  return port === one.name || port === one.containerPort;
}

function drainSeconds({ preStopSeconds, drains }: Termination): number {
  return drains.reduce((sum, { seconds }) => sum + seconds, preStopSeconds);
}
