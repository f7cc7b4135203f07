import type { Duration } from 'cdk8s';
import type { Drain } from './drain';
import type { ReleasePort } from './network';
import type { Probe } from './probe';

/** Properties of pods that go on running until they are stopped: ports, probes, termination. */
export interface LongRunningPodProps {
  /**
   * Ports on which the release listens. Those of the distribution are not among them: the cluster knows them.
   *
   * @default - none
   */
  readonly ports?: ReleasePort[];

  /**
   * Ports of sidecars to which others may connect. A sidecar's port that is not listed here is closed to other pods.
   *
   * @default - none
   */
  readonly sidecarPorts?: ReleasePort[];

  /**
   * Startup probe; the other probes wait for it.
   *
   * @default - TCP on the first declared port; without one on the distribution's; none in no cluster
   */
  readonly startupProbe?: Probe;

  /**
   * Readiness probe: whether a pod gets traffic.
   *
   * @default - asks as `startupProbe` does, every 5 seconds
   */
  readonly readinessProbe?: Probe;

  /**
   * Liveness probe: whether the container is restarted. It must ask nothing of the database.
   *
   * @default - asks as `startupProbe` does, every 10 seconds
   */
  readonly livenessProbe?: Probe;

  /**
   * Work that the release finishes before it stops.
   *
   * @default - nothing; a PhoenixService [Drain.sockets(), Drain.requests()]
   */
  readonly drains?: Drain[];

  /**
   * Sleep of a pod before SIGTERM, while Services and proxies forget it. Without it new connections are refused during
   * every rollout.
   *
   * @default - 5 seconds with declared ports, none without
   */
  readonly preStopSleep?: Duration;

  /**
   * Time from the decision to stop a pod until SIGKILL.
   *
   * @default - preStop, the drains and 10 seconds, 30 seconds at least
   */
  readonly terminationGracePeriod?: Duration;
}
