import { Duration } from 'cdk8s';
import { checkCount } from '../kubernetes/limits';
import { seconds } from '../kubernetes/quantities';
import type { Resources } from '../pod/resources';
import { publicClass } from '../props/public-class';

/** Options for `Runners.flame`. */
export interface FlameRunnersOptions {
  /**
   * Runners that may be there at once, those of all releases of the namespace together: a ResourceQuota refuses more.
   * The `max` of a FLAME.Pool is that of one pod of the release.
   */
  readonly max: number;

  /**
   * Longest life of a runner, after which the kubelet stops it. The quota tells runners from other pods by it.
   *
   * Source: https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes, `Terminating`
   *
   * @default Duration.days(1)
   */
  readonly lifetime?: Duration;

  /**
   * CPU, memory and disk of a runner.
   *
   * @default - those of the release
   */
  readonly resources?: Resources;

  /**
   * `POOL_SIZE` of a runner: connections to the database.
   *
   * @default - that of the release
   */
  readonly poolSize?: number;
}

/**
 * Pods that a release starts by itself and for a while, through the API server: their ServiceAccount, Role, pod template,
 * quota and NetworkPolicy.
 */
export class Runners {
  /**
   * Runners of FLAME, by the backend `flame_k8s_backend`. A runner is a node of the release's cluster that no Service,
   * budget and discovery selects; it has the image, configuration, secrets, files and hardening of the release, and no
   * token. The pod template is a file, which the backend is told of:
   *
   *     def runner_pod(_parent), do: "RUNNER_POD_TEMPLATE" |> System.fetch_env!() |> File.read!() |> Jason.decode!()
   *
   *     {FLAME.Pool, name: MyApp.Runner, min: 0, max: 10,
   *       backend: {FLAMEK8sBackend, runner_pod_tpl: &MyApp.Application.runner_pod/1}}
   *
   * Who may create pods in a namespace can mount every Secret of it: keep those of others out.
   *
   * Source: https://hexdocs.pm/flame_k8s_backend/FLAMEK8sBackend.RunnerPodTemplate.html;
   * https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation
   *
   * @example
   *
   *   new PhoenixService(chart, 'web', { release, host: 'shop.example.com', runners: Runners.flame({ max: 10 }) });
   *
   * @param options how many at once, for how long, and with what resources
   * @throws where a number or a time is none
   */
  public static flame(options: FlameRunnersOptions): Runners {
    const { max, lifetime = Duration.days(1) } = options;
    checkCount('Runners.flame.max', max, 'for example 10');
    return new Runners(options, seconds('Runners.flame.lifetime', lifetime, 1));
  }

  private constructor(
    /** @internal */
    public readonly _options: FlameRunnersOptions,
    /** @internal */
    public readonly _lifetimeSeconds: number,
  ) {}
}

publicClass(Runners, 'Runners');
