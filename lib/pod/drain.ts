import { Duration } from 'cdk8s';
import { checkExpression } from '../beam/elixir-code';
import { Refusal } from '../errors/refusal';
import { seconds } from '../kubernetes/quantities';
import { publicClass } from '../props/public-class';
import type { DrainHook, DrainTime } from './contribution';

/**
 * Work that the release finishes before it stops. Drains run one after the other, so the time that a pod gets between
 * SIGTERM and SIGKILL is their sum, with the preStop sleep and a margin.
 */
export class Drain {
  /**
   * Phoenix closes its sockets in batches of 10,000, 2 seconds each, 30 seconds at most.
   *
   * Source: Phoenix.Endpoint, `:drainer`.
   *
   * @param duration the drainer's `:shutdown`, 30 seconds unless told otherwise
   * @throws where the duration is not in whole seconds, 1 or more
   */
  public static sockets(duration: Duration = Duration.seconds(30)): Drain {
    return Drain.of('sockets', duration);
  }

  /**
   * The HTTP server lets requests in flight finish.
   *
   * Source: ThousandIsland, `shutdown_timeout` (Bandit), 15 seconds; Plug.Cowboy.Drainer waits 5.
   *
   * @param duration longest wait, 15 seconds unless told otherwise
   * @throws where the duration is not in whole seconds, 1 or more
   */
  public static requests(duration: Duration = Duration.seconds(15)): Drain {
    return Drain.of('requests', duration);
  }

  /**
   * Oban lets jobs in flight finish; the rest is left as orphaned and rescued later.
   *
   * Source: Oban, `:shutdown_grace_period`.
   *
   * @param duration longest wait, 15 seconds unless told otherwise
   * @throws where the duration is not in whole seconds, 1 or more
   */
  public static oban(duration: Duration = Duration.seconds(15)): Drain {
    return Drain.of('oban', duration);
  }

  /**
   * Any other work that the application finishes when it stops.
   *
   * @param name name of the work, for messages
   * @param duration longest wait
   * @throws where the duration is not in whole seconds, 1 or more
   */
  public static of(name: string, duration: Duration): Drain {
    seconds(`Drain ${name}`, duration, 1);
    return new Drain(name, duration);
  }

  /**
   * Hand-off that the release does before SIGTERM, asked for by HTTP: state that goes to another node, clients that are
   * told to go elsewhere. The pod gets new connections until the Services have forgotten it, some seconds after the
   * request: answer later than that, as there is no `preStopSleep` beside it.
   *
   * Source: https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
   *
   * @param path path with its `/`, which answers when the hand-off is over
   * @param duration longest wait
   * @param port name of a declared port of TCP; the first one unless told otherwise
   * @throws where the path does not start with `/`, or the duration is not in whole seconds, 1 or more
   */
  public static httpGet(path: string, duration: Duration, port?: string): Drain {
    if (!/^\/[^\s#]*$/.test(path)) {
      throw new Refusal({
        property: 'Drain.httpGet.path',
        value: path,
        allowed: 'a path that starts with /',
        fix: "for example '/drain'",
      });
    }
    seconds('Drain.httpGet.duration', duration, 1);
    return new Drain('httpGet', duration, () => ({ kind: 'httpGet', path, ...(port ? { port } : {}) }));
  }

  /**
   * Hand-off that an expression does in the running node before SIGTERM, through `rpc` of the release. It starts a second
   * VM for that: leave it memory.
   *
   * Source: `mix help release`, "One-off commands (eval and rpc)".
   *
   * @param expression Elixir code that returns when the hand-off is over
   * @param duration longest wait
   * @throws where the expression is empty, or the duration is not in whole seconds, 1 or more
   */
  public static rpc(expression: string, duration: Duration): Drain {
    checkExpression('Drain.rpc.expression', expression, 'Shop.HandOff.run()');
    seconds('Drain.rpc.duration', duration, 1);
    return new Drain('rpc', duration, (script) => ({ kind: 'exec', command: [script(), 'rpc', expression] }));
  }

  private constructor(
    /** Name of the work. */
    public readonly name: string,
    /** Longest wait. */
    public readonly duration: Duration,
    private readonly hook?: (script: () => string) => DrainHook,
  ) {}

  /**
   * Time of the work, and what starts it before SIGTERM.
   *
   * @param script path of the release's script, where it is asked for
   * @internal
   */
  public _time(script: () => string): DrainTime {
    const hook = this.hook?.(script);
    return { name: this.name, seconds: this.duration.toSeconds(), ...(hook ? { hook } : {}) };
  }
}

publicClass(Drain, 'Drain');
