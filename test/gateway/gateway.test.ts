import { App, Chart } from 'cdk8s';
import {
  Exposure,
  Gateway,
  GatewayListener,
  type GatewayProps,
  ListenerSet,
  RequiredSecrets,
  RouteNamespaces,
  Tls,
  Waiver,
} from 'cdk8s-elixir';
import { errorOf, newChart, newPhoenix, one, synth } from '../support/subjects';

const ISSUED = Tls.clusterIssuer('letsencrypt');
const HTTPS = GatewayListener.https(['example.com', '*.example.com'], { tls: ISSUED });
const build = (props: Partial<GatewayProps> = {}, namespace = 'infra') => {
  const chart = newChart({ namespace });
  const gateway = new Gateway(chart, 'public', {
    className: 'traefik',
    listeners: [GatewayListener.http(), HTTPS],
    ...props,
  });
  return { chart, gateway };
};
const made = (props: Partial<GatewayProps> = {}) => one(synth(build(props).chart), 'Gateway');
const SAME = { namespaces: { from: 'Same' } };
const reference = (name = 'public-tls') => ({ group: '', kind: 'Secret', name });

test('a Gateway has a listener for each host, and one certificate for all of them', () => {
  const tls = { mode: 'Terminate', certificateRefs: [reference()] };
  expect(made()).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: {
      name: 'public',
      namespace: 'infra',
      labels: { 'app.kubernetes.io/name': 'public' },
      annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
    },
    spec: {
      gatewayClassName: 'traefik',
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: SAME },
        { name: 'https', hostname: 'example.com', port: 443, protocol: 'HTTPS', tls, allowedRoutes: SAME },
        { name: 'https-2', hostname: '*.example.com', port: 443, protocol: 'HTTPS', tls, allowedRoutes: SAME },
      ],
    },
  });
});

test('listeners pass TLS through, have a certificate of the load balancer, or one for every host', () => {
  const { listeners } = made({
    listeners: [
      GatewayListener.passthrough(['db.example.com'], { port: 8443 }),
      GatewayListener.https([], { tls: Tls.secret('mine') }),
      GatewayListener.https(['a.example.com'], { tls: Tls.loadBalancer(), name: 'lb' }),
    ],
  }).spec;
  expect(listeners).toEqual([
    {
      name: 'tls',
      hostname: 'db.example.com',
      port: 8443,
      protocol: 'TLS',
      tls: { mode: 'Passthrough' },
      allowedRoutes: SAME,
    },
    {
      name: 'https',
      port: 443,
      protocol: 'HTTPS',
      tls: { mode: 'Terminate', certificateRefs: [reference('mine')] },
      allowedRoutes: SAME,
    },
    { name: 'lb', hostname: 'a.example.com', port: 443, protocol: 'HTTPS', allowedRoutes: SAME },
  ]);
});

test('namespaces, addresses and infrastructure are in the words of the API', () => {
  const { spec } = made({
    routesFrom: RouteNamespaces.labelled({ team: 'chat' }),
    listenerSetsFrom: RouteNamespaces.all(),
    addresses: ['203.0.113.10', 'gateway.example.com'],
    infrastructureLabels: { team: 'infra' },
    infrastructureAnnotations: { 'acme.example/scheme': 'internal' },
  });
  const selected = { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'chat' } } } };
  expect(spec.listeners[0].allowedRoutes).toEqual(selected);
  expect(spec.allowedListeners).toEqual({ namespaces: { from: 'All' } });
  expect(spec.addresses).toEqual([
    { type: 'IPAddress', value: '203.0.113.10' },
    { type: 'Hostname', value: 'gateway.example.com' },
  ]);
  expect(spec.infrastructure).toEqual({
    labels: { team: 'infra' },
    annotations: { 'acme.example/scheme': 'internal' },
  });
});

test('a certificate in another namespace needs its consent', () => {
  const listeners = [GatewayListener.https([], { tls: Tls.secret('wild'), secretNamespace: 'certificates' })];
  const { chart } = build({ listeners });
  const manifests = synth(chart);
  const [{ tls }] = one(manifests, 'Gateway').spec.listeners;
  expect(tls.certificateRefs).toEqual([{ ...reference('wild'), namespace: 'certificates' }]);
  expect(one(manifests, 'ReferenceGrant')).toMatchObject({
    metadata: { name: 'infra-public', namespace: 'certificates' },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'infra' }],
      to: [{ group: '', kind: 'Secret', name: 'wild' }],
    },
  });
  expect(RequiredSecrets.of(chart)).toMatchObject([{ namespace: 'certificates', name: 'wild', type: 'tls' }]);
});

