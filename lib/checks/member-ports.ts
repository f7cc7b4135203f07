import { ARGUMENT_VARIABLES, listeningPorts, type PortRange } from '../beam/argument-ports';
import { DISTRIBUTION_PORT_NAMES, EPMD_PORT } from '../beam/distribution-ports';
import { type ArgumentFiles, readFiles } from '../inventory/argument-files';
import type { Inventory } from '../inventory/inventory';
import type { Workload } from '../inventory/workload';

/** Ports on which a member's node can be dialled: numbers, and the names of container ports with such numbers. */
export interface DistributionPorts {
  readonly ranges: readonly PortRange[];
  readonly names: ReadonlySet<string>;
  /** Whether the node is told where it listens. */
  readonly told: boolean;
}

/** Variable by which relx sets the port. */
const RELX_PORT = 'ERL_DIST_PORT';

const KNOWN = new WeakMap<Workload, DistributionPorts>();

/**
 * Distribution ports of a member, by what its node is told: argument files in mounted ConfigMaps, arguments in the
 * environment, relx' ERL_DIST_PORT. Where nothing is said, by the usual names and epmd's number.
 */
export function distributionPorts(member: Workload, inventory: Inventory): DistributionPorts {
  const known = KNOWN.get(member);
  if (known !== undefined) return known;
  const { node, remote } = toldPorts(member, inventory);
  const told = [...node, ...remote];
  const ranges = told.length > 0 ? told : usualPorts(member);
  const names = member.ports.flatMap(({ name, containerPort }) =>
    typeof name === 'string' && holds(ranges, containerPort) ? [name] : [],
  );
  const ports = { ranges, names: new Set(names), told: node.length > 0 };
  KNOWN.set(member, ports);
  return ports;
}

/** Whether a number or name is one of them. */
export function isDistribution({ ranges, names }: DistributionPorts, port: unknown): boolean {
  return holds(ranges, port) || (typeof port === 'string' && names.has(port));
}

function toldPorts(member: Workload, inventory: Inventory): Pick<ArgumentFiles, 'node' | 'remote'> {
  const [node, remote]: PortRange[][] = [[], []];
  for (const files of readFiles(member, inventory)) {
    node.push(...files.node);
    remote.push(...files.remote);
  }
  for (const container of member.containers) {
    const port = Number(container.textOf(RELX_PORT) ?? Number.NaN);
    if (Number.isInteger(port)) node.push({ first: port, last: port });
    for (const variable of ARGUMENT_VARIABLES) node.push(...listeningPorts(container.textOf(variable) ?? ''));
  }
  return { node, remote };
}

function usualPorts({ ports }: Workload): PortRange[] {
  const named = ports.flatMap(({ name, containerPort }) =>
    DISTRIBUTION_PORT_NAMES.includes(name as string) && typeof containerPort === 'number' ? [containerPort] : [],
  );
  return [EPMD_PORT, ...named].map((port) => ({ first: port, last: port }));
}

function holds(ranges: readonly PortRange[], port: unknown): boolean {
  return typeof port === 'number' && ranges.some(({ first, last }) => first <= port && port <= last);
}

/** Words about an open distribution port. */
export const OPEN = {
  why: 'it opens the Erlang distribution: whoever reaches it and has the cookie runs any code in the node',
  allowed: 'distribution ports on a headless Service, admitted from members of the cluster alone',
  fix: 'remove the port there; to run code in a node use `kubectl exec -it POD -- bin/APP remote`',
};
