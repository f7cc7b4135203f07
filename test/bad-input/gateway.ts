import { Duration } from 'cdk8s';
import {
  Exposure,
  Gateway,
  GatewayListener,
  type GatewayProps,
  RouteFilter,
  RouteMatch,
  RouteNamespaces,
  RouteParent,
  Tls,
} from 'cdk8s-elixir';
import { newChart, newPhoenix } from '../support/subjects';
import { type BadInput, MARKED } from './bad-input';

const TLS = Tls.secret('mine');
const MANY = Array.from({ length: 17 }, (_, index) => [`x-${index}`, 'a'] as const);
const gateway = (props: Partial<GatewayProps>) =>
  new Gateway(newChart(), 'public', {
    className: 'a',
    listeners: [GatewayListener.https(['a.example'], { tls: TLS })],
    ...props,
  });

/** Gateways, their listeners, and routes through them. */
export const GATEWAY: readonly BadInput[] = [
  {
    name: 'a parent that is no name',
    build: () => RouteParent.gateway('Public'),
    expects: { property: 'RouteParent.gateway.name', value: '"Public"', allowed: 'lower-case', fix: 'choose' },
  },
  {
    name: 'a port of a parent that is none',
    build: () => RouteParent.listenerSet('team', { port: 0 }),
    expects: { property: 'RouteParent.listenerSet.port', value: '0', allowed: 'from 1 to 65535', fix: 'in that range' },
  },
  {
    name: 'more parents than a route can have',
    build: () => Exposure.gateway({ parents: Array.from({ length: 33 }, (_, at) => RouteParent.gateway(`a${at}`)) }),
    expects: {
      property: 'Exposure.gateway.parents',
      value: '33 parents',
      allowed: '32 at most',
      fix: "RouteParent.gateway('public')",
    },
  },
  {
    name: 'one section of a Gateway twice',
    build: () => {
      const parent = RouteParent.gateway('a', { sectionName: 'https' });
      return Exposure.tlsRoute({ parents: [parent, parent] });
    },
    expects: {
      property: 'Exposure.tlsRoute.parents',
      value: 'section',
      allowed: 'another `sectionName`',
      fix: 'name a section in both',
    },
  },
  {
    name: 'a Gateway beside parents',
    build: () => Exposure.grpcRoute({ gateway: 'a', parents: [RouteParent.gateway('b')] }),
    expects: { property: 'Exposure.grpcRoute.gateway', value: '"a"', allowed: '`parents`', fix: 'RouteParent.gateway' },
  },
  {
    name: 'hosts of a route that are none',
    build: () => Exposure.gateway({ gateway: 'a', hosts: ['https://a.example'] }),
    expects: {
      property: 'Exposure.gateway.hosts[0]',
      value: '"https://a.example"',
      allowed: 'a host name in lower case',
      fix: '"a.example"',
    },
  },
  {
    name: 'a redirected host that is none',
    build: () => Exposure.gateway({ gateway: 'a', redirectedHosts: [] }),
    expects: {
      property: 'Exposure.gateway.redirectedHosts',
      value: '[]',
      allowed: 'one host or more',
      fix: 'leave it',
    },
  },
  {
    name: 'paths beside matches',
    build: () => Exposure.gateway({ gateway: 'a', paths: ['/'], matches: [RouteMatch.exact('/')] }),
    expects: {
      property: 'Exposure.gateway.paths',
      value: '["/"]',
      allowed: '`paths` or `matches`',
      fix: "RouteMatch.prefix('/api')",
    },
  },
  {
    name: 'one match twice',
    build: () => Exposure.gateway({ gateway: 'a', matches: [RouteMatch.exact('/a'), RouteMatch.exact('/a')] }),
    expects: { property: 'Exposure.gateway.matches[1]', value: 'Exact', allowed: 'each once', fix: 'RouteMatch.exact' },
  },
  {
    name: 'no match',
    build: () => Exposure.gateway({ gateway: 'a', matches: [] }),
    expects: { property: 'Exposure.gateway.matches', value: '0 matches', allowed: '1 to 64', fix: 'RouteMatch.exact' },
  },
  {
    name: 'a method that is none',
    build: () => RouteMatch.prefix('/', { method: 'get' }),
    expects: { property: 'RouteMatch.prefix.method', value: '"get"', allowed: 'GET, HEAD', fix: 'for example "GET"' },
  },
  {
    name: 'a path of a match that is none',
    build: () => RouteMatch.exact('a'),
    expects: { property: 'RouteMatch.exact.path[0]', value: '"a"', allowed: 'starting with `/`', fix: "['/']" },
  },
  {
    name: 'a header of a match that is none',
    build: () => RouteMatch.prefix('/', { headers: { 'x y': 'a' } }),
    expects: {
      property: 'RouteMatch.prefix.headers["x y"]',
      value: '"a"',
      allowed: 'a name of letters, digits and `-`',
      fix: "{ 'x-version': 'next' }",
    },
  },
  {
    name: 'an empty parameter of a match',
    build: () => RouteMatch.prefix('/', { queryParams: { a: '' } }),
    expects: { property: 'RouteMatch.prefix.queryParams["a"]', value: '""', allowed: '1 to 1024', fix: 'for example' },
  },
  {
    name: 'more headers than a match can have',
    build: () => RouteMatch.prefix('/', { headers: Object.fromEntries(MANY) }),
    expects: {
      property: 'RouteMatch.prefix.headers',
      value: '17 of them',
      allowed: '16 at most',
      fix: 'leave some out',
    },
  },
  {
    name: 'a filter that changes nothing',
    build: () => RouteFilter.responseHeaders({}),
    expects: { property: 'RouteFilter.responseHeaders', value: '{}', allowed: 'one change or more', fix: 'remove it' },
  },
  {
    name: 'a header that is removed twice',
    build: () => RouteFilter.requestHeaders({ remove: ['x-a', 'x-a'] }),
    expects: { property: 'RouteFilter.requestHeaders.remove[1]', value: '"x-a"', allowed: 'once', fix: 'remove it' },
  },
  {
    name: 'a rewrite of nothing',
    build: () => RouteFilter.rewrite({}),
    expects: { property: 'RouteFilter.rewrite', value: '{}', allowed: 'one change or more', fix: 'remove it' },
  },
  {
    name: 'a rewrite to a wildcard',
    build: () => RouteFilter.rewrite({ host: '*.example.com' }),
    expects: {
      property: 'RouteFilter.rewrite.host',
      value: '"*.example.com"',
      allowed: 'wildcard',
      fix: '"example.com"',
    },
  },
  {
    name: 'more headers than a filter can change',
    build: () => RouteFilter.requestHeaders({ add: Object.fromEntries(MANY) }),
    expects: {
      property: 'RouteFilter.requestHeaders',
      value: '17 headers',
      allowed: '16 of each',
      fix: 'leave some out',
    },
  },
  {
    name: 'a secret in a header of a route',
    build: () => RouteFilter.requestHeaders({ set: { 'x-api-key': MARKED } }),
    expects: {
      property: 'RouteFilter.requestHeaders.set.x-api-key',
      hidden: MARKED,
      allowed: 'values that everybody may read',
      fix: 'in a Secret',
    },
  },
  {
    name: 'a secret in a parameter of a match',
    build: () => RouteMatch.prefix('/', { queryParams: { token: MARKED } }),
    expects: {
      property: 'RouteMatch.prefix.queryParams.token',
      hidden: MARKED,
      allowed: 'values that everybody may read',
      fix: 'in a Secret',
    },
  },
  {
    name: 'a header to remove that is none',
    build: () => RouteFilter.requestHeaders({ remove: ['authorization', 'x y'] }),
    expects: { property: 'RouteFilter.requestHeaders.remove', value: '"x y"', allowed: 'letters', fix: '"x-debug"' },
  },
  {
    name: 'two filters of one kind',
    build: () => {
      const filter = RouteFilter.rewrite({ host: 'a.example' });
      return Exposure.gateway({ gateway: 'a', filters: [filter, filter] });
    },
    expects: {
      property: 'Exposure.gateway.filters[1]',
      value: '"URLRewrite"',
      allowed: 'one of each kind',
      fix: 'in one filter',
    },
  },
  {
    name: 'copies of no request',
    build: () => RouteFilter.mirror(newPhoenix(newChart()).endpoint, { percent: 0 }),
    expects: { property: 'RouteFilter.mirror.percent', value: '0', allowed: 'from 1 to 100', fix: 'for example 10' },
  },
  {
    name: 'a timeout longer than the API can say',
    build: () => Exposure.gateway({ gateway: 'a', timeouts: { request: Duration.days(5000) } }),
    expects: {
      property: 'Exposure.gateway.timeouts.request',
      value: 'ms',
      allowed: 'whole milliseconds',
      fix: 'Duration.seconds(60)',
    },
  },
  {
    name: 'an authority of the pods that is no name',
    build: () => Exposure.gateway({ gateway: 'a', backendTls: { host: 'a.example', authority: 'My CA' } }),
    expects: {
      property: 'Exposure.gateway.backendTls.authority',
      value: '"My CA"',
      allowed: 'lower-case',
      fix: 'choose',
    },
  },
  {
    name: 'an application protocol that is none',
    build: () => Exposure.gateway({ gateway: 'a', appProtocol: 'web socket' }),
    expects: { property: 'Exposure.gateway.appProtocol', value: '"web socket"', allowed: 'a name', fix: 'choose' },
  },
  {
    name: 'a Gateway without class',
    build: () => gateway({ className: '' }),
    expects: { path: 'test/public', property: 'className', value: '""', allowed: 'lower-case', fix: 'choose' },
  },
  {
    name: 'no label of namespaces',
    build: () => RouteNamespaces.labelled({}),
    expects: { property: 'RouteNamespaces.labelled', value: '{}', allowed: 'one label or more', fix: 'all()' },
  },
  {
    name: 'a listener whose name has no room for the number of a host',
    build: () => GatewayListener.passthrough(['a.example'], { name: 'a'.repeat(250) }),
    expects: { property: 'GatewayListener.passthrough.name', value: 'aaa', allowed: '1 to 249', fix: 'choose' },
  },
  {
    name: 'more listeners than a Gateway can have',
    build: () => {
      const hosts = Array.from({ length: 65 }, (_, index) => `a${index}.example`);
      return gateway({ listeners: [GatewayListener.passthrough(hosts)] });
    },
    expects: {
      path: 'test/public',
      property: 'listeners',
      value: '65',
      allowed: '1 to 64',
      fix: 'GatewayListener.https',
    },
  },
];
