import { Duration } from 'cdk8s';
import { Exposure, type GatewayExposureOptions, RouteFilter, RouteMatch, RouteParent } from 'cdk8s-elixir';
import { errorOf, newChart, newPhoenix, one, synth } from '../../support/subjects';

const HOSTS = ['example.com', 'www.example.com'];
const manifests = (options: GatewayExposureOptions, hosts = HOSTS) => {
  const chart = newChart();
  newPhoenix(chart, { host: 'example.com', hosts, exposures: [Exposure.gateway(options)] });
  return synth(chart);
};
const routes = (options: GatewayExposureOptions) =>
  manifests({ gateway: 'public', ...options })
    .filter(({ kind }) => kind === 'HTTPRoute')
    .map(({ metadata, spec }) => ({ name: metadata.name, ...spec }));
const rules = (options: GatewayExposureOptions) => routes(options)[0].rules;
const PARENT = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };

test('a route takes all hosts of the endpoint, or its own', () => {
  expect(routes({})[0].hostnames).toEqual(HOSTS);
  expect(routes({ hosts: ['example.com', '*.example.com'] })[0].hostnames).toEqual(['example.com', '*.example.com']);
});

test('more hosts than a route can have are refused', () => {
  const hosts = ['example.com', ...Array.from({ length: 16 }, (_, index) => `a${index}.example.com`)];
  expect(errorOf(() => manifests({ gateway: 'public' }, hosts)).message).toContain('16 at most');
});

test('several parents are Gateways and ListenerSets, with section and port', () => {
  const parents = [
    RouteParent.gateway('public', { namespace: 'infra', sectionName: 'https' }),
    RouteParent.gateway('private', { port: 8443 }),
    RouteParent.listenerSet('team'),
  ];
  expect(one(manifests({ parents }), 'HTTPRoute').spec.parentRefs).toEqual([
    { ...PARENT, name: 'public', namespace: 'infra', sectionName: 'https' },
    { ...PARENT, name: 'private', port: 8443 },
    { ...PARENT, kind: 'ListenerSet', name: 'team' },
  ]);
});

test.each([
  ['both forms', { gateway: 'a', parents: [RouteParent.gateway('a')] }, 'Exposure.gateway.gateway'],
  ['a section beside parents', { sectionName: 'a', parents: [RouteParent.gateway('a')] }, 'sectionName'],
  ['no parent', { parents: [] }, '0 parents'],
  [
    'one parent twice',
    { parents: [RouteParent.gateway('a'), RouteParent.gateway('a', { port: 80 })] },
    'another one names the same parent',
  ],
])('%s are refused', (_, options, words) => {
  expect(errorOf(() => Exposure.gateway(options)).message).toContain(words);
});

test('two sections of one parent are two parents', () => {
  const parents = ['a', 'b'].map((sectionName) => RouteParent.gateway('public', { sectionName }));
  expect(one(manifests({ parents }), 'HTTPRoute').spec.parentRefs).toHaveLength(2);
});

test('matches are exact paths and prefixes with methods, headers and parameters, defaults written out', () => {
  const matches = [
    RouteMatch.prefix('/api', { method: 'GET', headers: { 'x-version': '2' } }),
    RouteMatch.exact('/', { queryParams: { beta: 'on' } }),
  ];
  expect(rules({ matches })[0].matches).toEqual([
    {
      path: { type: 'PathPrefix', value: '/api' },
      headers: [{ type: 'Exact', name: 'x-version', value: '2' }],
      method: 'GET',
    },
    { path: { type: 'Exact', value: '/' }, queryParams: [{ type: 'Exact', name: 'beta', value: 'on' }] },
  ]);
});

test('filters change headers and host, and a prefix is rewritten in a rule of its own', () => {
  const filters = [
    RouteFilter.requestHeaders({ set: { 'x-a': '1' }, add: { 'x-b': '2' }, remove: ['x-c'] }),
    RouteFilter.responseHeaders({ remove: ['server'] }),
    RouteFilter.rewrite({ host: 'inner.example.com', prefix: '/' }),
  ];
  const given = rules({ paths: ['/a', '/b'], filters });
  expect(given.map(({ matches }: any) => matches)).toEqual([
    [{ path: { type: 'PathPrefix', value: '/a' } }],
    [{ path: { type: 'PathPrefix', value: '/b' } }],
  ]);
  expect(given[0].filters).toEqual([
    {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: {
        set: [{ name: 'x-a', value: '1' }],
        add: [{ name: 'x-b', value: '2' }],
        remove: ['x-c'],
      },
    },
    { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['server'] } },
    {
      type: 'URLRewrite',
      urlRewrite: { hostname: 'inner.example.com', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
    },
  ]);
});

test('a rewrite of the host alone leaves the paths in one rule', () => {
  expect(rules({ paths: ['/a', '/b'], filters: [RouteFilter.rewrite({ host: 'a.example' })] })).toHaveLength(1);
});

