import { Duration } from 'cdk8s';
import {
  Exposure,
  Gateway,
  GatewayListener,
  HttpEndpoint,
  type IExposure,
  ListenerSet,
  NetworkPeer,
  RouteFilter,
  RouteMatch,
  RouteNamespaces,
  RouteParent,
  Tls,
  Waiver,
} from 'cdk8s-elixir';
import { newPhoenix, newRelease, rendered } from '../subjects';
import { gateway, phoenix, refused } from './builds';
import { type Build, map, override, overrides, type Proofs, text } from './proof';

const TLS = Tls.secret('mine');
const HTTPS = GatewayListener.https(['example.com'], { tls: TLS });
const made: Build = (props) =>
  refused(() =>
    rendered((chart) => new Gateway(chart, 'public', { className: 'traefik', listeners: [HTTPS], ...props })),
  );
const set: Build = (props) =>
  refused(() =>
    rendered((chart) => new ListenerSet(chart, 'team', { gateway: 'public', listeners: [HTTPS], ...props })),
  );
const plain: Build = (props) => made({ listeners: [GatewayListener.http()], ...props });
const listening =
  (listener: (options: object) => GatewayListener): Build =>
  (options) =>
    made({ listeners: [HTTPS, listener(options)] });
const parent =
  (build: (options: object) => RouteParent): Build =>
  (options) =>
    phoenix({ exposures: [Exposure.gateway({ parents: [build(options)] })] });
const route = (exposure: (chart: any) => IExposure): unknown =>
  rendered((chart) => {
    const release = newRelease(chart, { ports: [{ name: 'http', port: 4000 }] });
    new HttpEndpoint(chart, 'way-in', { release, host: 'a.example', exposures: [exposure(chart)] });
  });
const grpc: Build = (options) => route(() => Exposure.grpcRoute({ gateway: 'public', ...options }));
const filtered =
  (filter: (options: object) => RouteFilter): Build =>
  (options) =>
    gateway({ filters: [filter(options)] });
const CHANGED = { set: { a: 'b' }, add: { c: 'd' }, remove: ['e'] };
const changed =
  (left: 'set' | 'add' | 'remove'): Build =>
  (options) =>
    filtered((given) => RouteFilter.requestHeaders({ ...CHANGED, [left]: undefined, ...given }))(options);
const matched: Build = (options) => gateway({ matches: [RouteMatch.prefix('/', options)] });
const LABELLED = RouteNamespaces.labelled({ team: 'chat' });

