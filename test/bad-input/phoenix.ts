import { Exposure, Tls, Waiver } from 'cdk8s-elixir';
import { newChart, newPhoenix } from '../support/subjects';
import { type BadInput, MARKED } from './bad-input';

const PATH = 'test/web';
const REFERENCE = { allowed: 'a key of an existing Secret', fix: "ExistingSecret.named('NAME').key('KEY')" };

function host(what: string, value: string | undefined, suggestion: string): BadInput {
  return {
    name: `a host ${what}`,
    build: () => newPhoenix(newChart(), { host: value as string }),
    expects: {
      path: PATH,
      property: 'host',
      value: value === undefined ? 'not given' : JSON.stringify(value),
      allowed: 'no scheme, port, path, wildcard or address',
      fix: `for example "${suggestion}"`,
    },
  };
}

function path(what: string, value: string): BadInput {
  return {
    name: `a path ${what}`,
    build: () => Exposure.gateway({ gateway: 'public', paths: ['/ok', value] }),
    expects: {
      property: 'Exposure.gateway.paths[1]',
      value: JSON.stringify(value),
      allowed: 'starting with `/`',
      fix: "['/', '/live']",
    },
  };
}

/** What serves, and how it is reached. */
export const PHOENIX: readonly BadInput[] = [
  host('with a scheme', 'https://chat.example.com', 'chat.example.com'),
  host('with a port', 'chat.example.com:443', 'chat.example.com'),
  host('with a path', 'chat.example.com/live', 'chat.example.com'),
  host('that is a wildcard', '*.example.com', 'example.com'),
  host('that is an address', '10.0.0.1', 'chat.example.com'),
  host('that is an IPv6 address', '[::1]', 'chat.example.com'),
  host('in upper case', 'Chat.Example.com', 'chat.example.com'),
  host('with an underscore', 'my_chat.example.com', 'chat.example.com'),
  host('with a trailing dot', 'chat.example.com.', 'chat.example.com'),
  host('of nothing', '', 'chat.example.com'),
  host('that is missing', undefined, 'chat.example.com'),
  {
    name: 'long polling with several pods in no cluster',
    build: () => newPhoenix(newChart(), { longpoll: true }),
    expects: {
      path: PATH,
      property: 'longpoll',
      value: 'true, with 2 pods in no cluster',
      allowed: 'nodes of one cluster',
      fix: 'cluster: new ErlangCluster(…); or',
    },
  },
  {
    name: 'a literal SECRET_KEY_BASE',
    build: () => newPhoenix(newChart(), { secretKeyBase: MARKED as any }),
    expects: { path: PATH, property: 'secretKeyBase', hidden: MARKED, ...REFERENCE },
  },
  {
    name: 'no SECRET_KEY_BASE',
    build: () => newPhoenix(newChart(), { secretKeyBase: undefined }),
    expects: { path: PATH, property: 'secretKeyBase', value: 'not given', ...REFERENCE },
  },
  {
    name: 'a literal DATABASE_URL',
    build: () => newPhoenix(newChart(), { databaseUrl: `ecto://chat:${MARKED}@db/chat` as any }),
    expects: { path: PATH, property: 'databaseUrl', hidden: MARKED, ...REFERENCE },
  },
  {
    name: 'a pool of no connections',
    build: () => newPhoenix(newChart(), { poolSize: 0 }),
    expects: { path: PATH, property: 'poolSize', value: '0', allowed: 'a whole number from 1', fix: 'leave it out' },
  },
  {
    name: 'an HTTP port that needs privileges',
    build: () => newPhoenix(newChart(), { port: 80 }),
    expects: {
      path: PATH,
      property: 'port',
      value: '80',
      allowed: 'from 1024',
      fix: 'Service can still offer',
    },
  },
  {
    name: 'a name that no Service can have',
    build: () => newPhoenix(newChart(), {}, '4chat'),
    expects: { path: 'test/4chat', property: 'name', value: '"4chat"', allowed: 'RFC 1035', fix: 'for example "chat"' },
  },
  {
    name: 'an Ingress without TLS',
    build: () => newPhoenix(newChart(), { exposures: [Exposure.gateway({ gateway: 'a' }), Exposure.ingress()] }),
    expects: {
      path: PATH,
      property: 'exposures[1]',
      value: 'Exposure.ingress without TLS',
      allowed: 'Tls.clusterIssuer',
      fix: "Waiver.plainHttp('why')",
    },
  },
  {
    name: 'a certificate in a Secret that is no name',
    build: () => Exposure.ingress({ tls: Tls.secret('My Certificate') }),
    expects: { property: 'Tls.secret', value: '"My Certificate"', allowed: 'lower-case', fix: 'choose' },
  },
  {
    name: 'an issuer that is no name',
    build: () => Exposure.ingress({ tls: Tls.clusterIssuer('') }),
    expects: { property: 'Tls.clusterIssuer', value: '""', allowed: 'lower-case', fix: 'choose' },
  },
  {
    name: 'a Gateway without name',
    build: () => Exposure.gateway({} as any),
    expects: { property: 'Exposure.gateway.gateway', value: 'not given', allowed: 'lower-case letters', fix: 'choose' },
  },
  {
    name: 'a Gateway in a namespace that is none',
    build: () => Exposure.gateway({ gateway: 'public', gatewayNamespace: 'infra.example' }),
    expects: {
      property: 'Exposure.gateway.gatewayNamespace',
      value: '"infra.example"',
      allowed: 'lower-case letters, digits and `-`',
      fix: 'for example "infra-example"',
    },
  },
  {
    name: 'a class of Ingress that is no name',
    build: () => Exposure.ingress({ className: 'My Class' }),
    expects: { property: 'Exposure.ingress.className', value: '"My Class"', allowed: 'lower-case', fix: 'choose' },
  },
  {
    name: 'no paths',
    build: () => Exposure.ingress({ paths: [] }),
    expects: { property: 'Exposure.ingress.paths', value: '[]', allowed: 'one path or more', fix: "['/']" },
  },
  path('without its slash', 'live'),
  path('with a query', '/live?a=b'),
  path('with two slashes', '/a//b'),
  path('that goes up', '/a/../b'),
  path('with a slash in disguise', '/a%2Fb'),
  path('with a character that no Gateway takes', '/caf\u00e9'),
  path('that stands twice', '/ok'),
  {
    name: 'a waiver for plain HTTP without a reason',
    build: () => newPhoenix(newChart(), { exposures: [Exposure.ingress()], allow: [Waiver.plainHttp('')] }),
    expects: { property: 'Waiver plain-http', value: '""', allowed: 'a reason in words', fix: 'say why' },
  },
  {
    name: 'two ways in that ask for different application protocols',
    build: () => {
      const way = (kind: string, appProtocol: string) => ({ kind, appProtocol, manifests: () => [] });
      newPhoenix(newChart(), { exposures: [way('a', 'http'), way('b', 'kubernetes.io/h2c')] });
    },
    expects: {
      path: PATH,
      property: 'exposures[1].appProtocol',
      value: '"kubernetes.io/h2c"',
      allowed: 'one application protocol',
      fix: 'HttpEndpoint',
    },
  },
];
