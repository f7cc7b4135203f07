import { Chart } from 'cdk8s';
import {
  ConfigBundle,
  DatabaseBudget,
  Drain,
  ElixirRelease,
  ErlangCluster,
  Exposure,
  ExternalSecret,
  Gateway,
  GatewayListener,
  Migration,
  PhoenixService,
  Release,
  ReleaseCommand,
  ReleaseCronJob,
  Runners,
  Scaling,
  ScalingTrigger,
  SecretStore,
  Tls,
} from 'cdk8s-elixir';
import type { Construct } from 'constructs';

/**
 * One release as web, workers, a scheduler, a migration before each version, and a job each night: a Gateway of its own ends
 * TLS, web scales by CPU, and a job evens the sockets of its pods, workers scale by the length of their queue and with runners
 * for heavy work, and all of them fit into the database's connections.
 */
export class Shop extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop' });
    const keys = { RELEASE_COOKIE: 'shop/cookie', SECRET_KEY_BASE: 'shop/key-base', DATABASE_URL: 'shop/database' };
    const secret = new ExternalSecret(this, 'shop-secrets', { store: SecretStore.cluster('vault'), keys });
    const shop = Release.of({
      image: 'ghcr.io/acme/shop:3.2.0',
      cluster: new ErlangCluster(this, 'shop', { cookie: secret.key('RELEASE_COOKIE') }),
      secretKeyBase: secret.key('SECRET_KEY_BASE'),
      databaseUrl: secret.key('DATABASE_URL'),
      database: DatabaseBudget.of({ maxConnections: 210 }),
      config: [new ConfigBundle(this, 'config', { values: { LOG_LEVEL: 'info' } })],
    });
    const migration = new Migration(this, 'migrate', { release: shop });
    const command = ['/app/bin/shop', 'start'];
    const tls = Tls.clusterIssuer('letsencrypt');
    const listeners = [GatewayListener.http(), GatewayListener.https(['shop.example.com'], { tls })];
    const gateway = new Gateway(this, 'public', { className: 'traefik', listeners });
    const queue = ScalingTrigger.obanQueue('default', { jobsPerPod: 50 });

    new PhoenixService(this, 'web', {
      release: shop,
      migration,
      host: 'shop.example.com',
      scaling: Scaling.horizontal({ min: 3, max: 9, cpuUtilization: 70 }),
      exposures: [Exposure.gateway({ parents: [gateway.parent()], httpSectionName: 'http' })],
    });
    new ElixirRelease(this, 'worker', {
      release: shop,
      migration,
      command,
      drains: [Drain.oban()],
      runners: Runners.flame({ max: 4, poolSize: 1 }),
      scaling: Scaling.keda({ min: 1, max: 8, triggers: [queue] }),
    });
    new ElixirRelease(this, 'scheduler', { release: shop, migration, command, singleton: true, poolSize: 2 });
    const level = ReleaseCommand.rpc('Shop.Sockets.level()');
    new ReleaseCronJob(this, 'level', { release: shop, schedule: '*/10 * * * *', run: level });
    const prune = ReleaseCommand.eval('Shop.Release.prune()');
    new ReleaseCronJob(this, 'prune', { release: shop, schedule: '0 3 * * *', timeZone: 'Europe/Berlin', run: prune });
  }
}
