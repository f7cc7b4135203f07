import { isIP } from 'node:net';
import type { Protocol } from 'cdk8s-plus-27';
import { Refusal } from '../errors/refusal';
import { checkAddress, checkCidr } from '../kubernetes/addresses';
import type { Labels, NetworkPolicyEgressRule, NetworkPolicyPeer, NetworkPolicyPort } from '../kubernetes/api';
import { checkSelector, NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { checkPortNumber, portKey } from '../kubernetes/port-numbers';
import { publicClass } from '../props/public-class';

/** Peer on the other side of a connection. */
export class NetworkPeer {
  /**
   * Pods of the same namespace.
   *
   * @param labels their labels
   * @throws where there is no label, or one that Kubernetes does not take
   */
  public static pods(labels: { [key: string]: string }): NetworkPeer {
    return new NetworkPeer({ podSelector: { matchLabels: { ...notEmpty('NetworkPeer.pods', labels) } } });
  }

  /**
   * Pods of another namespace, such as those of a controller of Ingresses.
   *
   * Source: https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
   *
   * @example
   *
   *   NetworkPeer.podsIn('infra', { 'app.kubernetes.io/name': 'traefik' })
   *
   * @param namespace name of the namespace
   * @param labels the pods' labels
   * @throws where the namespace is no name, or there is no label or one that Kubernetes does not take
   */
  public static podsIn(namespace: string, labels: { [key: string]: string }): NetworkPeer {
    const named = { [NAMESPACE_NAME_LABEL]: checkName('label', 'NetworkPeer.podsIn.namespace', namespace) };
    return new NetworkPeer({
      namespaceSelector: { matchLabels: named },
      podSelector: { matchLabels: { ...notEmpty('NetworkPeer.podsIn', labels) } },
    });
  }

  /**
   * Every pod of the namespaces that carry these labels; `kubernetes.io/metadata.name` is the name of a namespace.
   *
   * @param labels the namespaces' labels
   * @throws where there is no label, or one that Kubernetes does not take
   */
  public static namespaces(labels: { [key: string]: string }): NetworkPeer {
    return new NetworkPeer({ namespaceSelector: { matchLabels: { ...notEmpty('NetworkPeer.namespaces', labels) } } });
  }

  /**
   * Range of addresses.
   *
   * @param cidr for example `10.0.0.0/8`
   * @throws where it is no network address with a prefix length
   */
  public static cidr(cidr: string): NetworkPeer {
    return new NetworkPeer({ ipBlock: { cidr: checkCidr('NetworkPeer.cidr', cidr) } });
  }

  private constructor(
    /** @internal */
    public readonly _peer: NetworkPolicyPeer,
  ) {}
}

publicClass(NetworkPeer, 'NetworkPeer');

/** Port on which a release listens. */
export interface ReleasePort {
  /** Name, 15 characters at most. Probes, Services and NetworkPolicies refer to it. */
  readonly name: string;

  /** Number, from 1024 to 65535; from 1 with `Waiver.podSecurity`: a container without privileges cannot listen below. */
  readonly port: number;

  /**
   * Protocol. Probes and an HttpEndpoint take ports of TCP alone.
   *
   * @default - TCP
   */
  readonly protocol?: Protocol;

  /**
   * Peers that may connect.
   *
   * @default - everybody who reaches the pod
   */
  readonly from?: NetworkPeer[];
}

/** Options for `Egress.dns`. */
export interface DnsEgressOptions {
  /**
   * Ports on which DNS servers listen. A policy sees the port behind the DNS Service: CoreDNS listens on 53 or 1053,
   * OpenShift's on 5353.
   *
   * @default [53, 1053, 5353]
   */
  readonly ports?: number[];

  /**
   * Address of NodeLocal DNSCache, which is no pod.
   *
   * Source: https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
   *
   * @default '169.254.20.10'
   */
  readonly nodeLocalAddress?: string;
}

/** Connection that a release may open, once `egress` is given. */
export class Egress {
  /**
   * Cluster's DNS, over UDP and TCP, in the pods of every namespace and on the node. Every strategy that looks up
   * names needs it.
   *
   * @param options ports, and the address on the node
   * @throws where a port or the address is none
   */
  public static dns(options: DnsEgressOptions = {}): Egress {
    const { ports = [53, 1053, 5353], nodeLocalAddress = '169.254.20.10' } = options;
    for (const port of checkSome('Egress.dns.ports', ports, 'every port')) checkPortNumber('Egress.dns.ports', port, 1);
    checkAddress('Egress.dns.nodeLocalAddress', nodeLocalAddress);
    const cidr = `${nodeLocalAddress}/${isIP(nodeLocalAddress) === 6 ? 128 : 32}`;
    return new Egress({
      to: [{ namespaceSelector: {} }, { ipBlock: { cidr } }],
      ports: ['UDP', 'TCP'].flatMap((protocol) => ports.map((port) => ({ port, protocol }))),
    });
  }

  /**
   * API server, which libcluster's Kubernetes strategy asks. A policy sees the address behind the `kubernetes`
   * Service, not the Service's own: `kubectl get endpoints kubernetes` shows it.
   *
   * @param cidr the API server's own address, for example `10.123.0.1/32`
   * @param port its own port, 6443 unless told otherwise
   * @throws where the range or the port is none
   */
  public static apiServer(cidr: string, port = 6443): Egress {
    return new Egress({ to: [NetworkPeer.cidr(cidr)._peer], ports: [tcp('Egress.apiServer.port', port)] }, true);
  }

  /**
   * Any other peer.
   *
   * @param peer peer that is connected to
   * @param ports TCP ports, every port when left out
   * @throws where a port is none
   */
  public static to(peer: NetworkPeer, ports?: number[]): Egress {
    const list = ports && checkSome('Egress.to.ports', ports, 'every port').map((port) => tcp('Egress.to.ports', port));
    return new Egress({ to: [peer._peer], ...(list ? { ports: list } : {}) });
  }

  private constructor(
    /** @internal */
    public readonly _rule: NetworkPolicyEgressRule,
    /** @internal */
    public readonly _isApiServer = false,
  ) {}
}

publicClass(Egress, 'Egress');

function tcp(property: string, port: number): NetworkPolicyPort {
  return { port: checkPortNumber(property, port, 1), protocol: 'TCP' };
}

/**
 * Ports of the user's.
 *
 * @param from lowest number that the container may open
 * @param distribution ports of the distribution, which stay closed to others
 * @throws where a name or number is none, clashes, or is the distribution's
 */
export function checkPorts(
  property: string,
  ports: readonly ReleasePort[],
  from: number,
  distribution: readonly { name: string; port: number }[],
): readonly ReleasePort[] {
  ports.forEach((one, index) => {
    const { name, port } = one;
    const at = `${property}[${index}]`;
    if (one.from !== undefined) checkSome(`${at}.from`, one.from, 'everybody');
    checkName('portName', `${at}.name`, name);
    checkPortNumber(`${at}.port`, port, from);
    const taken = distribution.find((other) => clash(other, one));
    if (taken) throw ofDistribution(at, one, taken);
    const same = ports.findIndex((other) => clash(other, one));
    if (same !== index) throw twice(at, one, `${property}[${same}]`);
  });
  return ports;
}

interface Numbered {
  readonly name: string;
  readonly port: number;
  readonly protocol?: string;
}

/** Whether two ports have one name, or one number of one protocol. */
function clash(one: Numbered, other: Numbered): boolean {
  return one.name === other.name || portKey(one.port, one.protocol) === portKey(other.port, other.protocol);
}

function ofDistribution(property: string, { name, port }: Numbered, taken: Numbered): Refusal {
  return new Refusal({
    property,
    value: `${name} ${port}`,
    why: `"${taken.name}" ${taken.port} is the Erlang distribution's: it would be open to everybody`,
    allowed: 'any other name and number',
    fix: 'choose another port, or move the distribution: Distribution.singlePort({ port })',
  });
}

function twice(property: string, { name, port }: Numbered, other: string): Refusal {
  return new Refusal({
    property,
    value: `${name} ${port}`,
    why: `${other} has that name or number already`,
    allowed: 'each name and each number once',
    fix: 'remove one of them',
  });
}

/** Refuses an empty list of peers or ports, which a NetworkPolicy reads as everybody or every port. */
export function checkSome<T>(property: string, list: readonly T[], every: 'everybody' | 'every port'): readonly T[] {
  if (list.length > 0) return list;
  throw new Refusal({
    property,
    value: [],
    why: `for a NetworkPolicy an empty list means ${every}`,
    allowed: every === 'everybody' ? 'one peer or more' : 'one port or more',
    fix: `leave it out for ${every}; for none, leave out what it belongs to`,
  });
}

function notEmpty(property: string, labels: Labels): Labels {
  if (Object.keys(labels).length > 0) return checkSelector(property, labels);
  throw new Refusal({
    property,
    value: labels,
    allowed: 'one label or more',
    fix: 'name the labels; an empty selector means everybody',
  });
}
