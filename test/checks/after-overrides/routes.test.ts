// Overrides of routes and of the Gateway that they hang at: requests would reach nobody, or go in the open.
import { Exposure } from 'cdk8s-elixir';
import { type Override, ofGateway, ofRoute, overridden, type Refused, refuses } from '../../support/overridden';

const ofListener = (https: object) => ofGateway({ spec: { listeners: [{ name: 'https', ...https }] } });
const ofParent = (parent: object) => ofRoute({ spec: { parentRefs: [{ name: 'public', ...parent }] } });
const ofBackends = (...backendRefs: object[]) => ofRoute({ spec: { rules: [{ backendRefs }] } });
const selecting = (matchLabels: object) => ({
  allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels } } },
});
const WEB = { name: 'web', port: 80 };
const TWO = ['/a', '/b'].map((path) => Exposure.gateway({ gateway: 'public', sectionName: 'https', paths: [path] }));

const TABLE: readonly Refused[] = [
  [
    'a listener of another host',
    ofListener({ hostname: 'shop.example.com' }),
    'HTTPRoute "web", hostnames',
    'give the Gateway a listener for the host',
  ],
  [
    'a route of another host',
    ofRoute({ spec: { hostnames: ['shop.example.com'] } }),
    'HTTPRoute "web", hostnames',
    'or the endpoint another host',
  ],
  [
    'a listener that is not there',
    ofParent({ sectionName: 'tls' }),
    'parentRefs: Gateway "public", section "tls"',
    'name a listener that there is',
  ],
  [
    'a listener of another kind of route',
    ofListener({ allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } }),
    'parentRefs: Gateway "public", section "https"',
    'name a listener that there is',
  ],
  [
    'a listener that admits another namespace',
    ofListener(selecting({ 'kubernetes.io/metadata.name': 'shop' })),
    'parentRefs: Gateway "public", section "https"',
    'RouteNamespaces.all()',
  ],
  [
    'a port that the Service does not have',
    ofBackends({ name: 'web', port: 8080 }),
    'HTTPRoute "web", backend',
    'remove the override of the port',
  ],
  [
    'a listener of plain HTTP',
    ofParent({ sectionName: 'http' }),
    'parentRefs: Gateway "public", section "http"',
    'httpSectionName',
  ],
  ['every listener', ofParent({}), 'parentRefs: Gateway "public"', 'Waiver.plainHttp'],
  [
    'one request for two Services',
    ofRoute({ spec: { rules: [{ backendRefs: [WEB] }, { backendRefs: [{ name: 'other', port: 80 }] }] } }, TWO),
    'HTTPRoute "web", chat.example.com, PathPrefix /',
    'give one of them another `host`',
  ],
  ['no weight at all', ofBackends({ ...WEB, weight: 0 }), 'HTTPRoute "web", weights', '`shares` sets them'],
];

refuses(TABLE);

test.each<[string, Override]>([
  ['a listener of a wildcard', ofListener({ hostname: '*.example.com' })],
  ['a listener that admits the namespace', ofListener(selecting({ 'kubernetes.io/metadata.name': 'chat' }))],
  ['the number of the port', ofBackends(WEB)],
  ['one weight of two', ofBackends({ ...WEB, weight: 0 }, { name: 'next', port: 80, weight: 1 })],
])('nothing is refused: %s', (_, override) => {
  expect(() => overridden(override)).not.toThrow();
});
