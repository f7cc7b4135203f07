import type { Inventory } from '../inventory/inventory';
import type { Subject } from '../inventory/subject';
import { isMember } from '../inventory/workload';
import { asObject, asObjects, asPort, asText } from '../json/read';
import { ROUTES } from '../kubernetes/routes';
import { distributionPorts, isDistribution, OPEN } from './member-ports';
import type { Report, Rule } from './rule';

/** Ingress or a route of the Gateway API that leads to a distribution port. */
export const distributionRoute: Rule = {
  id: 'beam/distribution-route',
  severity: 'error',
  run: (inventory, report) => {
    for (const kind of ['Ingress', ...ROUTES]) {
      for (const route of inventory.ofKind(kind)) onRoute(route, inventory, report);
    }
  },
};

function onRoute(about: Subject, inventory: Inventory, report: Report): void {
  for (const { name, port } of backends(about)) {
    const service = inventory.named('Service', name, about);
    if (service === undefined) continue;
    const target = asObjects(service.spec.ports).find((one) => one.port === port || one.name === port);
    const dialled = target && (target.targetPort ?? target.port);
    const found = inventory
      .selectedBy(service)
      .filter((one) => isMember(one) && isDistribution(distributionPorts(one, inventory), dialled));
    if (found.length === 0) continue;
    const property = `${about.kind} "${about.name}", backend`;
    report({ about, involved: [service, ...found], property, value: { name, port }, ...OPEN });
  }
}

interface Backend {
  readonly name?: string;
  readonly port?: string | number;
}

function backends({ kind, spec }: Subject): Backend[] {
  if (kind !== 'Ingress') {
    return asObjects(spec.rules)
      .flatMap(({ backendRefs }) => asObjects(backendRefs))
      .map(({ name, port }) => ({ name: asText(name), port: asPort(port) }));
  }
  const paths = asObjects(spec.rules)
    .flatMap(({ http }) => asObjects(asObject(http).paths))
    .map(({ backend }) => backend);
  return [...paths, spec.defaultBackend].flatMap((backend) => {
    const { service } = asObject(backend);
    if (service === undefined) return [];
    const { name, port } = asObject(service);
    return [{ name: asText(name), port: asPort(asObject(port).number) ?? asText(asObject(port).name) }];
  });
}
