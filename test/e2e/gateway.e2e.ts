import { isDeepStrictEqual } from 'node:util';
import { Duration } from 'cdk8s';
import {
  Exposure,
  Gateway,
  GatewayListener,
  HttpEndpoint,
  PhoenixService,
  type PhoenixServiceProps,
  RouteFilter,
  RouteMatch,
  Tls,
} from 'cdk8s-elixir';
import { parseAllDocuments } from 'yaml';
import { apply, rolledOut } from './support/apply';
import { type Check, check } from './support/check';
import {
  address,
  answered,
  CLASS,
  fetch,
  GATEWAY,
  request,
  says,
  secretKey,
  secured,
  TLS_STARTS,
  withoutGateway,
} from './support/gateway';
import { web } from './support/hello';
import { kubectl, kubectlJson } from './support/kubectl';
import { type Destination, LOAD, patientLoad, type Seen, underLoad } from './support/load';
import { type Pod, pods, rpc } from './support/pods';

/** A namespace with a host of its own, and how its pods reach the Gateway by it. */
interface Place {
  readonly namespace: string;
  readonly host: string;
  readonly other: string;
  readonly hostAliases: { readonly ip: string; readonly hostnames: string[] }[];
}

async function place(t: Check, ip?: string): Promise<Place> {
  const namespace = await t.namespace();
  const [host, other] = [`${namespace}.example.com`, `www-${namespace}.example.com`];
  return { namespace, host, other, hostAliases: [{ ip: ip ?? (await address()), hostnames: [host, other] }] };
}

const service = (chart: any, { host, hostAliases }: Place, id: string, props: Partial<PhoenixServiceProps> = {}) =>
  new PhoenixService(chart, id, web(undefined, { replicas: 1, hosts: [host], host, hostAliases, ...props }));

/** Waits until the pods of releases are ready, and gives the first one of the first. */
async function ready({ namespace }: Place, ...releases: string[]): Promise<Pod> {
  for (const release of releases) await rolledOut(namespace, `deployment/${release}`);
  return (await pods(namespace, releases[0]))[0];
}

const HTTPS = { ...GATEWAY, sectionName: 'https' };

check.beside('hosts, paths and headers lead where routes say, and redirects to https and to one host', async (t) => {
  const missing = await withoutGateway();
  if (missing) return t.skip(missing, 'requests by host, path and header');
  const at = await place(t);
  const { namespace, host, other } = at;
  const filters = [RouteFilter.rewrite({ prefix: '/' }), RouteFilter.requestHeaders({ set: { 'x-through': 'api' } })];
  await apply(namespace, (chart) => {
    const redirects = { httpSectionName: 'http', redirectedHosts: [other] };
    service(chart, at, 'web', { exposures: [Exposure.gateway({ ...HTTPS, ...redirects })] });
    const next = RouteMatch.prefix('/', { headers: { 'x-version': 'next' } });
    service(chart, at, 'next', { exposures: [Exposure.gateway({ ...HTTPS, matches: [next] })] });
    const api = Exposure.gateway({ ...HTTPS, paths: ['/api'], filters });
    const exact = Exposure.gateway({ ...HTTPS, matches: [RouteMatch.exact('/health')] });
    service(chart, at, 'api', { exposures: [api, exact] });
  });
  const { name } = await ready(at, 'web', 'next', 'api');
  const authority = await secretKey('infra', 'public-tls', 'ca.crt');
  const nodeOf = async (release: string) =>
    await rpc(namespace, (await pods(namespace, release))[0].name, 'IO.puts(node())');
  const ask = (path: string, headers = {}) => fetch(namespace, name, `https://${host}${path}`, { headers, authority });
  const routed = (path: string) =>
    answered(namespace, name, `https://${host}${path}`, ({ status }) => status === 200, { authority });
  for (const path of ['/', '/api/', '/health']) await routed(path);
  await answered(namespace, name, `http://${host}/`, ({ status }) => status === 301);

  const home = await ask('/echo');
  t.exactly(JSON.parse(home.body).node, await nodeOf('web'), '', 'node that answers by host over https');
  const version = await ask('/echo', { 'x-version': 'next' });
  t.exactly(JSON.parse(version.body).node, await nodeOf('next'), '', 'node that answers by a header');
  const api = JSON.parse((await ask('/api/echo')).body);
  t.exactly(api.node, await nodeOf('api'), '', 'node that answers by a path');
  t.exactly(api.path, '/echo', '', 'path that it sees with its prefix rewritten');
  t.exactly(api.headers['x-through'], 'api', '', 'header that the route sets');
  t.exactly((await ask('/healthy')).status, 404, '', 'status of a path beside an exact one');
  const plain = await fetch(namespace, name, `http://${host}/a?b=c`);
  t.exactly(`${plain.status} ${plain.location}`, `301 https://${host}/a?b=c`, '', 'answer over plain HTTP');
  const moved = await fetch(namespace, name, `https://${other}/a`, { authority });
  t.exactly(`${moved.status} ${moved.location}`, `301 https://${host}/a`, '', 'answer of the other host');
  const nobody = await fetch(namespace, name, `https://${host}/`, { headers: { host: 'nobody.example.com' } });
  t.exactly(nobody.status, 404, '', 'status of a host that no route takes');
});

