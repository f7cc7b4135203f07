import { Refusal } from '../errors/refusal';
import type { EnvVar } from '../kubernetes/api';
import type { Contribution } from '../pod/contribution';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import type { SharedReleaseProps } from './shared-release-props';

/**
 * Variables that the generated runtime.exs reads in every VM of a release, whether it serves or not.
 *
 * Source: `mix phx.new` 1.7, config/runtime.exs.
 *
 * @throws where a secret is no reference, or the pool has no size
 */
export function runtimeConfigContribution(props: SharedReleaseProps): Contribution[] {
  const { secretKeyBase, databaseUrl, poolSize, cluster } = props;
  const ipv6 = props.databaseIpv6 ?? cluster?.ipv6 ?? false;
  const secret = (name: string, property: string, key: unknown): EnvVar[] =>
    key === undefined ? [] : [secretVariable(name, SecretKey._from(property, key as SecretKey))];
  const env = [
    ...secret('SECRET_KEY_BASE', 'secretKeyBase', secretKeyBase),
    ...secret('DATABASE_URL', 'databaseUrl', databaseUrl),
    ...(poolSize === undefined ? [] : [{ name: 'POOL_SIZE', value: String(checkPoolSize(poolSize)) }]),
    ...(ipv6 ? [{ name: 'ECTO_IPV6', value: 'true' }] : []),
  ];
  return env.length > 0 ? [{ by: 'the release', env }] : [];
}

function checkPoolSize(poolSize: number): number {
  if (Number.isInteger(poolSize) && poolSize >= 1) return poolSize;
  throw new Refusal({
    property: 'poolSize',
    value: poolSize,
    allowed: 'a whole number from 1',
    fix: 'leave it out for 10',
  });
}
