import { Refusal } from '../errors/refusal';
import { publicClass } from '../props/public-class';
import type { SharedReleaseProps } from './shared-release-props';

/**
 * One release whose roles (web, workers, jobs) share image, cluster, configuration, secrets, user and environment: said
 * once, and given to each role as `release`.
 *
 * @example
 *
 *   const shop = Release.of({ image: 'ghcr.io/acme/shop:3.2.0', cluster, secretKeyBase, databaseUrl });
 *   new PhoenixService(chart, 'web', { release: shop, host: 'shop.example.com' });
 *   new ElixirRelease(chart, 'worker', { release: shop, drains: [Drain.oban()] });
 */
export class Release {
  /**
   * Release of these properties.
   *
   * @param props properties that its roles share
   * @throws where a value is of another type, or a variable belongs to one role alone
   */
  public static of(props: SharedReleaseProps): Release {
    for (const variable of OF_WEB) {
      if (props.env?.[variable] !== undefined) throw ofWebRole(variable);
    }
    return new Release({ ...props });
  }

  private constructor(
    /** @internal */
    public readonly _props: SharedReleaseProps,
  ) {}
}

publicClass(Release, 'Release');

/** Variables by which a release serves: a job or a worker that has them listens too. Source: `mix phx.new`, runtime.exs. */
export const OF_WEB: readonly string[] = ['PHX_SERVER', 'PORT'];

function ofWebRole(variable: string): Refusal {
  return new Refusal({
    property: `Release.of.env.${variable}`,
    value: variable,
    why: 'every role would have it, and workers and jobs would serve too',
    allowed: 'variables that all roles need',
    fix: variable === 'PORT' ? 'remove it: `port` of the PhoenixService' : 'remove it: a PhoenixService sets it',
  });
}