/** Client of a host that goes through the Gateway. */
async function browser({ host }: Place): Promise<Destination> {
  const authority = await secretKey('infra', 'public-tls', 'ca.crt');
  const env = { LOAD_CONNECT: await address(), LOAD_CACERT: Buffer.from(authority, 'base64').toString() };
  return { url: `https://${host}`, env };
}

check.beside('a WebSocket idle for 90 s and a request of 70 s live through the Gateway', async (t) => {
  const missing = await withoutGateway();
  if (missing) return t.skip(missing, 'an idle socket and a long request');
  const at = await place(t);
  const { namespace, host } = at;
  await apply(namespace, (chart) => {
    service(chart, at, 'web', { env: { HELLO_IDLE_MS: '120000' }, exposures: [Exposure.gateway(HTTPS)] });
  });
  const { name } = await ready(at, 'web');
  await answered(namespace, name, `https://${host}/health`, ({ status }) => status === 200);
  const { ws, slow } = await patientLoad(namespace, await browser(at), { idle: 90, slow: 70 });
  t.atLeast(ws.echoes, 6, 'messages', 'messages through WebSockets, three before they were idle for 90 s');
  t.exactly(ws.abnormal + ws.failed, 0, 'sockets', 'idle sockets that were lost');
  t.atLeast(slow.requests, 1, 'requests', 'requests of 70 s');
  t.exactly(slow.failed, 0, 'requests', 'of these those that failed');
});

const REPLICAS = 3;
/** Shorter than where requests go to the Service: two of them run beside each other. */
const SOCKETS = { ...LOAD, SLOW: 8, SLOW_MS: 7000 };

async function restartedUnderLoad(t: Check, props: Partial<PhoenixServiceProps> = {}): Promise<Seen> {
  const at = await place(t);
  const { namespace, host } = at;
  await apply(namespace, (chart) => {
    service(chart, at, 'web', { replicas: REPLICAS, exposures: [Exposure.gateway(HTTPS)], ...props });
  });
  const { name } = await ready(at, 'web');
  await answered(namespace, name, `https://${host}/health`, ({ status }) => status === 200);
  const act = async () => {
    await kubectl(['-n', namespace, 'rollout', 'restart', 'deployment/web']);
    await rolledOut(namespace, 'deployment/web');
  };
  return underLoad(namespace, 60, act, SOCKETS, await browser(at));
}

const failed = ({ keepalive, new: fresh, slow }: Seen) => keepalive.failed + fresh.failed + slow.failed;

check.beside('the same release whose server does not drain, and nothing else changed, loses them', async (t) => {
  const missing = await withoutGateway();
  if (missing) return t.skip(missing, 'a rolling restart without a drain');
  const seen = await restartedUnderLoad(t, { env: { HELLO_NO_DRAIN: 'true' }, preStopSleep: Duration.seconds(0) });
  t.atLeast(failed(seen), 1, 'requests', 'without a drain: requests that failed');
  t.atLeast(seen.ws.abnormal, 1, 'sockets', 'without a drain: sockets lost without a code');
});

const REQUESTS = 2000;

