import { Chart } from 'cdk8s';
import { ConfigBundle, Discovery, ErlangCluster, ExistingSecret, Exposure, PhoenixService, Tls } from 'cdk8s-elixir';
import type { Construct } from 'constructs';

const secret = ExistingSecret.named('chat');

/** One service as a team writes it: twelve objects. */
export function service(chart: Construct, name: string): void {
  const cluster = new ErlangCluster(chart, `${name}-cluster`, {
    cookie: secret.key('RELEASE_COOKIE'),
    discovery: Discovery.kubernetes(),
  });
  const config = new ConfigBundle(chart, `${name}-config`, {
    values: { POOL_SIZE: '10', LOG_LEVEL: 'info', FEATURES: 'search,billing: beta' },
    files: { 'app.toml': '[search]\nlanguages = ["en", "de"]\n' },
  });
  new PhoenixService(chart, name, {
    image: 'ghcr.io/acme/chat:1.4.2',
    cluster,
    config: [config],
    host: `${name}.example.com`,
    secretKeyBase: secret.key('SECRET_KEY_BASE'),
    databaseUrl: secret.key('DATABASE_URL'),
    exposures: [Exposure.ingress({ className: 'nginx', tls: Tls.clusterIssuer('letsencrypt') })],
  });
}

/** Makes `count` charts with one service each, or one chart with all services; `give` makes a service. */
export function services(
  app: Construct,
  count: number,
  oneChart: boolean,
  give: (chart: Construct, name: string) => void,
): void {
  const all = oneChart ? new Chart(app, 'all', { namespace: 'chat' }) : undefined;
  for (let index = 0; index < count; index++) {
    give(all ?? new Chart(app, `chart-${index}`, { namespace: 'chat' }), `web-${index}`);
  }
}
