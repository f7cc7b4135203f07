// Routes and their parents: Gateways and ListenerSets that are among the manifests.
import { App, Chart } from 'cdk8s';
import { Exposure, Gateway, GatewayListener, RouteNamespaces, Tls } from 'cdk8s-elixir';
import { check } from '../../lib/checks/check';
import { subjectsOf } from '../../lib/inventory/subject';
import { waiverKey } from '../../lib/risks/accepted-risks';
import { detailsOf } from '../support/findings';
import { errorOf, newPhoenix } from '../support/subjects';

const API = 'gateway.networking.k8s.io/v1';
type Given = { readonly [field: string]: unknown };

const listener = (given: Given = {}) => ({ name: 'https', port: 443, protocol: 'HTTPS', ...given });
const gateway = (listeners: unknown = [listener()], metadata: Given = {}) => ({
  apiVersion: API,
  kind: 'Gateway',
  metadata: { name: 'public', namespace: 'infra', ...metadata },
  spec: { listeners },
});
const ALL = { namespaces: { from: 'All' } };
const OPEN = [listener({ allowedRoutes: ALL })];
const route = (parent: Given = {}, spec: Given = {}, kind = 'HTTPRoute', namespace: string | undefined = 'infra') => ({
  apiVersion: API,
  kind,
  metadata: { name: 'web', ...(namespace ? { namespace } : {}) },
  spec: {
    parentRefs: [{ name: 'public', namespace: 'infra', ...parent }],
    hostnames: ['a.example'],
    rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
    ...spec,
  },
});

describe('a listener', () => {
  const found = (...documents: object[]) =>
    detailsOf('kubernetes/route-listener')(...documents).map(([property, value, involved]) => {
      expect(involved).toHaveLength(1);
      return [property, value];
    });

  test.each<[string, object, object]>([
    ['takes every host', gateway(), route()],
    ['takes the host', gateway([listener({ hostname: 'a.example' })]), route()],
    ['takes a wildcard', gateway([listener({ hostname: '*.example' })]), route()],
    [
      'takes one of several',
      gateway([listener({ hostname: 'a.example' })]),
      route({}, { hostnames: ['b', 'a.example'] }),
    ],
    [
      'takes a part of a wildcard',
      gateway([listener({ hostname: 'a.example' })]),
      route({}, { hostnames: ['*.example'] }),
    ],
    [
      'takes a route without hosts',
      gateway([listener({ hostname: 'a.example' })]),
      route({}, { hostnames: undefined }),
    ],
    ['is the named one', gateway(), route({ sectionName: 'https', port: 443 })],
    ['is of a Gateway elsewhere', gateway(), route({ name: 'other', sectionName: 'no' })],
    ['is of a mesh', gateway(), route({ group: '', kind: 'Service', sectionName: 'no' })],
    ['is of a Gateway of another API', { ...gateway(), apiVersion: 'istio.io/v1' }, route({ sectionName: 'no' })],
    ['is of a protocol that is not known', gateway([listener({ protocol: 'acme.io/Q' })]), route()],
    ['takes the kind by name', gateway([listener({ allowedRoutes: { kinds: [{ kind: 'HTTPRoute' }] } })]), route()],
    ['passes TLS through', gateway([listener({ protocol: 'TLS' })]), route({}, {}, 'TLSRoute')],
    ['is one of several', gateway([listener({ hostname: 'b.example' }), listener({ name: 'a' })]), route()],
    ['is not known', gateway(undefined, {}), { ...route(), spec: { parentRefs: [] } }],
  ])('%s', (_, parent, way) => {
    expect(found(parent, way)).toEqual([]);
  });

  test('that a route names is there', () => {
    expect(found(gateway(), route({ sectionName: 'http' }))).toEqual([
      ['parentRefs: Gateway "public", section "http"', 'no listener'],
    ]);
    expect(found(gateway(), route({ port: 80 }))).toEqual([['parentRefs: Gateway "public", port 80', 'no listener']]);
    expect(found(gateway([]), route())).toEqual([['parentRefs: Gateway "public"', 'no listener']]);
  });

  test('takes the kind of the route', () => {
    expect(found(gateway(), route({}, {}, 'TLSRoute'))).toEqual([
      ['parentRefs: Gateway "public"', 'listeners of HTTPS'],
    ]);
    const other = gateway([listener({ allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } })]);
    expect(found(other, route())).toHaveLength(1);
  });

  test('takes one of the hosts', () => {
    expect(found(gateway([listener({ hostname: '*.example.org' })]), route())).toEqual([
      ['HTTPRoute "web", hostnames', ['a.example']],
    ]);
    const set = { ...gateway([listener({ hostname: 'b.example' })]), kind: 'ListenerSet' };
    expect(found(set, route({ kind: 'ListenerSet' }))).toHaveLength(1);
  });
});

