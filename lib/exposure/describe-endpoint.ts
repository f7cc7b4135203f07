import { Refusal } from '../errors/refusal';
import type { Service, ServicePort } from '../kubernetes/api';
import { covers } from '../kubernetes/route-hosts';
import { markGiven } from '../manifests/given';
import { overrideByKind } from '../manifests/objects-of';
import { applyOverride, checkOverrides } from '../manifests/overrides';
import type { Place } from '../manifests/place';
import type { DescribedRelease } from '../release/release-description';
import { type AcceptedRisks, acceptedRisks, accepts } from '../risks/accepted-risks';
import type { Waiver } from '../risks/waiver';
import { describeExposures } from './describe-exposures';
import { describeService } from './describe-service';
import { describeTarget } from './describe-target';
import type { DescribedEndpoint } from './endpoint-description';
import type { EndpointOptions, HttpEndpointOverrides } from './endpoint-options';
import { checkHost, checkHosts } from './host';
import type { IExposure } from './i-exposure';
import { checkKeepsTls } from './overridden-tls';

/** Input of an endpoint's description. */
export interface EndpointInput extends EndpointOptions {
  readonly name?: string;
  /** Host where `hosts` are left out. */
  readonly host?: string;
  readonly port?: string;
  readonly allow?: readonly Waiver[];
  readonly overrides?: HttpEndpointOverrides;
}

/**
 * Describes the Service and the ways in of a release. The ways in refer to the Service as it is after its override.
 *
 * @throws where a host, port or name is none, a way in is not encrypted without a waiver, or an override does not fit
 */
export function describeEndpoint(place: Place, release: DescribedRelease, input: EndpointInput): DescribedEndpoint {
  const { exposures = [], overrides } = input;
  const { replicas, bounds } = release.workload;
  if (replicas === undefined && bounds.min === 0) throw servesNobody();
  const risks = input.allow ? acceptedRisks(input.allow) : release.risks;
  checkOverrides({ service: overrides?.service });
  const declared = describeService(release, input, risks);
  const made = applyOverride('service', declared, overrides?.service, release.target);
  const port = portNamed(made, declared);
  if (exposures.length === 0) {
    return { service: made, port, exposures: overrideByKind('exposures', [], overrides?.exposures, release.target) };
  }
  exposures.forEach((exposure, index) => {
    checkPlainHttp(`exposures[${index}]`, exposure, risks);
  });
  const hosts = hostsOf(input, exposures);
  const target = describeTarget(release, { namespace: place.namespace, hosts, service: made, port, risks });
  const objects = describeExposures(exposures, target, release.target);
  if (knowsOtherHost(release, exposures, hosts)) for (const { object } of objects) markGiven(object);
  const overridden = overrideByKind('exposures', objects, overrides?.exposures, release.target);
  if (!accepts(risks, 'plain-http')) {
    overridden.forEach(({ object }, index) => {
      checkKeepsTls(`overrides.exposures.${object.kind}`, objects[index].object, object);
    });
  }
  return { service: made, port, exposures: overridden };
}

/** Hosts of the endpoint; a Service that takes every host needs none. */
function hostsOf({ host, hosts }: EndpointInput, exposures: readonly IExposure[]): readonly string[] {
  if (hosts !== undefined) return checkHosts('hosts', hosts);
  if (host === undefined && exposures.every(({ _everyHost }) => _everyHost)) return [];
  return [checkHost('host', host as string)];
}

/** Port of the Service that answers, after the override. */
function portNamed({ spec }: Service, declared: Service): ServicePort {
  const answers = declared.spec?.ports?.[0].name;
  const ports = spec?.ports as ServicePort[];
  return ports.find(({ name }) => name === answers) ?? ports[0];
}

/** Whether the application is told a host that is none of those that it is reached by. */
function knowsOtherHost(
  { workload }: DescribedRelease,
  exposures: readonly IExposure[],
  hosts: readonly string[],
): boolean {
  const known = workload.pod.container.env.find(({ name }) => name === 'PHX_HOST')?.value;
  if (known === undefined) return false;
  return !exposures.some((one) => (one.hosts ?? hosts).some((host) => covers(host, known)));
}

function checkPlainHttp(property: string, { kind, plainHttp = false }: IExposure, risks: AcceptedRisks): void {
  if (!plainHttp || accepts(risks, 'plain-http')) return;
  throw new Refusal({
    property,
    value: `Exposure.${kind} without TLS`,
    why: 'session cookies would cross the network in the open, and a generated prod configuration makes https links',
    allowed:
      'a certificate: Tls.secret, Tls.issuer, Tls.clusterIssuer, or Tls.loadBalancer where a load balancer has one',
    fix: "tls: Tls.clusterIssuer('letsencrypt'); where nothing encrypts: allow: [Waiver.plainHttp('why')]",
  });
}

function servesNobody(): Refusal {
  return new Refusal({
    property: 'scaling.minReplicas',
    value: 0,
    why: 'with no pod the Service has nobody to hand a request to, and no request starts a pod',
    allowed: '1 or more for what serves',
    fix: 'raise min of the scaler',
  });
}
