import type { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import type { Probe } from '../kubernetes/api';
import { seconds } from '../kubernetes/quantities';

/** How often a check is made, and how often it may fail. */
export interface HealthCheckOptions {
  /**
   * Name of the declared port that is asked.
   *
   * @default - the first declared port
   */
  readonly port?: string;

  /**
   * Time between two checks.
   *
   * @default - startup 2 s, readiness 5 s, liveness 10 s
   */
  readonly period?: Duration;

  /**
   * Time that an answer may take.
   *
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;

  /**
   * Failures in a row after which the check counts as failed.
   *
   * @default - startup 60 (two minutes), readiness 3, liveness 6
   */
  readonly failureThreshold?: number;
}

/** What a check does when nothing else is said. */
interface Defaults {
  readonly period: number;
  readonly failures: number;
}

/** The three checks of a container. */
export const STARTUP: Defaults = { period: 2, failures: 60 };
export const READINESS: Defaults = { period: 5, failures: 3 };
export const LIVENESS: Defaults = { period: 10, failures: 6 };

/**
 * How Kubernetes asks a release whether it has started, is ready and is alive. There is none that runs a command:
 * `bin/app rpc` starts a second VM for every check, which costs a core for a second and hangs when the node is busy.
 */
export class HealthCheck {
  /**
   * Opens a TCP connection.
   *
   * @param options port and times
   */
  public static tcp(options: HealthCheckOptions = {}): HealthCheck {
    return new HealthCheck(options, (port) => ({ tcpSocket: { port } }));
  }

  /**
   * Asks an HTTP path; any status from 200 to 399 is fine. It is sent with `Host: localhost` and
   * `X-Forwarded-Proto: https`, so that Plug.SSL (`force_ssl`) answers it rather than redirecting every path, which
   * would count as healthy whatever the path does. For liveness choose a path that asks nothing of the database: a
   * database that is down must not restart the pods.
   *
   * Source: Plug.SSL, `:exclude`; https://github.com/kubernetes/kubernetes/issues/75416.
   *
   * @param path the path, with its `/`
   * @param options port and times
   */
  public static http(path: string, options: HealthCheckOptions = {}): HealthCheck {
    if (typeof path !== 'string' || !/^\/[^\s#]*$/.test(path)) {
      throw new Refusal({
        property: 'HealthCheck.http.path',
        value: path,
        allowed: 'a path that starts with `/`',
        fix: 'for example "/health"',
      });
    }
    const httpHeaders = [
      { name: 'Host', value: 'localhost' },
      { name: 'X-Forwarded-Proto', value: 'https' },
    ];
    return new HealthCheck(options, (port) => ({ httpGet: { path, port, httpHeaders } }));
  }

  /**
   * Asks the gRPC health service.
   *
   * Source: https://github.com/grpc/grpc/blob/master/doc/health-checking.md
   *
   * @param service its name, the server as a whole when left out
   * @param options port and times
   */
  public static grpc(service?: string, options: HealthCheckOptions = {}): HealthCheck {
    return new HealthCheck(options, (_, number) => ({ grpc: { port: number, ...(service ? { service } : {}) } }));
  }

  private constructor(
    private readonly options: HealthCheckOptions,
    private readonly action: (name: string, number: number) => Probe,
  ) {
    const { failureThreshold: failures, period, timeout } = options;
    if (period) seconds('HealthCheck.period', period, 1);
    if (timeout) seconds('HealthCheck.timeout', timeout, 1);
    if (failures === undefined || (Number.isInteger(failures) && failures >= 1)) return;
    throw new Refusal({
      property: 'HealthCheck.failureThreshold',
      value: failures,
      allowed: 'a whole number from 1',
      fix: 'leave it out for the default',
    });
  }

  /** @internal */
  public _probe(property: string, ports: readonly { name: string; port: number }[], defaults: Defaults): Probe {
    const { port: wanted, period, timeout, failureThreshold } = this.options;
    const port = wanted === undefined ? ports[0] : ports.find((one) => one.name === wanted);
    if (port === undefined) {
      throw new Refusal({
        property: `${property}.port`,
        value: wanted,
        allowed: ports.map((one) => `"${one.name}"`).join(', ') || 'a declared port, and there is none',
        fix: 'declare it in `ports`, or name a declared one',
      });
    }
    return {
      ...this.action(port.name, port.port),
      periodSeconds: period?.toSeconds() ?? defaults.period,
      timeoutSeconds: timeout?.toSeconds() ?? 5,
      failureThreshold: failureThreshold ?? defaults.failures,
    };
  }
}
