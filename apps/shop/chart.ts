import { Chart } from 'cdk8s';
import {
  ConfigBundle,
  Drain,
  ElixirRelease,
  ErlangCluster,
  ExistingSecret,
  Exposure,
  Migration,
  PhoenixService,
  Release,
  ReleaseCommand,
  ReleaseCronJob,
} from 'cdk8s-elixir';
import type { Construct } from 'constructs';

/** One release as web, workers, a migration before each version, and a job each night. */
export class Shop extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop' });
    const secret = ExistingSecret.named('shop');
    const shop = Release.of({
      image: 'ghcr.io/acme/shop:3.2.0',
      cluster: new ErlangCluster(this, 'shop', { cookie: secret.key('RELEASE_COOKIE') }),
      secretKeyBase: secret.key('SECRET_KEY_BASE'),
      databaseUrl: secret.key('DATABASE_URL'),
      config: new ConfigBundle(this, 'config', { values: { POOL_SIZE: '10', LOG_LEVEL: 'info' } }),
    });
    const migration = new Migration(this, 'migrate', { release: shop });

    new PhoenixService(this, 'web', {
      release: shop,
      migration,
      host: 'shop.example.com',
      replicas: 3,
      exposures: [Exposure.gateway({ gateway: 'public', gatewayNamespace: 'infra' })],
    });
    new ElixirRelease(this, 'worker', {
      release: shop,
      migration,
      command: ['/app/bin/shop', 'start'],
      drains: [Drain.oban()],
    });
    new ReleaseCronJob(this, 'prune', {
      release: shop,
      schedule: '0 3 * * *',
      timeZone: 'Europe/Berlin',
      run: ReleaseCommand.eval('Shop.Release.prune()'),
    });
  }
}
