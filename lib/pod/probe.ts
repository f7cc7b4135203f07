import type { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import type { Probe as ApiProbe } from '../kubernetes/api';
import { checkCount } from '../kubernetes/limits';
import { seconds } from '../kubernetes/quantities';
import { publicClass } from '../props/public-class';
import { KUBELET_HEADERS } from './kubelet-headers';

/** Port and times of a probe. */
export interface ProbeOptions {
  /**
   * Name of the declared port that is asked.
   *
   * @default - the first declared port
   */
  readonly port?: string;

  /**
   * Time between the start of the container and the first probe.
   *
   * @default - none: the startup probe is there for slow starts
   */
  readonly initialDelay?: Duration;

  /**
   * Time between two probes.
   *
   * @default - startup 2 s, readiness 5 s, liveness 10 s
   */
  readonly period?: Duration;

  /**
   * Longest time that an answer may take.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * Failures in a row after which the probe counts as failed.
   *
   * @default - startup 60 (two minutes), readiness 3, liveness 6
   */
  readonly failureThreshold?: number;
}

/** Scheme of an HTTP probe. */
export enum HttpScheme {
  /** HTTP in the clear. */
  HTTP = 'HTTP',

  /** HTTPS; the kubelet does not check the certificate. */
  HTTPS = 'HTTPS',
}

/** Options for `Probe.fromHttpGet`. */
export interface HttpProbeOptions extends ProbeOptions {
  /**
   * Further headers. One named `Host` or `X-Forwarded-Proto` takes the place of the probe's own.
   *
   * @default - `Host: localhost` and `X-Forwarded-Proto: https` alone
   */
  readonly headers?: { [name: string]: string };

  /**
   * Scheme of the request.
   *
   * @default HttpScheme.HTTP
   */
  readonly scheme?: HttpScheme;
}

/** Options for `Probe.fromGrpc`. */
export interface GrpcProbeOptions extends ProbeOptions {
  /**
   * Name of the gRPC service.
   *
   * @default - the server as a whole
   */
  readonly service?: string;
}

/** Times of a probe that gives none. */
interface Defaults {
  readonly period: number;
  readonly failures: number;
}

/** Default times of the three probes. */
export const STARTUP: Defaults = { period: 2, failures: 60 };
export const READINESS: Defaults = { period: 5, failures: 3 };
export const LIVENESS: Defaults = { period: 10, failures: 6 };

/** Port that a probe may ask. */
export interface ProbePort {
  readonly name: string;
  readonly port: number;
  /** Protocol, TCP when left out. */
  readonly protocol?: string;
}

type Action = (port: ProbePort) => ApiProbe;

/** Port of a probe that asks none. */
const NO_PORT: ProbePort = { name: '', port: 0 };

/** Probe of the kubelet: whether a release has started, is ready, is alive. */
export class Probe {
  /**
   * Probe that opens a TCP connection.
   *
   * @param options port and times
   * @throws where a time is not in whole seconds
   */
  public static fromTcpSocket(options: ProbeOptions = {}): Probe {
    return new Probe(options, ({ name }) => ({ tcpSocket: { port: name } }));
  }

  /**
   * Probe that asks an HTTP path; any status from 200 to 399 passes. It is sent with `Host: localhost` and
   * `X-Forwarded-Proto: https`, so that Plug.SSL (`force_ssl`) answers it rather than redirecting every path, which
   * would pass whatever the path does. For liveness choose a path that asks nothing of the database: a database that is
   * down must not restart the pods.
   *
   * Source: Plug.SSL, `:exclude`; https://github.com/kubernetes/kubernetes/issues/75416.
   *
   * @example
   *
   *   readinessProbe: Probe.fromHttpGet('/health', { timeout: Duration.seconds(2) })
   *
   * @param path path with its `/`
   * @param options headers, scheme, port and times
   * @throws where the path does not start with `/`, a header is none, or a time is not in whole seconds
   */
  public static fromHttpGet(path: string, options: HttpProbeOptions = {}): Probe {
    if (!/^\/[^\s#]*$/.test(path)) {
      throw new Refusal({
        property: 'Probe.fromHttpGet.path',
        value: path,
        allowed: 'a path that starts with `/`',
        fix: 'for example "/health"',
      });
    }
    const httpHeaders = headers(options.headers ?? {});
    const scheme = options.scheme === HttpScheme.HTTPS ? { scheme: 'HTTPS' } : {};
    return new Probe(options, ({ name }) => ({ httpGet: { path, port: name, ...scheme, httpHeaders } }));
  }

  /**
   * Probe that asks the gRPC health service.
   *
   * Source: https://github.com/grpc/grpc/blob/master/doc/health-checking.md
   *
   * @param options service, port and times
   * @throws where a time is not in whole seconds
   */
  public static fromGrpc(options: GrpcProbeOptions = {}): Probe {
    const service = options.service ? { service: options.service } : {};
    return new Probe(options, ({ port }) => ({ grpc: { port, ...service } }));
  }

  /**
   * Probe that runs a command in the container; exit code 0 passes. It needs `Waiver.execProbe`: `bin/app rpc` starts a
   * second VM for every probe, which costs a core for a second and hangs when the node is busy.
   *
   * @param command command with its arguments, without a shell
   * @param options times
   * @throws where the command is empty, or a time is not in whole seconds
   */
  public static fromCommand(command: string[], options: ProbeOptions = {}): Probe {
    if (command.length === 0) {
      throw new Refusal({
        property: 'Probe.fromCommand.command',
        value: command,
        allowed: 'a command with its arguments, each a text of its own',
        fix: "for example ['/app/bin/healthy']",
      });
    }
    return new Probe(options, () => ({ exec: { command: [...command] } }), true);
  }

  /** No probe. Without one for startup the others begin at once; without one for readiness a pod gets traffic at once. */
  public static none(): Probe {
    return new Probe({}, undefined);
  }

  private constructor(
    private readonly options: ProbeOptions,
    private readonly action: Action | undefined,
    /** @internal */
    public readonly _runsCommand = false,
  ) {
    const { failureThreshold: failures, initialDelay, period, timeout } = options;
    if (initialDelay) seconds('Probe.initialDelay', initialDelay);
    if (period) seconds('Probe.period', period, 1);
    if (timeout) seconds('Probe.timeout', timeout, 1);
    if (failures !== undefined) checkCount('Probe.failureThreshold', failures, 'leave it out for the default');
  }

  /** @internal */
  public get _isNone(): boolean {
    return this.action === undefined;
  }

  /**
   * Probe with the same action and default times: a probe that stands in for another one does not inherit its times.
   *
   * @internal
   */
  public _withDefaultTimes(): Probe {
    const { port } = this.options;
    return new Probe({ port }, this.action, this._runsCommand);
  }

  /** @internal */
  public _probe(property: string, ports: readonly ProbePort[], defaults: Defaults): ApiProbe | undefined {
    if (this.action === undefined) return undefined;
    const { port: wanted, initialDelay, period, timeout, failureThreshold } = this.options;
    const port = wanted === undefined ? ports[0] : ports.find((one) => one.name === wanted);
    if (port === undefined && !this._runsCommand) {
      throw new Refusal({
        property: `${property}.port`,
        value: wanted,
        allowed: ports.map((one) => `"${one.name}"`).join(', ') || 'a declared port, and there is none',
        fix: 'declare it in `ports`, or name a declared one',
      });
    }
    return {
      ...this.action(port ?? NO_PORT),
      ...(initialDelay ? { initialDelaySeconds: initialDelay.toSeconds() } : {}),
      periodSeconds: period?.toSeconds() ?? defaults.period,
      timeoutSeconds: timeout?.toSeconds() ?? 5,
      failureThreshold: failureThreshold ?? defaults.failures,
    };
  }
}

publicClass(Probe, 'Probe');

/** Longest value of a header that the server reads: Cowboy's `max_header_value_length`. */
const LONGEST_HEADER = 4096;

/** Headers by which Plug.SSL takes the probe for HTTPS, with those of the user's. */
function headers(own: { readonly [name: string]: string }): { name: string; value: string }[] {
  for (const [name, value] of Object.entries(own)) {
    if (/^[A-Za-z0-9-]+$/.test(name) && value.length <= LONGEST_HEADER) continue;
    throw new Refusal({
      property: `Probe.fromHttpGet.headers["${name}"]`,
      ...(value.length <= LONGEST_HEADER ? { value } : { kind: `${value.length} characters` }),
      allowed: `a name of letters, digits and \`-\`, with a text of ${LONGEST_HEADER} characters at most`,
      fix: "for example { Accept: 'application/json' }",
    });
  }
  const given = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  const library = KUBELET_HEADERS.filter(({ name }) => !given.has(name.toLowerCase()));
  return [...library, ...Object.entries(own).map(([name, value]) => ({ name, value }))];
}
