import { Duration } from 'cdk8s';
import { Refusal } from '../errors/refusal';
import { seconds } from '../kubernetes/quantities';

/**
 * Something that the release finishes before it stops. Drains run one after the other, so the time that a pod gets
 * between SIGTERM and SIGKILL is their sum, with the preStop wait and a margin.
 */
export class Drain {
  /**
   * Phoenix closes its sockets in batches of 10,000, 2 seconds each, 30 seconds at most.
   *
   * Source: Phoenix.Endpoint, `:drainer`.
   *
   * @param duration the drainer's `:shutdown`, 30 seconds unless told otherwise
   */
  public static sockets(duration: Duration = Duration.seconds(30)): Drain {
    return Drain.of('sockets', duration);
  }

  /**
   * The HTTP server lets requests in flight finish.
   *
   * Source: ThousandIsland, `shutdown_timeout` (Bandit), 15 seconds; Plug.Cowboy.Drainer waits 5.
   *
   * @param duration how long at most, 15 seconds unless told otherwise
   */
  public static requests(duration: Duration = Duration.seconds(15)): Drain {
    return Drain.of('requests', duration);
  }

  /**
   * Oban lets jobs in flight finish; what is not finished is left as orphaned and rescued later.
   *
   * Source: Oban, `:shutdown_grace_period`.
   *
   * @param duration how long at most, 15 seconds unless told otherwise
   */
  public static oban(duration: Duration = Duration.seconds(15)): Drain {
    return Drain.of('oban', duration);
  }

  /**
   * Anything else that the application finishes when it stops.
   *
   * @param name what it is
   * @param duration how long it takes at most
   */
  public static of(name: string, duration: Duration): Drain {
    seconds(`Drain ${name}`, duration, 1);
    return new Drain(name, duration);
  }

  private constructor(
    /** What is drained. */
    public readonly name: string,
    /** How long it takes at most. */
    public readonly duration: Duration,
  ) {}
}

/** What the VM itself needs to stop, and room for a slow node. */
const MARGIN_SECONDS = 10;

/** Kubernetes' own terminationGracePeriodSeconds. */
const KUBERNETES_GRACE_SECONDS = 30;

/** How a pod stops. */
export interface Termination {
  readonly preStopSeconds: number;
  readonly graceSeconds: number;
}

/** The times between the decision to stop a pod and its end, from the declared drains. */
export function termination(drains: readonly Drain[], preStop: Duration, grace: Duration | undefined): Termination {
  const preStopSeconds = seconds('preStop', preStop);
  const needed = preStopSeconds + drains.reduce((sum, drain) => sum + drain.duration.toSeconds(), 0);
  const graceSeconds =
    (grace && seconds('terminationGrace', grace, 1)) ?? Math.max(KUBERNETES_GRACE_SECONDS, needed + MARGIN_SECONDS);
  if (graceSeconds > needed) return { preStopSeconds, graceSeconds };
  const parts = drains.map((drain) => `${drain.name} ${drain.duration.toSeconds()}`);
  throw new Refusal({
    property: 'terminationGrace',
    value: `${graceSeconds} s`,
    why: `SIGKILL would come before the drains end: preStop ${preStopSeconds}, ${parts.join(', ') || 'no drains'}, ${needed} s in all`,
    allowed: `more than ${needed} s`,
    fix: `leave it out for ${needed + MARGIN_SECONDS} s, or shorten the drains here and in the application`,
  });
}
