import type { PortRange } from '../beam/argument-ports';
import { isolates } from '../inventory/isolation';
import { chooses, labelSelector } from '../inventory/selectors';
import type { Subject } from '../inventory/subject';
import type { Workload } from '../inventory/workload';
import type { Dictionary } from '../json/dictionary';
import { asNumber, asObjects } from '../json/read';

/** Direction of a NetworkPolicy, with its rules and their peers. */
export type Direction = 'Ingress' | 'Egress';

const FIELDS = { Ingress: ['ingress', 'from'], Egress: ['egress', 'to'] } as const;

/** Policies that isolate a member in a direction. */
export function isolating({ policies }: Workload, direction: Direction): Subject[] {
  return policies.filter((policy) => isolates(policy, direction));
}

/**
 * Whether members of its cluster pass a member's policies, on the first port of each range: a node takes the first that
 * is free. Without ranges: on every port.
 */
export function admitsMembers(member: Workload, direction: Direction, ranges: readonly PortRange[]): boolean {
  const policies = isolating(member, direction);
  if (policies.length === 0) return true;
  const [list, peers] = FIELDS[direction];
  const rules = policies
    .flatMap(({ spec }) => asObjects(spec[list]))
    .filter((rule) => mayBeMembers(asObjects(rule[peers]), member));
  const wanted = ranges.length === 0 ? [undefined] : ranges.map(({ first }) => first);
  return wanted.every((port) => rules.some((rule) => opens(rule, port, member)));
}

/** Whether peers may be the members: everybody, pods of this namespace with their labels, or addresses. */
function mayBeMembers(peers: readonly Dictionary[], { podLabels }: Workload): boolean {
  if (peers.length === 0) return true;
  return peers.some(({ podSelector, namespaceSelector, ipBlock }) => {
    if (ipBlock !== undefined) return true;
    if (podSelector === undefined) return namespaceSelector !== undefined;
    return chooses(labelSelector(podSelector), podLabels);
  });
}

/** Whether a rule opens a port, or every one where none is wanted. */
function opens({ ports }: Dictionary, wanted: number | undefined, member: Workload): boolean {
  const listed = asObjects(ports);
  return listed.length === 0 || listed.some((one) => isOpen(one, wanted, member));
}

function isOpen({ port, endPort, protocol }: Dictionary, wanted: number | undefined, { ports }: Workload): boolean {
  if ((protocol ?? 'TCP') !== 'TCP') return false;
  if (port === undefined || wanted === undefined) return port === undefined;
  const first = asNumber(port);
  if (first === undefined) return ports.some(({ name, containerPort }) => name === port && containerPort === wanted);
  return first <= wanted && wanted <= (asNumber(endPort) ?? first);
}