test('only certificates that nobody makes are required', () => {
  expect(RequiredSecrets.of(build().chart)).toEqual([]);
  const { chart } = build({ listeners: [GatewayListener.https(['a.example'], { tls: Tls.secret('mine') })] });
  expect(RequiredSecrets.of(chart)).toMatchObject([{ namespace: 'infra', name: 'mine', usedBy: ['Gateway/public'] }]);
});

test.each<[string, Partial<GatewayProps>, string]>([
  ['no listener', { listeners: [] }, '0 listeners'],
  ['plain HTTP alone', { listeners: [GatewayListener.http()] }, 'Waiver.plainHttp'],
  [
    'one name twice',
    { listeners: [HTTPS, GatewayListener.passthrough(['b.example'], { name: 'https' })] },
    'same name',
  ],
  [
    'one host twice',
    { listeners: [HTTPS, GatewayListener.https(['example.com'], { tls: ISSUED, name: 'b' })] },
    'host',
  ],
  [
    'two issuers',
    { listeners: [HTTPS, GatewayListener.https(['b.example'], { tls: Tls.issuer('own'), name: 'b' })] },
    'one issuer',
  ],
  ['an address that is none', { addresses: ['203.0.113.10', '-'] }, '`addresses[1]`'],
  ['an address twice', { addresses: ['203.0.113.10', '203.0.113.10'] }, '`addresses[1]`'],
  ['a class that is no name', { className: 'My Class' }, '`className`'],
])('%s is refused', (_, props, words) => {
  expect(errorOf(() => build(props)).message).toContain(words);
});

test('plain HTTP alone is accepted by waiver, with its reason in the manifest', () => {
  const { metadata } = made({ listeners: [GatewayListener.http()], allow: [Waiver.plainHttp('inside of a VPN')] });
  expect(Object.values(metadata.annotations)).toEqual(['inside of a VPN']);
});

test('cert-manager makes no certificate for no host', () => {
  expect(errorOf(() => GatewayListener.https([], { tls: ISSUED })).message).toContain('`GatewayListener.https.hosts`');
});

describe('a route of another chart', () => {
  const PARENT = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'infra' };
  const parents = (choice?: object, host = 'chat.example.com', exposure = {}) => {
    const app = new App();
    const infra = new Chart(app, 'infra', { namespace: 'infra' });
    const chart = new Chart(app, 'chat', { namespace: 'chat' });
    const gateway = new Gateway(infra, 'public', {
      className: 'traefik',
      listeners: [GatewayListener.http(), HTTPS],
      routesFrom: RouteNamespaces.all(),
    });
    newPhoenix(chart, { host, exposures: [Exposure.gateway({ parents: [gateway.parent(choice)], ...exposure })] });
    app.synthYaml();
    return synth(chart)
      .filter(({ kind }) => kind === 'HTTPRoute')
      .map(({ spec }) => spec.parentRefs);
  };

  test('hangs at the listeners of HTTPS that take its host, and its redirect at that of HTTP', () => {
    expect(parents()).toEqual([[{ ...PARENT, sectionName: 'https-2' }]]);
    expect(parents(undefined, 'example.com', { httpSectionName: 'http' })).toEqual([
      [{ ...PARENT, sectionName: 'https' }],
      [{ ...PARENT, sectionName: 'http' }],
    ]);
  });

  test('hangs at the listeners that it names', () => {
    expect(parents({ sectionName: 'https-2' })).toEqual([[{ ...PARENT, sectionName: 'https-2' }]]);
    expect(parents({ port: 443 })).toEqual([[{ ...PARENT, port: 443 }]]);
  });

  test('of a host that no listener takes is refused', () => {
    const { message } = errorOf(() => parents(undefined, 'example.org'));
    expect(message).toContain('hosts of the listeners: example.com, *.example.com');
  });
});

test('a ListenerSet adds listeners to a Gateway of somebody else', () => {
  const chart = newChart();
  const set = new ListenerSet(chart, 'team', {
    gateway: 'public',
    gatewayNamespace: 'infra',
    listeners: [GatewayListener.https(['chat.example.com'], { tls: Tls.secret('chat-tls') })],
  });
  newPhoenix(chart, { exposures: [Exposure.gateway({ parents: [set.parent()] })] });
  const manifests = synth(chart);
  const { spec } = one(manifests, 'ListenerSet');
  const parent = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'infra' };
  expect(spec.parentRef).toEqual(parent);
  expect(spec.listeners).toHaveLength(1);
  expect(one(manifests, 'HTTPRoute').spec.parentRefs).toEqual([
    { ...parent, kind: 'ListenerSet', name: 'team', namespace: 'chat', sectionName: 'https' },
  ]);
});
