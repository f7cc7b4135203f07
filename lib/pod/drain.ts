import { Duration } from 'cdk8s';
import { seconds } from '../kubernetes/quantities';
import { publicClass } from '../props/public-class';
import type { DrainTime } from './contribution';

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

  private constructor(
    /** Name of the work. */
    public readonly name: string,
    /** Longest wait. */
    public readonly duration: Duration,
  ) {}

  /** @internal */
  public _time(): DrainTime {
    return { name: this.name, seconds: this.duration.toSeconds() };
  }
}

publicClass(Drain, 'Drain');
