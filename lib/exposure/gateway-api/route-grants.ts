import { Chart } from 'cdk8s';
import { Refusal } from '../../errors/refusal';
import type { Manifest } from '../../kubernetes/api';
import type { HttpEndpoint } from '../http-endpoint';
import type { ExposureTarget } from '../i-exposure';
import { referenceGrant } from './reference-grant';

/**
 * ReferenceGrants for the Services in other namespaces that a route refers to, one a namespace.
 *
 * @param kind kind of the route
 * @throws where the namespace of the route is not known, which a grant must name
 */
export function grants(
  kind: string,
  target: ExposureTarget,
  endpoints: readonly (HttpEndpoint | undefined)[],
): Manifest[] {
  const byNamespace = new Map<string, Set<string>>();
  for (const endpoint of endpoints) {
    const namespace = endpoint && Chart.of(endpoint).namespace;
    if (endpoint === undefined || namespace === undefined || namespace === target.namespace) continue;
    byNamespace.set(namespace, (byNamespace.get(namespace) ?? new Set()).add(endpoint.name));
  }
  return [...byNamespace].map(([namespace, names]) => {
    const from = { kind, namespace: target.namespace ?? noNamespace() };
    const name = `${from.namespace}-${target.name}`;
    return referenceGrant({ name, labels: target.labels, from, to: { kind: 'Service', namespace, names: [...names] } });
  });
}

function noNamespace(): never {
  throw new Refusal({
    property: 'namespace of the chart',
    value: undefined,
    why: 'the route refers to a Service in another namespace, whose ReferenceGrant must name that of the route',
    allowed: 'a chart with a namespace',
    fix: "new Chart(app, 'chat', { namespace: 'chat' })",
  });
}
