import { Refusal } from '../errors/refusal';
import { publicClass } from '../props/public-class';
import type { DistributionCertificate } from './distribution-certificate';
import { DISTRIBUTION_PORT, EPMD_PORT, EPMD_RANGE } from './distribution-ports';
import { TLS_OPTIONS_FILE } from './tls-options';
import { ARGUMENTS_PATH } from './vm-args';

/** Options for `Distribution.singlePort`. */
export interface SinglePortOptions {
  /**
   * Port on which every node of the cluster listens and dials. It is the same on all nodes for ever: a rolling
   * update that changes it splits the cluster, because old and new nodes dial each other on their own port. To change
   * it, scale every member to 0, apply, and wait for the new pods.
   *
   * @default 4370
   */
  readonly port?: number;
}

/** Options for `Distribution.epmd`. */
export interface EpmdOptions {
  /**
   * First port of the range on which nodes listen.
   *
   * @default 9100
   */
  readonly firstPort?: number;

  /**
   * Last port of the range. The node takes one and each `remote` or `rpc` in the pod another, so there are three at
   * least.
   *
   * @default - five above `firstPort`
   */
  readonly lastPort?: number;
}

/** Options for `Distribution.tls`. */
export interface TlsDistributionOptions {
  /** Certificate that each node shows to the others. */
  readonly certificate: DistributionCertificate;

  /**
   * Ports on which nodes listen.
   *
   * @default Distribution.singlePort()
   */
  readonly ports?: Distribution;
}

/** One port of the distribution. */
interface DistributionPort {
  readonly name: string;
  readonly port: number;
}

/**
 * Distribution of a cluster: the ports on which nodes listen for each other.
 */
export class Distribution {
  /**
   * One fixed port without epmd, through mounted vm.args and remote.vm.args, so that `bin/app remote` and `rpc` keep
   * working in the pod.
   *
   * Source: https://www.erlang.org/doc/apps/erts/erl_cmd, `-start_epmd` and `-erl_epmd_port`; `mix help release`,
   * "Epmd-less deployment".
   *
   * @param options the port
   * @throws where the port is not from 1024 to 65535, or is epmd's
   */
  public static singlePort(options: SinglePortOptions = {}): Distribution {
    const port = checkPort('Distribution.singlePort.port', options.port ?? DISTRIBUTION_PORT);
    const shared = ['-start_epmd false', `-erl_epmd_port ${port}`];
    return new Distribution([{ name: 'dist', port }], shared, [...shared, '-dist_listen false']);
  }

  /**
   * epmd (4369) and a range of ports, for clusters whose other nodes need epmd.
   *
   * Source: https://www.erlang.org/doc/apps/kernel/kernel_app, `inet_dist_listen_min` and `inet_dist_listen_max`.
   *
   * @param options the range
   * @throws where the range has fewer than three ports or more than 64, or holds epmd's
   */
  public static epmd(options: EpmdOptions = {}): Distribution {
    const first = checkPort('Distribution.epmd.firstPort', options.firstPort ?? EPMD_RANGE.first);
    const last = checkPort(
      'Distribution.epmd.lastPort',
      options.lastPort ?? first + EPMD_RANGE.last - EPMD_RANGE.first,
    );
    const count = last - first + 1;
    if (count < 3 || count > 64 || (first <= EPMD_PORT && EPMD_PORT <= last)) {
      throw new Refusal({
        property: 'Distribution.epmd',
        value: `${first} to ${last}`,
        why: 'the node takes one port, and each remote shell or rpc in the pod takes another',
        allowed: `3 to 64 ports, without ${EPMD_PORT}`,
        fix: `for example firstPort: ${EPMD_RANGE.first}, lastPort: ${EPMD_RANGE.last}`,
      });
    }
    const ports = Array.from({ length: count }, (_, index) => ({ name: `dist-${first + index}`, port: first + index }));
    const lines = [`-kernel inet_dist_listen_min ${first} inet_dist_listen_max ${last}`];
    return new Distribution([{ name: 'epmd', port: EPMD_PORT }, ...ports], lines, lines);
  }

  /**
   * Mutual TLS: what nodes say to each other is encrypted, and a node without a certificate of the cluster's authority is
   * refused, before it is asked for the cookie. `remote`, `rpc` and `stop`, and jobs that join, use the same certificate.
   * TLS 1.3 alone; the release needs the application `ssl`: `extra_applications: [:ssl]` in mix.exs.
   *
   * The authority alone decides who is a member: a node accepts any name in a certificate that it signed, because most
   * names of nodes are addresses. It must be a private one that signs for this cluster only.
   *
   * A renewed certificate is served without a restart: when the kubelet has brought it (90 seconds at most) and the VM
   * reads its files again (after two minutes at most). Open connections stay.
   *
   * It is the same for ever: nodes with and without TLS refuse each other, so that a rolling update from one to the other
   * splits the cluster. To change it, scale every member to 0, apply, and wait for the new pods.
   *
   * Source: https://www.erlang.org/doc/apps/ssl/ssl_distribution;
   * https://www.erlang.org/doc/apps/ssl/ssl_app, `ssl_pem_cache_clean`.
   *
   * @param options the certificate, and the ports
   * @throws where the ports are with TLS already
   */
  public static tls(options: TlsDistributionOptions): Distribution {
    const { certificate, ports = Distribution.singlePort() } = options;
    if (ports._certificate !== undefined) {
      throw new Refusal({
        property: 'Distribution.tls.ports',
        kind: 'a distribution with a certificate of its own',
        allowed: 'ports',
        fix: 'Distribution.singlePort({ port: … }), or Distribution.epmd()',
      });
    }
    return new Distribution(ports._ports, ports.start, ports.remote, certificate);
  }

  private constructor(
    /**
     * Every port of the distribution.
     * @internal
     */
    public readonly _ports: readonly DistributionPort[],
    private readonly start: readonly string[],
    private readonly remote: readonly string[],
    /**
     * Certificate, where nodes talk TLS.
     * @internal
     */
    public readonly _certificate?: DistributionCertificate,
  ) {}

  /**
   * Lines of both argument files for a member of a cluster.
   *
   * @internal
   */
  public _lines(ipv6: boolean): { readonly start: string[]; readonly remote: string[] } {
    const tls = this._certificate !== undefined;
    const protocol = [
      ...(ipv6 || tls ? [`-proto_dist ${ipv6 ? 'inet6' : 'inet'}_${tls ? 'tls' : 'tcp'}`] : []),
      ...(tls ? [`-ssl_dist_optfile ${ARGUMENTS_PATH}/${TLS_OPTIONS_FILE}`] : []),
    ];
    return { start: [...protocol, ...this.start], remote: [...protocol, ...this.remote] };
  }

  /**
   * Lines for a node in no cluster: one fixed port, bound to loopback.
   *
   * @internal
   */
  public static _loopbackLines(): { readonly start: string[]; readonly remote: string[] } {
    const { start, remote } = Distribution.singlePort()._lines(false);
    return { start: [...start, '-kernel inet_dist_use_interface {127,0,0,1}'], remote };
  }
}

publicClass(Distribution, 'Distribution');

function checkPort(property: string, port: number): number {
  if (Number.isInteger(port) && port >= 1024 && port <= 65535 && port !== EPMD_PORT) return port;
  throw new Refusal({
    property,
    value: port,
    allowed: `a whole number from 1024 to 65535, other than epmd's ${EPMD_PORT}`,
    fix: `for example ${DISTRIBUTION_PORT}`,
  });
}
