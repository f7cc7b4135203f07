import { isIP } from 'node:net';
import { Refusal } from '../errors/refusal';
import type { Labels, NetworkPolicyEgressRule, NetworkPolicyPeer } from '../kubernetes/api';
import { checkSelector } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { checkPortNumber } from '../kubernetes/ports';

/** Who is on the other side of a connection. */
export class NetworkPeer {
  /**
   * Pods of the same namespace.
   *
   * @param labels their labels
   */
  public static pods(labels: { [key: string]: string }): NetworkPeer {
    return new NetworkPeer({ podSelector: { matchLabels: notEmpty('NetworkPeer.pods', labels) } });
  }

  /**
   * Every pod of the namespaces that carry these labels; `kubernetes.io/metadata.name` is the name of a namespace.
   *
   * @param labels the namespaces' labels
   */
  public static namespaces(labels: { [key: string]: string }): NetworkPeer {
    return new NetworkPeer({ namespaceSelector: { matchLabels: notEmpty('NetworkPeer.namespaces', labels) } });
  }

  /**
   * A range of addresses.
   *
   * @param cidr for example `10.0.0.0/8`
   */
  public static cidr(cidr: string): NetworkPeer {
    const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(String(cidr)) ?? [];
    const family = isIP(address);
    if (family === 0 || Number(length) > (family === 4 ? 32 : 128)) {
      throw new Refusal({
        property: 'NetworkPeer.cidr',
        value: cidr,
        allowed: 'an address and a prefix length',
        fix: 'for example "10.0.0.0/8"',
      });
    }
    return new NetworkPeer({ ipBlock: { cidr } });
  }

  private constructor(
    /** @internal */
    public readonly _peer: NetworkPolicyPeer,
  ) {}
}

/** A port on which a release listens. */
export interface ReleasePort {
  /** Its name, 15 characters at most. Probes, Services and NetworkPolicies refer to it. */
  readonly name: string;

  /** Its number, from 1024 to 65535: a container without privileges cannot listen below. */
  readonly port: number;

  /**
   * Who may connect.
   *
   * @default - everybody who reaches the pod
   */
  readonly from?: NetworkPeer[];
}

/** What a release may connect to, once `egress` is given. */
export class Egress {
  /** The cluster's DNS: UDP and TCP 53 of every namespace's pods. Every strategy that looks up names needs it. */
  public static dns(): Egress {
    const ports = [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ];
    return new Egress({ to: [{ namespaceSelector: {} }], ports });
  }

  /**
   * The API server, which libcluster's Kubernetes strategy asks. A policy sees the address behind the `kubernetes`
   * Service, not the Service's own: `kubectl get endpoints kubernetes` shows it.
   *
   * @param cidr the API server's own address, for example `10.123.0.1/32`
   * @param port its own port, 6443 unless told otherwise
   */
  public static apiServer(cidr: string, port = 6443): Egress {
    return Egress.to(NetworkPeer.cidr(cidr), [port]);
  }

  /**
   * Anything else.
   *
   * @param peer who
   * @param ports TCP ports, every port when left out
   */
  public static to(peer: NetworkPeer, ports: number[] = []): Egress {
    for (const port of ports) checkPortNumber('Egress.to.ports', port, 1);
    const list = ports.map((port) => ({ port, protocol: 'TCP' }));
    return new Egress({ to: [peer._peer], ...(list.length ? { ports: list } : {}) });
  }

  private constructor(
    /** @internal */
    public readonly _rule: NetworkPolicyEgressRule,
  ) {}
}

/** Refuses what is no address. */
export function checkAddress(property: string, address: string | undefined): void {
  if (isIP(String(address)) !== 0) return;
  throw new Refusal({ property, value: address, allowed: 'an IPv4 or IPv6 address', fix: 'for example "10.0.0.9"' });
}

/** Refuses ports that no container without privileges can open, that clash, or that the distribution has. */
export function checkPorts(
  property: string,
  ports: readonly ReleasePort[],
  distribution: readonly { name: string; port: number }[],
): readonly ReleasePort[] {
  ports.forEach(({ name, port, from }, index) => {
    const at = `${property}[${index}]`;
    if (from?.length === 0) throw fromNobody(`${at}.from`);
    checkName('portName', `${at}.name`, name);
    checkPortNumber(`${at}.port`, port, 1024);
    const taken = distribution.find((one) => one.port === port || one.name === name);
    if (taken) {
      throw new Refusal({
        property: at,
        value: `${name} ${port}`,
        why: `"${taken.name}" ${taken.port} is the Erlang distribution's: it would be open to everybody`,
        allowed: 'any other name and number',
        fix: 'choose another port, or move the distribution: Distribution.singlePort({ port })',
      });
    }
    const same = ports.findIndex((other) => other.port === port || other.name === name);
    if (same === index) return;
    throw new Refusal({
      property: at,
      value: `${name} ${port}`,
      why: `${property}[${same}] has that name or number already`,
      allowed: 'each name and each number once',
      fix: 'remove one of them',
    });
  });
  return ports;
}

function fromNobody(property: string): Refusal {
  return new Refusal({
    property,
    value: [],
    why: 'for a NetworkPolicy an empty list means everybody',
    allowed: 'one peer or more',
    fix: 'leave it out for everybody; where nobody may connect, do not declare the port',
  });
}

function notEmpty(property: string, labels: Labels): Labels {
  if (Object.keys(labels ?? {}).length > 0) return checkSelector(property, labels);
  throw new Refusal({
    property,
    value: labels,
    allowed: 'one label or more',
    fix: 'name the labels; an empty selector means everybody',
  });
}
