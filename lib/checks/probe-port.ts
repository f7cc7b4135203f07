import type { PodContainer } from '../inventory/container';
import type { Workload } from '../inventory/workload';
import { asObject } from '../json/read';
import { listed } from './listed';
import { PROBES } from './probes';
import type { Report, Rule } from './rule';

/**
 * Probe of a port that is not there: a name that its container does not declare, or, of the release's container, a number
 * that no container declares.
 */
export const probePort: Rule = {
  id: 'kubernetes/probe-port',
  severity: 'error',
  run: ({ workloads }, report) => {
    for (const about of workloads) {
      for (const container of about.containers) {
        for (const probe of PROBES) {
          if (container.manifest[probe] !== undefined) inProbe(about, container, probe, report);
        }
      }
    }
  },
};

function inProbe(about: Workload, container: PodContainer, probe: string, report: Report): void {
  const { httpGet, tcpSocket, grpc } = asObject(container.manifest[probe]);
  const { port } = asObject(httpGet ?? tcpSocket ?? grpc);
  if (port === undefined || isThere(about, container, port)) return;
  report({
    about,
    property: `container ${container.name}, ${probe}`,
    value: port,
    why: 'the container declares no such port: the probe fails for ever, and the pod is never Ready or is restarted',
    allowed: listed(container.ports.map(({ name, containerPort }) => name ?? containerPort)) || 'a declared port',
    fix: {
      construct: 'name a port of `ports`, or declare it there',
      yaml: 'name a port of the container, or declare it',
    },
  });
}

function isThere(about: Workload, container: PodContainer, port: unknown): boolean {
  if (typeof port === 'string') return container.ports.some(({ name }) => name === port);
  const { release, ports } = about;
  return container !== release || ports.length === 0 || ports.some(({ containerPort }) => containerPort === port);
}
