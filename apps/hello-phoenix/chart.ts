import { Chart, type ChartProps } from 'cdk8s';
import { ConfigBundle, ErlangCluster, ExistingSecret, Exposure, PhoenixService, Resources } from 'cdk8s-elixir';
import type { Construct } from 'constructs';

/** The README's twenty lines: three pods of a Phoenix release that become one Erlang cluster. */
export class HelloPhoenix extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, { namespace: 'chat', ...props });
    const secret = ExistingSecret.named('chat');
    const cluster = new ErlangCluster(this, 'chat', { cookie: secret.key('RELEASE_COOKIE') });
    new PhoenixService(this, 'web', {
      image: 'ghcr.io/acme/chat:1.4.2',
      cluster,
      replicas: 3,
      host: 'chat.example.com',
      exposures: [Exposure.gateway({ gateway: 'public', gatewayNamespace: 'infra' })],
      secretKeyBase: secret.key('SECRET_KEY_BASE'),
      databaseUrl: secret.key('DATABASE_URL'),
      config: [new ConfigBundle(this, 'config', { values: { POOL_SIZE: '10' } })],
      resources: Resources.small(),
    });
  }
}