check.beside('of 2,000 requests the share that a route says goes to the other version', async (t) => {
  const missing = await withoutGateway();
  if (missing) return t.skip(missing, 'shares');
  const at = await place(t);
  const { namespace, host } = at;
  await apply(namespace, (chart) => {
    const { endpoint } = service(chart, at, 'next', { env: { VERSION: 'next' } });
    const exposures = [Exposure.gateway({ ...GATEWAY, shares: [{ endpoint, percent: 10 }] })];
    service(chart, at, 'web', { env: { VERSION: 'this' }, exposures });
  });
  const { name } = await ready(at, 'web', 'next');
  const url = `http://${host}/env?name=VERSION`;
  await answered(namespace, name, url, ({ status }) => status === 200);
  const expression = `${TLS_STARTS}; IO.puts(Hello.Json.encode(
    for _ <- 1..${REQUESTS}, reduce: %{} do
      counts -> Map.update(counts, (${request(url)}).body, 1, & &1 + 1)
    end))`;
  const counts = JSON.parse(await rpc(namespace, name, expression));
  t.exactly(counts.this + counts.next, REQUESTS, 'requests', 'requests that were answered');
  t.atLeast((100 * counts.next) / REQUESTS, 7, '%', 'of them by the version with 10');
  t.atMost((100 * counts.next) / REQUESTS, 13, '%', 'of them by the version with 10');
});

const TLS_PORT = [{ name: 'tls', port: 8443 }];

check.beside('a Gateway of our own serves what cert-manager signed, and passes TLS through to the pods', async (t) => {
  const missing = await withoutGateway();
  if (missing) return t.skip(missing, 'a Gateway of our own');
  const namespace = await t.namespace();
  const [host, other] = [`web.${namespace}.test`, `tls.${namespace}.test`]; // of no other certificate
  const at = { namespace, host, other, hostAliases: [{ ip: await address(), hostnames: [host, other] }] };
  await apply(namespace, (chart) => {
    const gateway = new Gateway(chart, 'own', {
      className: CLASS,
      listeners: [
        GatewayListener.http(),
        GatewayListener.https([host], { tls: Tls.clusterIssuer('test-ca') }),
        GatewayListener.passthrough([other]),
      ],
    });
    const parents = [gateway.parent()];
    const exposures = [Exposure.gateway({ parents, httpSectionName: 'http' })];
    const { release } = service(chart, at, 'web', { ports: TLS_PORT, exposures });
    const passed = Exposure.tlsRoute({ parents: [gateway.parent({ sectionName: 'tls' })] });
    new HttpEndpoint(chart, 'tls', { name: 'web-tls', release, port: 'tls', hosts: [other], exposures: [passed] });
    const grpc = Exposure.grpcRoute({ parents, methods: [{ service: 'hello.Greeter' }] });
    new HttpEndpoint(chart, 'grpc', { name: 'web-grpc', release, hosts: [host], exposures: [grpc] });
  });
  const { name } = await ready(at, 'web');
  const authority = await secretKey('cert-manager', 'test-ca', 'tls.crt');
  const own = (await rpc(namespace, name, `${TLS_STARTS}; ${secured(other)}`)).trim();
  t.exactly(await says(namespace, 'gateways', 'own', 'Programmed'), 1, '', 'Gateways that are programmed');
  t.exactly(await says(namespace, 'httproutes', 'web', 'Accepted'), 1, '', 'parents that accept the HTTPRoute');
  t.exactly(await says(namespace, 'grpcroutes', 'web-grpc', 'Accepted'), 1, '', 'parents that accept the GRPCRoute');
  t.exactly(await says(namespace, 'tlsroutes', 'web-tls', 'Accepted'), 1, '', 'parents that accept the TLSRoute');
  const ok = ({ status }: { status: number }) => status === 200;
  const home = await answered(namespace, name, `https://${host}/health`, ok, { authority });
  t.exactly(home.body, 'ok', '', 'answer with a certificate that cert-manager signed');
  const passed = await answered(namespace, name, `https://${other}/`, ok, { authority: own });
  t.exactly(passed.body, 'of the pod', '', 'answer with a certificate of the pod');
  const wrong = await fetch(namespace, name, `https://${other}/`, { authority });
  t.exactly(wrong.status, 0, '', 'status where the authority of the other one is expected');
  const plain = await answered(namespace, name, `http://${host}/`, ({ status }) => status === 301);
  t.exactly(plain.location, `https://${host}/`, '', 'redirect of plain HTTP');
});

