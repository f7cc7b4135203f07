import { Refusal } from '../errors/refusal';
import type { Service } from '../kubernetes/api';
import { objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { checkPortNumber } from '../kubernetes/port-numbers';
import { markGiven } from '../manifests/given';
import { objectsOf, overrideByKind } from '../manifests/objects-of';
import { applyOverride, checkOverrides } from '../manifests/overrides';
import type { DescribedRelease } from '../release/release-description';
import { type AcceptedRisks, acceptedRisks, accepts, waiverKey } from '../risks/accepted-risks';
import type { Waiver } from '../risks/waiver';
import type { DescribedEndpoint } from './endpoint-description';
import type { EndpointOptions, HttpEndpointOverrides } from './endpoint-options';
import { checkHost } from './host';
import type { ExposureTarget, IExposure } from './i-exposure';
import { checkKeepsTls } from './overridden-tls';
import { service } from './service';

/** Input of an endpoint's description. */
export interface EndpointInput extends EndpointOptions {
  readonly name?: string;
  readonly host?: string;
  readonly port?: string;
  readonly allow?: readonly Waiver[];
  readonly overrides?: HttpEndpointOverrides;
}

const PLAIN_HTTP = waiverKey('plain-http');

/** Port of the Service where the props name none. */
const SERVICE_PORT = 80;

/**
 * Describes the Service and the ways in of a release. The ways in refer to the Service as it is after its override.
 *
 * @throws where a host, port or name is none, a way in is not encrypted without a waiver, or an override does not fit
 */
export function describeEndpoint(release: DescribedRelease, input: EndpointInput): DescribedEndpoint {
  const { exposures = [], overrides } = input;
  const { replicas, bounds } = release.workload;
  if (replicas === undefined && bounds.min === 0) throw servesNobody();
  const risks = input.allow ? acceptedRisks(input.allow) : release.risks;
  checkOverrides({ service: overrides?.service });
  const declared = describeService(release, input);
  const made = applyOverride('service', declared, overrides?.service, release.target);
  if (exposures.length === 0) {
    return { service: made, exposures: overrideByKind('exposures', [], overrides?.exposures, release.target) };
  }
  exposures.forEach((exposure, index) => {
    checkPlainHttp(`exposures[${index}]`, exposure, risks);
  });
  const target = describeTarget(release, made, checkHost('host', input.host as string), risks);
  const objects = exposures.flatMap((exposure, index) => {
    const number = exposures.slice(0, index).filter(({ kind }) => kind === exposure.kind).length;
    return objectsOf(
      exposure,
      { ...target, name: numberName(target.name, number) },
      { property: `exposures[${index}]`, id: numberName(exposure.kind, number), kubernetes: release.target },
    );
  });
  if (knowsOtherHost(release, target.host)) for (const { object } of objects) markGiven(object);
  const overridden = overrideByKind('exposures', objects, overrides?.exposures, release.target);
  if (!accepts(risks, 'plain-http')) {
    overridden.forEach(({ object }, index) => {
      checkKeepsTls(`overrides.exposures.${object.kind}`, objects[index].object, object);
    });
  }
  return { service: made, exposures: overridden };
}

/** Whether the application is told another host than the one that it is reached by. */
function knowsOtherHost({ workload }: DescribedRelease, host: string): boolean {
  const known = workload.pod.container.env.find(({ name }) => name === 'PHX_HOST')?.value;
  return known !== undefined && known !== host;
}

function describeService({ workload, ipv6 }: DescribedRelease, input: EndpointInput): Service {
  const { ports } = workload.pod.container;
  const open = ports.filter(
    ({ name, protocol = 'TCP' }) => protocol === 'TCP' && workload.network.ports.some((port) => port.name === name),
  );
  const port = input.port === undefined ? open[0] : open.find(({ name }) => name === input.port);
  if (port === undefined) throw noPort(input.port, open);
  const name = checkName('service', 'name', input.name ?? workload.name);
  return service({
    name,
    labels: objectLabels(name, workload.labels),
    selector: workload.selector,
    portName: port.name,
    port: checkPortNumber('servicePort', input.servicePort ?? SERVICE_PORT, 1),
    protocol: port.protocol,
    appProtocol: appProtocolOf(input.exposures ?? []),
    ipv6,
  });
}

/** Application protocol of the Service's port: the one that the ways in ask for. */
function appProtocolOf(exposures: readonly IExposure[]): string | undefined {
  const asked = exposures.map(({ appProtocol }) => appProtocol);
  const [wanted] = asked.filter((one) => one !== undefined);
  const index = asked.findIndex((one) => one !== undefined && one !== wanted);
  if (index < 0) return wanted === undefined ? undefined : checkName('qualifiedKey', 'exposures.appProtocol', wanted);
  throw new Refusal({
    property: `exposures[${index}].appProtocol`,
    value: asked[index],
    why: `another way in asks for ${wanted}, and the port of a Service names one`,
    allowed: 'ways in that ask for one application protocol',
    fix: 'make an HttpEndpoint of its own for one of them',
  });
}

/** Endpoint as the ways in see it: the Service after its override. */
function describeTarget(
  { workload }: DescribedRelease,
  { metadata, spec }: Service,
  host: string,
  risks: AcceptedRisks,
): Omit<ExposureTarget, 'kind'> {
  const [port] = spec?.ports ?? [];
  const name = metadata?.name as string;
  return {
    name,
    host,
    serviceName: name,
    servicePort: port.port,
    servicePortName: port.name as string,
    labels: objectLabels(name, workload.labels),
    waiverAnnotations: accepts(risks, 'plain-http') ? { [PLAIN_HTTP]: risks[PLAIN_HTTP] } : {},
  };
}

/** The first of several has the name itself, the others a number behind it. */
function numberName(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
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

function noPort(wanted: string | undefined, declared: readonly { readonly name: string }[]): Refusal {
  return new Refusal({
    property: 'port',
    value: wanted,
    allowed: declared.map(({ name }) => `"${name}"`).join(', ') || 'a declared port, and the release has none',
    fix: 'declare it in `ports` of the release, or name a declared one',
  });
}
