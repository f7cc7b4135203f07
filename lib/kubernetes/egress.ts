/** Ports behind the API server's Service: https://kubernetes.io/docs/reference/networking/ports-and-protocols/. */
const API_SERVER_PORTS: readonly number[] = [443, 6443, 8443, 16443];

/** Rule of egress, as far as it is read here. */
interface EgressRule {
  readonly ports?: unknown;
}

/** Whether rules of egress let DNS through: some port by UDP, or every port. */
export function admitsDns(rules: readonly EgressRule[]): boolean {
  return rules.some((rule) => portsOf(rule).some(({ protocol }) => protocol === 'UDP') || isForEveryPort(rule));
}

/** Whether rules of egress may let the API server through: one of its usual ports by TCP, or every port. */
export function admitsApiServer(rules: readonly EgressRule[]): boolean {
  return rules.some(
    (rule) =>
      isForEveryPort(rule) ||
      portsOf(rule).some(
        ({ port, endPort, protocol }) =>
          (protocol ?? 'TCP') === 'TCP' &&
          (port === undefined || API_SERVER_PORTS.some((one) => Number(port) <= one && one <= Number(endPort ?? port))),
      ),
  );
}

function isForEveryPort(rule: EgressRule): boolean {
  return portsOf(rule).length === 0;
}

interface Port {
  readonly port?: unknown;
  readonly endPort?: unknown;
  readonly protocol?: unknown;
}

function portsOf({ ports }: EgressRule): readonly Port[] {
  return Array.isArray(ports) ? ports.filter((port) => typeof port === 'object' && port !== null) : [];
}