describe('a namespace', () => {
  const found = (...documents: object[]) =>
    detailsOf('kubernetes/route-admission')(...documents).map(([property, value]) => [property, value]);
  const selecting = (selector: object) => [listener({ allowedRoutes: { namespaces: { from: 'Selector', selector } } })];
  const namespace = (labels: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'chat', labels } });
  const chat = (name: string | undefined = 'chat') => route({}, {}, 'HTTPRoute', name);
  const TEAM = selecting({ matchLabels: { team: 'chat' } });
  const ANY = { namespaces: { from: 'All', selector: { matchLabels: { team: 'shop' } } } };
  const BOTH = (name: string) => ({ 'kubernetes.io/metadata.name': name, team: 'chat' });
  const NAMED = (name: string) => selecting({ matchLabels: { 'kubernetes.io/metadata.name': name } });

  test.each<[string, object[]]>([
    ['is that of the Gateway', [gateway(), route()]],
    ['is any', [gateway(OPEN), chat()]],
    ['is not known', [gateway(), route({}, {}, 'HTTPRoute', '')]],
    ['is selected by its name', [gateway(NAMED('chat')), chat()]],
    ['is selected by its labels', [gateway(TEAM), namespace({ team: 'chat' }), chat()]],
    ['has labels that are not known', [gateway(TEAM), chat()]],
    [
      'is any, whatever a selector says',
      [gateway([listener({ allowedRoutes: ANY })]), namespace({ team: 'chat' }), chat()],
    ],
    ['is not known, and selected by name', [gateway(NAMED('shop')), route({}, {}, 'HTTPRoute', '')]],
    [
      'is selected by its name and labels that are not known',
      [gateway(selecting({ matchLabels: BOTH('chat') })), chat()],
    ],
    [
      'is admitted by one of the listeners',
      [gateway([listener(), listener({ name: 'b', allowedRoutes: ALL })]), chat()],
    ],
  ])('is admitted: %s', (_, documents) => {
    expect(found(...documents)).toEqual([]);
  });

  test.each<[string, object[]]>([
    ['is another one', [gateway(), chat()]],
    ['is of another name', [gateway(NAMED('shop')), chat()]],
    ['has other labels', [gateway(TEAM), namespace({ team: 'shop' }), chat()]],
    ['is of another name, with labels', [gateway(selecting({ matchLabels: BOTH('shop') })), chat()]],
  ])('is not admitted: %s', (_, documents) => {
    expect(found(...documents)).toEqual([['parentRefs: Gateway "public"', 'a route of namespace "chat"']]);
  });
});

test('messages tell which namespaces are admitted, and which listeners take the kind', () => {
  const told = (id: string, ...documents: object[]) =>
    check(documents.flatMap((document) => subjectsOf(document, { path: 'a.yaml' })))
      .filter(({ rule }) => rule.id === id)
      .map(({ why, allowed }) => `${why}; ${allowed}`)[0];
  const theirs = route({}, {}, 'HTTPRoute', 'chat');
  const SELECTOR = { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } };
  const selecting = gateway([listener({ allowedRoutes: { namespaces: SELECTOR } })]);
  expect(told('kubernetes/route-admission', gateway(), theirs)).toContain('admit routes of its own namespace alone');
  expect(told('kubernetes/route-admission', selecting, theirs)).toContain('routes of namespaces with its labels alone');
  const both = gateway([listener(), listener({ name: 'tls', protocol: 'TLS' })]);
  expect(told('kubernetes/route-listener', both, route({ sectionName: 'tls' }))).toMatch(/HTTPRoute: https$/);
});

