import { Refusal } from '../errors/refusal';
import type { Service, ServicePort } from '../kubernetes/api';
import { checkAnnotations, objectLabels } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { checkPortNumber } from '../kubernetes/port-numbers';
import { isBuiltIn } from '../manifests/built-in';
import { rawManifest } from '../manifests/raw';
import type { PodPort } from '../pod/contribution';
import type { DescribedRelease } from '../release/release-description';
import type { AcceptedRisks } from '../risks/accepted-risks';
import { servicePort } from '../workload/service-port';
import { type EndpointFacts, endpointFacts } from './endpoint-facts';
import type { IExposure } from './i-exposure';
import { service } from './service';
import type { ServiceOptions, ServicePortOptions } from './service-options';
import { type AskedRequest, mergeRequests } from './service-request';
import { serviceTraffic } from './service-traffic';

/** Input of a Service's description. */
export interface ServiceInput {
  readonly name?: string;
  /** Name of the declared port that answers; the first one of TCP when left out. */
  readonly port?: string;
  readonly service?: ServiceOptions;
  readonly exposures?: readonly IExposure[];
}

/** Number of the port where the options name none. */
const PORT = 80;

/**
 * Describes the Service of a release's pods.
 *
 * @throws where a name or port is none, a port is not declared, or two ways in ask for different fields
 */
export function describeService(release: DescribedRelease, input: ServiceInput, risks: AcceptedRisks): Service {
  const { workload, ipv6, httpProtocol } = release;
  const { service: options = {}, exposures = [] } = input;
  const open = workload.pod.container.ports.filter(({ name }) =>
    workload.network.ports.some((port) => port.name === name),
  );
  const answering = open.filter(({ protocol = 'TCP' }) => protocol === 'TCP');
  const port = input.port === undefined ? answering[0] : answering.find(({ name }) => name === input.port);
  if (port === undefined) throw noPort('port', input.port, answering);
  const name = checkName('service', 'name', input.name ?? workload.name);
  const first = portOf(port, {
    port: checkPortNumber('service.port', options.port ?? PORT, 1),
    appProtocol: appProtocolOf(options.appProtocol, exposures) ?? httpProtocol,
  });
  const made = service({
    name,
    labels: objectLabels(name, workload.labels),
    selector: workload.selector,
    ports: [first, ...describePorts(options.ports ?? [], first, open)],
    request: mergeRequests([
      ...annotationsOf(options),
      ...requestsOf(exposures, () => endpointFacts(release, { ...first, name }, risks)),
    ]),
    traffic: serviceTraffic(options, release.target),
    ipv6,
  });
  const index = exposures.findIndex((one) => one.service !== undefined && !isBuiltIn(one));
  if (index >= 0) rawManifest(`exposures[${index}].service`, made, release.target);
  return made;
}

function annotationsOf({ annotations }: ServiceOptions): AskedRequest[] {
  if (annotations === undefined) return [];
  return [{ by: '`service`', request: { annotations: checkAnnotations('service.annotations', annotations) } }];
}

function requestsOf(exposures: readonly IExposure[], facts: () => EndpointFacts): AskedRequest[] {
  return exposures.flatMap((exposure, index) => {
    const by = `exposures[${index}] (${exposure.kind})`;
    return [exposure.service, exposure._serviceFor?.(facts())].flatMap((request) => (request ? [{ by, request }] : []));
  });
}

function portOf(
  declared: PodPort,
  { port, appProtocol }: { readonly port: number; readonly appProtocol?: string },
): ServicePort {
  return { ...servicePort(declared), port, ...(appProtocol ? { appProtocol } : {}) };
}

/** Further ports, each declared, with a name and a number that no other has. */
function describePorts(
  options: readonly ServicePortOptions[],
  first: ServicePort,
  open: readonly PodPort[],
): ServicePort[] {
  const made = [first];
  options.forEach(({ name, port, appProtocol }, index) => {
    const property = `service.ports[${index}]`;
    const declared = open.find((one) => one.name === name);
    if (declared === undefined) throw noPort(`${property}.name`, name, open);
    const one = portOf(declared, {
      port: checkPortNumber(`${property}.port`, port ?? declared.port, 1),
      appProtocol: appProtocol && checkName('qualifiedKey', `${property}.appProtocol`, appProtocol),
    });
    const same = made.find((other) => clash(other, one));
    if (same) throw twice(property, one, same);
    made.push(one);
  });
  return made.slice(1);
}

function clash(one: ServicePort, other: ServicePort): boolean {
  return one.name === other.name || (one.port === other.port && one.protocol === other.protocol);
}

/** Application protocol of the port: the one that the options and the ways in ask for. */
function appProtocolOf(own: string | undefined, exposures: readonly IExposure[]): string | undefined {
  const asked = [
    { property: 'service.appProtocol', value: own },
    ...exposures.map(({ appProtocol }, index) => ({ property: `exposures[${index}].appProtocol`, value: appProtocol })),
  ].filter(({ value }) => value !== undefined);
  if (asked.length === 0) return undefined;
  const [{ property, value: wanted }] = asked;
  const other = asked.find(({ value }) => value !== wanted);
  if (other === undefined) return checkName('qualifiedKey', property, wanted as string);
  throw new Refusal({
    ...other,
    why: `${property} is ${JSON.stringify(wanted)}, and the port of a Service names one`,
    allowed: 'ways in that ask for one application protocol',
    fix: 'make an HttpEndpoint of its own for one of them',
  });
}

function noPort(property: string, wanted: string | undefined, declared: readonly { readonly name: string }[]): Refusal {
  return new Refusal({
    property,
    value: wanted,
    allowed: declared.map(({ name }) => `"${name}"`).join(', ') || 'a declared port, and the release has none',
    fix: 'declare it in `ports` of the release, or name a declared one',
  });
}

function twice(property: string, { name, port }: ServicePort, other: ServicePort): Refusal {
  return new Refusal({
    property,
    value: `${name} ${port}`,
    why: `the Service has "${other.name}" on ${other.port} already`,
    allowed: 'each name and each number once',
    fix: 'choose another number, or remove it',
  });
}
