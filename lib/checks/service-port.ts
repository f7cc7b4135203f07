import type { Inventory } from '../inventory/inventory';
import type { Subject } from '../inventory/subject';
import type { Workload } from '../inventory/workload';
import { asObjects } from '../json/read';
import { NAME_LABEL } from '../kubernetes/labels';
import { listed } from './listed';
import type { Report, Rule } from './rule';

/**
 * Port of a Service that leads to none of the pods that it selects: a name that none of them has, or, of a release's own
 * Service, a number that none declares.
 */
export const servicePort: Rule = {
  id: 'kubernetes/service-port',
  severity: 'error',
  holdsAsMade: true,
  run: (inventory, report) => {
    for (const about of inventory.ofKind('Service')) {
      if (about.spec.clusterIP !== 'None') inService(about, inventory, report);
    }
  },
};

function inService(about: Subject, inventory: Inventory, report: Report): void {
  const behind = inventory.selectedBy(about);
  if (behind.length === 0) return;
  for (const { port, targetPort } of asObjects(about.spec.ports)) {
    const target = targetPort ?? port;
    if (behind.some((one) => isThere(one, target, about))) continue;
    report({
      about,
      involved: behind,
      property: `Service "${about.name}", targetPort`,
      value: target,
      why: 'no pod behind it declares such a port: nobody answers',
      allowed: listed(declared(behind)) || 'a port that the pods declare',
      fix: {
        construct: 'remove the override, or declare the port: `ports` of the release',
        yaml: 'name a port of the pods, or declare it in their container',
      },
    });
  }
}

function isThere({ ports, podLabels }: Workload, target: unknown, service: Subject): boolean {
  if (typeof target === 'string') return ports.some(({ name }) => name === target);
  const isOwn = service.labels[NAME_LABEL] !== undefined && service.labels[NAME_LABEL] === podLabels[NAME_LABEL];
  return !isOwn || ports.length === 0 || ports.some(({ containerPort }) => containerPort === target);
}

function declared(workloads: readonly Workload[]): unknown[] {
  return [...new Set(workloads.flatMap(({ ports }) => ports.map(({ name, containerPort }) => name ?? containerPort)))];
}