describe('plain HTTP', () => {
  const found = (...documents: object[]) => detailsOf('kubernetes/route-tls')(...documents).map(([, value]) => value);
  const HTTP = listener({ name: 'http', port: 80, protocol: 'HTTP' });
  const redirect = { rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] }] };

  test('is for redirects', () => {
    expect(found(gateway([HTTP, listener()]), route())).toEqual(['the listener "http" of plain HTTP']);
    expect(detailsOf('kubernetes/route-tls')(gateway([HTTP]), route())).toEqual([
      ['parentRefs: Gateway "public"', 'the listener "http" of plain HTTP', ['Gateway/public']],
    ]);
    expect(found(gateway([HTTP, listener()]), route({ sectionName: 'https' }))).toEqual([]);
    expect(found(gateway([HTTP, listener()]), route({ sectionName: 'http' }, redirect))).toEqual([]);
  });

  test('is accepted by the Gateway, or by the pods', () => {
    const annotations = { [waiverKey('plain-http')]: 'inside of a VPN' };
    expect(found(gateway([HTTP]), route())).toHaveLength(1);
    expect(found(gateway([HTTP], { annotations }), route())).toEqual([]);
    const labels = { app: 'web' };
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'infra' } };
    const web = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'infra', annotations },
    };
    const pods = { ...web, spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: {} } } };
    expect(found(gateway([HTTP]), route(), { ...service, spec: { selector: labels } }, pods)).toEqual([]);
  });
});

test('weights are not all 0', () => {
  const weights = (...all: (number | undefined)[]) =>
    detailsOf('kubernetes/route-weights')(
      route({}, { rules: [{ backendRefs: all.map((weight, at) => ({ name: `web-${at}`, port: 80, weight })) }] }),
    );
  expect([weights(0, 1), weights(0, undefined), weights()]).toEqual([[], [], []]);
  expect(weights(0, 0)).toEqual([['HTTPRoute "web", weights', ['web-0: 0', 'web-1: 0'], []]]);
});

describe('a Gateway of the same app', () => {
  const build = (options: object, routesFrom?: RouteNamespaces) => {
    const app = new App();
    const infra = new Chart(app, 'infra', { namespace: 'infra' });
    const chart = new Chart(app, 'chat', { namespace: 'chat' });
    const listeners = [GatewayListener.http(), GatewayListener.https(['*.example.com'], { tls: Tls.secret('tls') })];
    new Gateway(infra, 'public', { className: 'traefik', listeners, routesFrom });
    const exposures = [Exposure.gateway({ gateway: 'public', gatewayNamespace: 'infra', ...options })];
    newPhoenix(chart, { exposures });
    app.synthYaml();
  };
  const HTTPS = { sectionName: 'https' };

  test('takes a route by its name', () => {
    build({ ...HTTPS, httpSectionName: 'http' }, RouteNamespaces.all());
  });

  test.each<[string, object, RouteNamespaces | undefined, string]>([
    ['does not admit its namespace', HTTPS, undefined, 'RouteNamespaces.all()'],
    [
      'has no such listener',
      { sectionName: 'tls' },
      RouteNamespaces.all(),
      'listeners that take the kind HTTPRoute: http, https',
    ],
    ['has none for its host', { ...HTTPS, hosts: ['a.example'] }, RouteNamespaces.all(), 'hosts of its listeners'],
    ['would serve it over plain HTTP', {}, RouteNamespaces.all(), "sectionName: 'https', httpSectionName: 'http'"],
  ])('refuses one where it %s', (_, options, routesFrom, words) => {
    expect(errorOf(() => build(options, routesFrom)).message).toContain(words);
  });
});
