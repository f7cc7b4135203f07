import { Refusal } from '../errors/refusal';
import { covers } from '../kubernetes/route-hosts';
import type { KubernetesTarget } from '../kubernetes/target';
import { type IdentifiedObject, objectsOf } from '../manifests/objects-of';
import { checkHosts } from './host';
import type { ExposureTarget, IExposure } from './i-exposure';

/**
 * Objects of every way in. What two of them make alike, such as the certificate of one host, is made once.
 *
 * @throws where a way in serves a host that the endpoint does not, or gives no manifests
 */
export function describeExposures(
  exposures: readonly IExposure[],
  target: ExposureTarget,
  kubernetes: KubernetesTarget,
): IdentifiedObject[] {
  const all = exposures.flatMap((exposure, index) => {
    const property = `exposures[${index}]`;
    const number = exposures.slice(0, index).filter(({ kind }) => kind === exposure.kind).length;
    const own = {
      ...target,
      name: numberName(target.name, number),
      hosts: hostsOf(`${property}.hosts`, exposure, target),
    };
    return objectsOf(exposure, own, { property, id: numberName(exposure.kind, number), kubernetes });
  });
  return all.length < 2 ? all : distinct(all);
}

/** Objects of which no two are the same. */
function distinct(all: readonly IdentifiedObject[]): IdentifiedObject[] {
  const made = new Map<string, IdentifiedObject>();
  for (const one of all) {
    const text = JSON.stringify(one.object);
    if (!made.has(text)) made.set(text, one);
  }
  return [...made.values()];
}

/** The first of several has the name itself, the others a number behind it. */
function numberName(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}

/** Hosts of a way in: the endpoint's, or some of them. */
function hostsOf(property: string, { hosts }: IExposure, target: ExposureTarget): string[] {
  if (hosts === undefined) return [...target.hosts];
  checkHosts(property, hosts);
  const index = hosts.findIndex((host) => !target.hosts.some((one) => covers(one, host)));
  if (index < 0) return [...hosts];
  throw new Refusal({
    property: `${property}[${index}]`,
    value: hosts[index],
    why: 'the endpoint does not serve it, so that nothing else knows of the host',
    allowed: target.hosts.join(', '),
    fix: 'add it to `hosts` of the endpoint',
  });
}
