import { Refusal } from '../errors/refusal';
import type { Contribution } from '../pod/contribution';
import { OF_WEB } from '../release/release';
import type { SharedReleaseProps } from '../release/shared-release-props';
import { type WithRelease, withRelease } from '../release/with-release';
import type { JobProps } from './job-props';

/** Connections of a job to the database: Ecto's migrator holds a lock on one and migrates on another. */
const POOL_SIZE = 2;

/**
 * Properties of a job with those of its release, without what belongs to pods that serve: the size of their pool.
 *
 * @throws where neither says the image
 */
export function withJobRelease<T extends JobProps>(props: T): WithRelease<T> {
  const { poolSize, env: own } = props;
  if (own?.POOL_SIZE !== undefined) return { ...withRelease(props), poolSize };
  const whole = withRelease({ ...props, poolSize: poolSize ?? POOL_SIZE });
  const { POOL_SIZE: shared, ...env } = whole.env ?? {};
  return shared === undefined ? whole : { ...whole, env };
}

/**
 * Contributions of the user's to a pod that runs once: those of a bundle give way to the size of its pool.
 *
 * @throws where a variable would make the pod serve
 */
export function ofJob(contributions: readonly Contribution[], props: SharedReleaseProps): readonly Contribution[] {
  for (const variable of Object.keys(props.env ?? {})) checkServesNot('env', variable);
  return contributions.map((one) => {
    for (const variable of one.envFromNames ?? []) checkServesNot(one.by, variable);
    const envFromNames = one.envFromNames?.filter((name) => name !== 'POOL_SIZE');
    return envFromNames === undefined ? one : { ...one, envFromNames };
  });
}

function checkServesNot(by: string, variable: string): void {
  if (variable !== OF_WEB[0]) return;
  throw new Refusal({
    property: `${by}.${variable}`,
    value: variable,
    why: 'an endpoint that the job starts would listen and take part in what the web role does',
    allowed: 'variables that a job needs',
    fix: 'remove it: a PhoenixService sets it for itself',
  });
}
