import { Exposure, PhoenixService, RouteFilter } from 'cdk8s-elixir';
import { apply, rolledOut } from './support/apply';
import { check } from './support/check';
import { address, answered, fetch, GATEWAY, withoutGateway } from './support/gateway';
import { web } from './support/hello';
import { pods } from './support/pods';

const HTTPS = { ...GATEWAY, sectionName: 'https' };

/** What opens a WebSocket, as far as a proxy looks. */
const SOCKET = { connection: 'Upgrade', upgrade: 'websocket' };

check.beside('a proxy says https in x-forwarded-proto, and for sockets too where the route says so', async (t) => {
  const missing = await withoutGateway();
  if (missing) return t.skip(missing, 'forwarded headers');
  const namespace = await t.namespace();
  const host = `${namespace}.example.com`;
  const hostAliases = [{ ip: await address(), hostnames: [host] }];
  await apply(namespace, (chart) => {
    const filters = [
      RouteFilter.rewrite({ prefix: '/' }),
      RouteFilter.requestHeaders({ set: { 'x-forwarded-proto': 'https' } }),
    ];
    const exposures = [Exposure.gateway(HTTPS), Exposure.gateway({ ...HTTPS, paths: ['/said'], filters })];
    new PhoenixService(chart, 'web', web(undefined, { replicas: 1, host, hostAliases, exposures }));
  });
  await rolledOut(namespace, 'deployment/web');
  const [{ name }] = await pods(namespace, 'web');
  for (const path of ['/health', '/said/health']) {
    await answered(namespace, name, `https://${host}${path}`, ({ status }) => status === 200);
  }
  const seen = async (path: string, headers = {}): Promise<{ readonly [name: string]: string }> => {
    const forged = { ...headers, 'x-forwarded-proto': 'ftp' };
    return JSON.parse((await fetch(namespace, name, `https://${host}${path}`, { headers: forged })).body).headers;
  };
  const usual = await seen('/echo');
  t.exactly(usual['x-forwarded-proto'], 'https', '', 'of a request');
  t.exactly(usual['x-forwarded-host'], host, '', 'x-forwarded-host');
  t.exactly(usual['x-forwarded-port'], '443', '', 'x-forwarded-port');
  t.exactly(usual.host, host, '', 'host');
  t.exactly((await seen('/echo', SOCKET))['x-forwarded-proto'], 'wss', '', 'of a socket, as Traefik says it');
  t.exactly((await seen('/said/echo', SOCKET))['x-forwarded-proto'], 'https', '', 'of a socket whose route says https');
});