test.each<[string, RouteMatch[], string]>([
  ['an exact path', [RouteMatch.exact('/a')], '"/a"'],
  ['more than 16 of them', Array.from({ length: 17 }, (_, at) => RouteMatch.prefix(`/${at}`)), 'of 17 paths'],
])('a rewrite of the prefix of %s is refused', (_, matches, words) => {
  const filters = [RouteFilter.rewrite({ prefix: '/' })];
  expect(errorOf(() => Exposure.gateway({ gateway: 'a', matches, filters })).message).toContain(words);
});

test('a secret in a header is refused, and not shown', () => {
  const { message } = errorOf(() =>
    RouteFilter.requestHeaders({ set: { authorization: 'Bearer s3cr3t-t0ken-v4lue' } }),
  );
  expect(message).toContain('RouteFilter.requestHeaders.set.authorization');
  expect(message).not.toContain('s3cr3t');
});

describe('timeouts', () => {
  const timeouts = (options: Partial<GatewayExposureOptions>) => rules(options)[0].timeouts;
  const [minute, half] = [Duration.seconds(90), Duration.millis(30_500)];

  test.each<[string, Partial<GatewayExposureOptions>, object | undefined]>([
    ['none', {}, { request: '0s' }],
    ['none, of a Gateway that knows none', { unlimited: false }, undefined],
    ['of a request', { timeouts: { request: minute } }, { request: '1m30s' }],
    ['of an attempt', { timeouts: { backendRequest: half } }, { request: '0s', backendRequest: '30s500ms' }],
    [
      'of both',
      { timeouts: { request: minute, backendRequest: half } },
      { request: '1m30s', backendRequest: '30s500ms' },
    ],
    ['of an attempt alone', { unlimited: false, timeouts: { backendRequest: half } }, { backendRequest: '30s500ms' }],
    ['of hours', { timeouts: { request: Duration.days(2) } }, { request: '48h' }],
  ])('%s', (_, options, expected) => {
    expect(timeouts(options)).toEqual(expected);
  });

  test.each<[string, Partial<GatewayExposureOptions>, string]>([
    ['no time', { timeouts: { request: Duration.seconds(0) } }, 'leave it out'],
    ['parts of a millisecond', { timeouts: { request: Duration.millis(0.5) } }, 'whole milliseconds'],
    ['an attempt longer than all', { timeouts: { request: half, backendRequest: minute } }, 'no longer than'],
    ['a time beside unlimited', { unlimited: true, timeouts: { request: minute } }, 'leave `unlimited` out'],
  ])('%s is refused', (_, options, words) => {
    expect(errorOf(() => Exposure.gateway({ gateway: 'a', ...options })).message).toContain(words);
  });
});

describe('redirects', () => {
  test('http goes to https, and other hosts to the first one', () => {
    const [own, http, hosts] = routes({
      gateway: 'public',
      sectionName: 'https',
      hosts: ['example.com'],
      httpSectionName: 'http',
      redirectedHosts: ['www.example.com'],
    });
    const matches = [{ path: { type: 'PathPrefix', value: '/' } }];
    const redirect = (to: object) => [
      { matches, filters: [{ type: 'RequestRedirect', requestRedirect: { ...to, statusCode: 301 } }] },
    ];
    expect(own.parentRefs).toEqual([{ ...PARENT, name: 'public', sectionName: 'https' }]);
    expect(http).toEqual({
      name: 'web-redirect-http',
      parentRefs: [{ ...PARENT, name: 'public', sectionName: 'http' }],
      hostnames: ['example.com', 'www.example.com'],
      rules: redirect({ scheme: 'https' }),
    });
    expect(hosts).toEqual({
      name: 'web-redirect-hosts',
      parentRefs: own.parentRefs,
      hostnames: ['www.example.com'],
      rules: redirect({ hostname: 'example.com' }),
    });
  });

  test.each([{}, { sectionName: 'http' }])('to https beside a route that takes plain HTTP itself is refused', (own) => {
    const { message } = errorOf(() => Exposure.gateway({ gateway: 'a', httpSectionName: 'http', ...own }));
    expect(message).toContain('`Exposure.gateway.httpSectionName` is "http"');
  });
});

test('TLS to the pods is a BackendTLSPolicy for the port of the Service', () => {
  const made = manifests({ gateway: 'public', backendTls: { host: 'web.chat.svc', authority: 'ca' } });
  expect(one(made, 'Service').spec.ports[0].appProtocol).toBe('kubernetes.io/wss');
  expect(one(made, 'BackendTLSPolicy').spec).toEqual({
    targetRefs: [{ group: '', kind: 'Service', name: 'web', sectionName: 'http' }],
    validation: { hostname: 'web.chat.svc', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] },
  });
  const system = manifests({ gateway: 'public', backendTls: { host: 'web.chat.svc' } });
  expect(one(system, 'BackendTLSPolicy').spec.validation).toEqual({
    hostname: 'web.chat.svc',
    wellKnownCACertificates: 'System',
  });
});

test('the application protocol can be another one', () => {
  const made = manifests({ gateway: 'public', appProtocol: 'kubernetes.io/h2c' });
  expect(one(made, 'Service').spec.ports[0].appProtocol).toBe('kubernetes.io/h2c');
});