check.beside('the Gateway speaks TLS to pods whose certificate its policy trusts, and to no others', async (t) => {
  const missing = await withoutGateway();
  if (missing) return t.skip(missing, 'TLS to the pods');
  const at = await place(t);
  const { namespace, host } = at;
  const build = (backend: string) => (chart: any) => {
    const { release } = service(chart, at, 'web', { ports: TLS_PORT });
    const backendTls = { host: backend, authority: 'authority' };
    const exposures = [Exposure.gateway({ ...HTTPS, backendTls })];
    new HttpEndpoint(chart, 'tls', { name: 'web-tls', release, port: 'tls', hosts: [host], exposures });
  };
  await apply(namespace, build('web-tls.internal'));
  const { name } = await ready(at, 'web');
  const pem = Buffer.from(await rpc(namespace, name, `${TLS_STARTS}; ${secured('web-tls.internal')}`), 'base64');
  await kubectl(['-n', namespace, 'create', 'configmap', 'authority', `--from-literal=ca.crt=${pem}`]);
  const { body } = await answered(namespace, name, `https://${host}/`, ({ status }) => status === 200);
  t.exactly(body, 'of the pod', '', 'answer over TLS to the pod');
  await apply(namespace, build('somebody.else'));
  const refused = await answered(namespace, name, `https://${host}/`, ({ status }) => status >= 500);
  t.atLeast(refused.status, 500, '', 'status where the policy expects another host');
});

check.beside(
  'what the library writes is what the API server keeps: nothing is added to a route or a Gateway',
  async (t) => {
    const missing = await withoutGateway();
    if (missing) return t.skip(missing, 'defaults of the API server');
    const at = await place(t);
    const yaml = await apply(at.namespace, (chart) => {
      const listeners = [
        GatewayListener.http(),
        GatewayListener.https([at.host, at.other], { tls: Tls.secret('mine') }),
      ];
      const gateway = new Gateway(chart, 'own', { className: 'none', listeners });
      const { endpoint } = service(chart, at, 'next', { scaledToZero: true, replicas: undefined });
      const filters = [RouteFilter.mirror(endpoint), RouteFilter.rewrite({ prefix: '/' })];
      const route = {
        parents: [gateway.parent()],
        httpSectionName: 'http',
        redirectedHosts: [at.other],
        matches: [RouteMatch.prefix('/a', { headers: { a: 'b' }, queryParams: { c: 'd' } })],
        shares: [{ endpoint, percent: 5 }],
        filters,
      };
      const { release } = service(chart, at, 'web', {
        scaledToZero: true,
        replicas: undefined,
        exposures: [Exposure.gateway(route)],
      });
      const grpc = Exposure.grpcRoute({ parents: [gateway.parent()], methods: [{ service: 'a.B' }] });
      new HttpEndpoint(chart, 'grpc', { name: 'web-grpc', release, hosts: [at.host], exposures: [grpc] });
    });
    const changed: string[] = [];
    const made = parseAllDocuments(yaml).map((one) => one.toJS());
    for (const { apiVersion, kind, metadata, spec } of made.filter((one) => one.apiVersion.startsWith('gateway.'))) {
      const plural = `${kind.toLowerCase()}s.${apiVersion.split('/')[0]}`;
      const kept = await kubectlJson(['-n', at.namespace, 'get', `${plural}/${metadata.name}`]);
      if (!isDeepStrictEqual(kept.spec, spec)) changed.push(`${kind}/${metadata.name}: ${JSON.stringify(kept.spec)}`);
    }
    t.exactly(changed.join(), '', '', 'objects to which the API server added something');
  },
);

// Last, and alone: how soon the Gateway hears of a pod that goes is a time.
check('a rolling restart behind the Gateway loses no request and no socket without a code', async (t) => {
  const missing = await withoutGateway();
  if (missing) return t.skip(missing, 'a rolling restart');
  const seen = await restartedUnderLoad(t);
  t.atLeast(seen.keepalive.requests + seen.new.requests, 2000, 'requests', 'requests through the Gateway');
  t.atLeast(seen.slow.requests, 20, 'requests', 'slow requests through the Gateway');
  t.atLeast(seen.ws.echoes, 200, 'messages', 'messages through WebSockets');
  t.exactly(failed(seen), 0, 'requests', 'requests that failed');
  t.exactly(seen.ws.abnormal + seen.ws.failed, 0, 'sockets', 'sockets lost without a code');
  t.exactly(Object.keys(seen.ws.closed).join(' '), '1012', '', 'codes with which sockets were closed');
  if (failed(seen) + seen.ws.abnormal + seen.ws.failed) throw new Error(JSON.stringify(seen));
});
