import type { Dictionary } from '../json/dictionary';
import { asObjects } from '../json/read';

/** Ports behind the API server's Service: https://kubernetes.io/docs/reference/networking/ports-and-protocols/. */
const API_SERVER_PORTS: readonly number[] = [443, 6443, 8443, 16443];

/** Rule of egress, as far as it is read here. */
interface EgressRule {
  readonly ports?: unknown;
  readonly to?: unknown;
}

/** Whether rules of egress let DNS through: some port by UDP, or every port. */
export function admitsDns(rules: readonly EgressRule[]): boolean {
  return rules.some((rule) => isForDns(rule) || isForEveryPort(rule));
}

/** Whether a rule of egress has a port by UDP, as that for DNS has. */
export function isForDns(rule: EgressRule): boolean {
  return portsOf(rule).some(({ protocol }) => protocol === 'UDP');
}

/** Whether rules of egress let the API server through: one of its usual ports by TCP, or every port. */
export function admitsApiServer(rules: readonly EgressRule[]): boolean {
  return rules.some(
    (rule) =>
      isForEveryPort(rule) ||
      portsOf(rule).some(
        ({ port, endPort, ...rest }) =>
          isTcp(rest) &&
          (port === undefined || API_SERVER_PORTS.some((one) => Number(port) <= one && one <= Number(endPort ?? port))),
      ),
  );
}

/** Whether rules of egress may let it through, on whatever port it has: some port by TCP to a range of addresses. */
export function mayAdmitApiServer(rules: readonly EgressRule[]): boolean {
  return admitsApiServer(rules) || rules.some((rule) => isToAddresses(rule) && portsOf(rule).some(isTcp));
}

function isTcp({ protocol }: Dictionary): boolean {
  return (protocol ?? 'TCP') === 'TCP';
}

function isToAddresses({ to }: EgressRule): boolean {
  return !Array.isArray(to) || asObjects(to).some((peer) => 'ipBlock' in peer);
}

function isForEveryPort(rule: EgressRule): boolean {
  return portsOf(rule).length === 0;
}

function portsOf({ ports }: EgressRule): readonly Dictionary[] {
  return asObjects(ports);
}
