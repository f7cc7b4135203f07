import { Refusal } from '../errors/refusal';
import { checkHost } from '../exposure/host';
import type { EnvVar } from '../kubernetes/api';
import { checkPortNumber } from '../kubernetes/port-numbers';
import type { Contribution } from '../pod/contribution';
import { Drain } from '../pod/drain';
import { checkSome } from '../pod/network';
import { releaseRisks } from '../release/release-risks';
import { accepts } from '../risks/accepted-risks';
import { SecretKey, secretVariable } from '../secrets/existing-secret';
import type { PhoenixServiceProps } from './phoenix-service-props';

/** Name of the HTTP port, in the container and in the Service. */
export const HTTP = 'http';

/** Port on which a generated runtime.exs listens. */
const PORT = 4000;

/**
 * Contribution of Phoenix to the pods: variables that a generated runtime.exs reads, the HTTP port, the drains.
 *
 * Source: `mix phx.new` 1.7, config/runtime.exs.
 *
 * @throws where host, port or pool size are none, or a secret is no reference
 */
export function phoenixContribution(props: PhoenixServiceProps): Contribution {
  const { port = PORT, httpPeers } = props;
  checkPortNumber('port', port, accepts(releaseRisks(props), 'pod-security') ? 1 : 1024);
  return {
    by: 'the PhoenixService',
    env: variables(props, port),
    ports: [
      {
        name: HTTP,
        port,
        property: 'port',
        ...(httpPeers ? { from: checkSome('httpPeers', httpPeers, 'everybody').map((peer) => peer._peer) } : {}),
      },
    ],
    drains: props.drains ? [] : [Drain.sockets(), Drain.requests()].map((drain) => drain._time()),
  };
}

function variables(props: PhoenixServiceProps, port: number): EnvVar[] {
  const { poolSize, databaseUrl } = props;
  const ipv6 = props.databaseIpv6 ?? props.cluster?.ipv6 ?? false;
  const database = databaseUrl === undefined ? undefined : SecretKey._from('databaseUrl', databaseUrl);
  return [
    { name: 'PHX_SERVER', value: 'true' },
    { name: 'PHX_HOST', value: checkHost('host', props.host) },
    { name: 'PORT', value: String(port) },
    secretVariable('SECRET_KEY_BASE', SecretKey._from('secretKeyBase', props.secretKeyBase)),
    ...(database ? [secretVariable('DATABASE_URL', database)] : []),
    ...(poolSize === undefined ? [] : [{ name: 'POOL_SIZE', value: String(checkPoolSize(poolSize)) }]),
    ...(ipv6 ? [{ name: 'ECTO_IPV6', value: 'true' }] : []),
  ];
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