/** Gateways, and routes through them. */
export const GATEWAY: Proofs = {
  'BackendTls.authority': text(
    (options) => gateway({ backendTls: { host: 'a.example', ...options } }),
    undefined,
    'ca',
  ),
  'GatewayExposureOptions.appProtocol': text(gateway, 'kubernetes.io/ws', 'kubernetes.io/h2c'),
  'GatewayExposureOptions.backendTls': text(gateway, undefined, { host: 'a.example' }),
  'GatewayExposureOptions.filters': text(gateway, [], [RouteFilter.rewrite({ host: 'b.example' })]),
  'GatewayExposureOptions.httpSectionName': text(
    (options) => gateway({ sectionName: 'https', ...options }),
    undefined,
    'http',
  ),
  'GatewayExposureOptions.matches': text(gateway, [RouteMatch.prefix('/')], [RouteMatch.exact('/')]),
  'GatewayExposureOptions.paths': { build: gateway, other: ['/live'] },
  'GatewayExposureOptions.redirectedHosts': text(gateway, undefined, ['www.example.com']),
  'GatewayExposureOptions.timeouts': text(gateway, {}, { request: Duration.seconds(5) }),
  'GatewayExposureOptions.unlimited': text(gateway, true, false),
  ...overrides('GatewayOverrides', [override(made, 'gateway')]),
  'GatewayProps.addresses': text(made, undefined, ['203.0.113.10']),
  'GatewayProps.infrastructureAnnotations': text(made, undefined, { a: 'b' }),
  'GatewayProps.infrastructureLabels': text(made, undefined, { a: 'b' }),
  'GatewayProps.listenerSetsFrom': text(made, undefined, RouteNamespaces.all()),
  'GatewayProps.overrides': text(made, {}, { gateway: { metadata: { labels: { a: 'b' } } } }),
  'GrpcMethod.method': text((options) => grpc({ methods: [{ service: 'a.B', ...options }] }), undefined, 'C'),
  'GrpcRouteExposureOptions.filters': text(grpc, [], [RouteFilter.requestHeaders(CHANGED)]),
  'GrpcRouteExposureOptions.methods': text(grpc, undefined, [{ service: 'a.B' }]),
  'HeaderChanges.add': text(changed('add'), {}, { a: 'b' }),
  'HeaderChanges.remove': text(changed('remove'), [], ['a']),
  'HeaderChanges.set': text(changed('set'), {}, { a: 'b' }),
  'HttpListenerOptions.name': { build: listening(GatewayListener.http), other: 'plain' },
  'HttpListenerOptions.port': { build: listening(GatewayListener.http), other: 8080 },
  'HttpsListenerOptions.name': {
    build: (options) => made({ listeners: [GatewayListener.https(['a.example'], { tls: TLS, ...options })] }),
    other: 'own',
  },
  'HttpsListenerOptions.port': {
    build: (options) => made({ listeners: [GatewayListener.https(['a.example'], { tls: TLS, ...options })] }),
    other: 8443,
  },
  'HttpsListenerOptions.secretNamespace': text(
    (options) => made({ listeners: [GatewayListener.https(['a.example'], { tls: TLS, ...options })] }),
    undefined,
    'certificates',
  ),
  'ListenerChoice.port': text(choosing, undefined, 443),
  'ListenerChoice.sectionName': text(choosing, 'https', 'http'),
  ...overrides('ListenerSetOverrides', [override(set, 'listenerSet')]),
  'ListenerSetProps.gatewayNamespace': text(set, undefined, 'infra'),
  'ListenerSetProps.overrides': text(set, {}, { listenerSet: { metadata: { labels: { a: 'b' } } } }),
  'ListenersProps.allow': text(plain, [], [Waiver.plainHttp('tested')]),
  'ListenersProps.annotations': text(made, {}, { a: 'b' }),
  'ListenersProps.labels': map(made, 'team', 'chat'),
  'ListenersProps.name': text(made, 'public', 'other'),
  'ListenersProps.routesFrom': { build: made, other: LABELLED },
  'PassthroughListenerOptions.name': {
    build: listening((options) => GatewayListener.passthrough(['b.example'], options)),
    other: 'own',
  },
  'PassthroughListenerOptions.port': {
    build: listening((options) => GatewayListener.passthrough(['b.example'], options)),
    other: 8443,
  },
  'RouteExposureOptions.from': text(
    (options) =>
      refused(() => {
        const exposures = [Exposure.gateway({ gateway: 'public', ...options })];
        return phoenix({ exposures, onlyFromExposures: true });
      }),
    undefined,
    [NetworkPeer.pods({ a: 'b' })],
  ),
  'RouteExposureOptions.gateway': text(
    ({ gateway: name }) =>
      gateway({ gateway: name, parents: name === undefined ? [RouteParent.gateway('public')] : undefined }),
    undefined,
    'other',
  ),
  'RouteExposureOptions.gatewayNamespace': text(gateway, undefined, 'infra'),
  'RouteExposureOptions.hosts': text(gateway, ['chat.example.com'], ['*.example.com', 'chat.example.com']),
  'RouteExposureOptions.parents': text(
    ({ parents }) => gateway({ gateway: parents === undefined ? 'public' : undefined, parents }),
    [RouteParent.gateway('public')],
    [RouteParent.gateway('other')],
  ),
  'RouteExposureOptions.sectionName': text(gateway, undefined, 'https'),
  'RouteExposureOptions.shares': {
    build: ({ shares = [] }) =>
      shares.length === 0
        ? gateway({})
        : rendered((chart) => {
            const { endpoint } = newPhoenix(chart, {}, 'next');
            return gateway({ shares: shares.map((share: object) => ({ endpoint, ...share })) });
          }),
    same: [],
    other: [{ percent: 10 }],
  },
  'RouteMatchOptions.headers': text(matched, {}, { a: 'b' }),
  'RouteMatchOptions.method': text(matched, undefined, 'GET'),
  'RouteMatchOptions.queryParams': text(matched, {}, { a: 'b' }),
  'RouteMirrorOptions.percent': {
    build: (options) =>
      route((chart) => {
        const { endpoint } = newPhoenix(chart, {}, 'next');
        return Exposure.gateway({ gateway: 'public', filters: [RouteFilter.mirror(endpoint, options)] });
      }),
    other: 10,
  },
  'RouteParentOptions.namespace': text(
    parent((options) => RouteParent.gateway('a', options)),
    undefined,
    'infra',
  ),
  'RouteParentOptions.port': text(
    parent((options) => RouteParent.listenerSet('a', options)),
    undefined,
    443,
  ),
  'RouteParentOptions.sectionName': text(
    parent((options) => RouteParent.gateway('a', options)),
    undefined,
    'https',
  ),
  'RouteRewrite.host': text(
    filtered((options) => RouteFilter.rewrite({ prefix: '/', ...options })),
    undefined,
    'a.b',
  ),
  'RouteRewrite.prefix': text(
    filtered((options) => RouteFilter.rewrite({ host: 'a.b', ...options })),
    undefined,
    '/c',
  ),
  'RouteTimeouts.backendRequest': text((timeouts) => gateway({ timeouts }), undefined, Duration.seconds(5)),
  'RouteTimeouts.request': text((timeouts) => gateway({ timeouts }), undefined, Duration.seconds(5)),
};

/** A route at a listener of a Gateway of the same chart. */
function choosing(choice: object): unknown {
  return refused(() =>
    rendered((chart) => {
      const listeners = [GatewayListener.http(), GatewayListener.https(['*.example.com'], { tls: TLS })];
      const entry = new Gateway(chart, 'public', { className: 'traefik', listeners });
      newPhoenix(chart, { exposures: [Exposure.gateway({ parents: [entry.parent(choice)] })] });
    }),
  );
}
