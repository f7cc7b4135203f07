// Ways in: Ingresses and routes, the Services behind them, and the pods behind those.
import { Exposure, Tls } from 'cdk8s-elixir';
import { details, detailsOf, SAFE } from '../support/findings';
import { object } from '../support/member';
import { errorOf, newChart, newPhoenix, synth } from '../support/subjects';

const LABELS = { 'app.kubernetes.io/name': 'web' };
const web = (name = 'web', env: object[] = [{ name: 'PHX_HOST', value: 'a.example' }]) => {
  const labels = { 'app.kubernetes.io/name': name };
  const ports = [{ name: 'http', containerPort: 4000 }];
  const container = { name, image: 'acme/web:1.2.3', securityContext: SAFE, env, ports };
  return object('apps/v1', 'Deployment', name, {
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } } },
  });
};
const service = (spec: object = {}, name = 'web') => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'chat', labels: LABELS },
  spec: { selector: LABELS, ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...spec },
});
const backend = (port: object = { name: 'http' }, name = 'web') => ({ service: { name, port } });
const at = (host: string | undefined, path = '/', to: object = backend()) => ({
  host,
  http: { paths: [{ path, pathType: 'Prefix', backend: to }] },
});
const ingress = (rules: object[], more: object = {}, name = 'web', annotations: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name, namespace: 'chat', annotations },
  spec: { rules, ...more },
});
const route = (hostnames: string[] | undefined, rule: object, name = 'web', gateway = 'public') =>
  object('gateway.networking.k8s.io/v1', 'HTTPRoute', name, {
    spec: {
      parentRefs: [{ name: gateway }],
      hostnames,
      rules: [{ backendRefs: [{ name: 'web', port: 80 }], ...rule }],
    },
  });

test('a good one has no finding', () => {
  expect(details(web(), service(), ingress([at('a.example')]), route(['a.example'], {}))).toEqual([]);
});

describe('the host that Phoenix knows', () => {
  const found = (...ways: object[]) => detailsOf('beam/phoenix-host')(web(), service(), ...ways);

  test.each<[string, object[]]>([
    ['is the host', [ingress([at('a.example')])]],
    ['is among the hosts', [ingress([at('b.example'), at('a.example')])]],
    ['is one of every host', [ingress([at(undefined)])]],
    ['is the one of a wildcard', [ingress([at('*.example')])]],
    ['is left to the Gateway', [route(undefined, {})]],
    ['is that of another way in', [ingress([at('b.example')]), route(['a.example'], {})]],
    ['is of no way in to it', [ingress([at('b.example', '/', backend({ number: 80 }, 'other'))])]],
    ['is behind the default', [ingress([], { defaultBackend: backend() })]],
  ])('%s', (_, ways) => {
    expect(found(...ways)).toEqual([]);
  });

  test('is none of them', () => {
    expect(found(ingress([at('b.example'), at('c.example')]))).toEqual([
      ['Ingress "web", host', ['b.example', 'c.example'], ['Deployment/web']],
    ]);
    expect(found(route(['b.example'], {}))).toHaveLength(1);
    expect(found(ingress([at('*.a.example')]))).toHaveLength(1);
    const two = ['one', 'two'].map((name) => ingress([at(`${name}.example`)], {}, name));
    expect(found(...two)).toEqual([['Ingress "one", host', ['one.example'], ['Deployment/web']]]);
  });

  test('is not known before the pod starts', () => {
    const unknown = web('web', [{ name: 'PHX_HOST', value: '$(HOST)' }]);
    expect(detailsOf('beam/phoenix-host')(unknown, service(), ingress([at('b.example')]))).toEqual([]);
  });
});

describe('the certificate of an Ingress', () => {
  const found = (rules: object[], tls: object[] | undefined, annotations?: object) =>
    detailsOf('kubernetes/ingress-tls')(web(), service(), ingress(rules, { tls }, 'web', annotations)).map(
      ([property, value]) => [property, value],
    );
  const ISSUER = { 'cert-manager.io/cluster-issuer': 'letsencrypt' };

  test.each<[string, object[], object[] | undefined, object?]>([
    ['is for the host', [at('a.example')], [{ hosts: ['a.example'] }], ISSUER],
    ['is for more hosts', [at('a.example')], [{ hosts: ['b.example', 'a.example'] }]],
    ['is for all hosts below', [at('a.example')], [{ hosts: ['*.example'] }]],
    ['is the one of the controller', [at('a.example')], [{}]],
    ['may be that of a load balancer', [at('a.example')], undefined],
    ['is asked for no host', [at(undefined)], [{ hosts: ['a.example'] }]],
  ])('%s', (_, rules, tls, annotations = {}) => {
    expect(found(rules, tls, annotations)).toEqual([]);
  });

  test('is missing', () => {
    expect(found([at('a.example')], undefined, ISSUER)).toEqual([['Ingress "web", tls', []]]);
    expect(found([at('a.example')], [{ hosts: ['b.example'] }])).toEqual([['Ingress "web", tls', ['b.example']]]);
    const unknown = ingress([at('a.example', '/', backend({ number: 80 }, 'no'))], { tls: [{ hosts: ['b.example'] }] });
    expect(detailsOf('kubernetes/ingress-tls')(unknown)).toEqual([['Ingress "web", tls', ['b.example'], []]]);
  });

  test('is not looked for at a route', () => {
    const way = route(['a.example'], {});
    const issued = { ...way, metadata: { ...way.metadata, annotations: ISSUER } };
    expect(detailsOf('kubernetes/ingress-tls')(issued)).toEqual([]);
  });
});

describe('a port', () => {
  const ofService = (ports: object[], more: object = {}) =>
    detailsOf('kubernetes/service-port')(web(), service({ ports, ...more })).map(([property, value]) => [
      property,
      value,
    ]);
  const ofRoute = (way: object) =>
    detailsOf('kubernetes/route-port')(web(), service(), way).map(([property, value, involved]) => {
      expect(involved).toEqual(['Service/web']);
      return [property, value];
    });

  test('of a Service leads to one of the pods', () => {
    expect(ofService([{ port: 80, targetPort: 4000 }])).toEqual([]);
    expect(ofService([{ port: 4000 }])).toEqual([]);
    expect(ofService([{ port: 80 }])).toEqual([['Service "web", targetPort', 80]]);
    expect(ofService([{ port: 80, targetPort: 'web' }])).toEqual([['Service "web", targetPort', 'web']]);
    expect(ofService([{ port: 80, targetPort: 'web' }], { clusterIP: 'None' })).toEqual([]);
    expect(ofService([{ port: 80, targetPort: 'web' }], { selector: { app: 'unknown' } })).toEqual([]);
  });

  test('of a way in is one of the Service', () => {
    expect(ofRoute(ingress([at('a.example', '/', backend({ number: 80 }))]))).toEqual([]);
    expect(ofRoute(ingress([at('a.example', '/', backend({ number: 4000 }))]))).toEqual([
      ['Ingress "web", backend', { name: 'web', port: 4000 }],
    ]);
    expect(ofRoute(route(['a.example'], { backendRefs: [{ name: 'web', port: 4000 }] }))).toHaveLength(1);
    expect(ofRoute(route(['a.example'], { backendRefs: [{ name: 'other', port: 4000 }] }))).toEqual([]);
    expect(ofRoute(route(['a.example'], { backendRefs: [{ kind: 'Pool', name: 'web', port: 1 }] }))).toEqual([]);
    expect(ofRoute(route(['a.example'], { backendRefs: [{ namespace: 'b', name: 'web', port: 1 }] }))).toEqual([]);
  });
});

describe('requests of one host and path', () => {
  const found = (...ways: object[]) => detailsOf('kubernetes/route-twice')(...ways).map(([property]) => property);
  const other = backend({ name: 'http' }, 'other');
  const finding = ['Ingress "b", a.example, Prefix /'];

  test('go to two Services by chance', () => {
    expect(found(ingress([at('a.example')]), ingress([at('a.example', '/', other)], {}, 'b'))).toEqual(finding);
    const matches = [{ path: { type: 'PathPrefix', value: '/' } }];
    const theirs = route(['a.example'], { backendRefs: [{ name: 'other', port: 80 }], matches }, 'b');
    expect(found(route(['a.example'], {}), theirs)).toEqual(['HTTPRoute "b", a.example, PathPrefix /']);
    const [one, two] = [backend(), other].map((to) => (name: string) => ingress([at('a.example', '/', to)], {}, name));
    expect(found(one('a'), two('b'), one('c'))).toEqual(finding);
  });

  test.each<[string, object]>([
    ['another host', ingress([at('b.example', '/', other)], {}, 'b')],
    ['another path', ingress([at('a.example', '/b', other)], {}, 'b')],
    ['the same Service', ingress([at('a.example')], {}, 'b')],
    ['another class', ingress([at('a.example', '/', other)], { ingressClassName: 'internal' }, 'b')],
    ['a canary', ingress([at('a.example', '/', other)], {}, 'b', { 'nginx.ingress.kubernetes.io/canary': 'true' })],
    ['another namespace', { ...ingress([at('a.example', '/', other)]), metadata: { name: 'b', namespace: 'b' } }],
    ['another kind', route(['a.example'], { backendRefs: [{ name: 'other', port: 80 }] }, 'b')],
  ])('differ: %s', (_, way) => {
    expect(found(ingress([at('a.example')]), way)).toEqual([]);
  });

  test('differ by Gateway or by what else they match', () => {
    const theirs = (rule: object, gateway?: string) =>
      route(['a.example'], { backendRefs: [{ name: 'other', port: 80 }], ...rule }, 'b', gateway);
    expect(found(route(['a.example'], {}), theirs({}, 'internal'))).toEqual([]);
    const headers = [{ name: 'version', value: '2' }];
    expect(found(route(['a.example'], {}), theirs({ matches: [{ headers }] }))).toEqual([]);
  });

  test('are told with the host, and with no other way in where one has both', () => {
    const twice = detailsOf('kubernetes/route-twice');
    const both = ingress([at(undefined), at(undefined, '/', other)]);
    expect(twice(both)).toEqual([['Ingress "web", every host, Prefix /', [{ name: 'other', port: 'http' }], []]]);
    expect(found(ingress([at('a.example')]), ingress([at('a.example', '/', other)], {}, 'b', CANARY('false')))).toEqual(
      finding,
    );
  });
  const CANARY = (value: string) => ({ 'nginx.ingress.kubernetes.io/canary': value });

  test('are those of one class, in the field or in the annotation', () => {
    const classed = (name: string) => ingress([at('a.example', '/', other)], { ingressClassName: name }, 'b');
    const old = ingress([at('a.example')], {}, 'web', { 'kubernetes.io/ingress.class': 'nginx' });
    expect(found(old, classed('nginx'))).toEqual(finding);
    expect(found(old, classed('traefik'))).toEqual([]);
  });

  test('are those of one parent', () => {
    const under = (parent: object, name: string, backends: string) =>
      object('gateway.networking.k8s.io/v1', 'HTTPRoute', name, {
        spec: { parentRefs: [parent], rules: [{ backendRefs: [{ name: backends, port: 80 }] }] },
      });
    const about = (parent: object) => found(under({ name: 'public' }, 'a', 'web'), under(parent, 'b', 'other')).length;
    const same = [{ name: 'public' }, { name: 'public', kind: 'Gateway' }, { name: 'public', namespace: 'chat' }];
    const others = [
      { name: 'public', kind: 'ListenerSet' },
      { name: 'public', namespace: 'b' },
      { name: 'public', sectionName: 'https' },
      { name: 'public', port: 80 },
    ];
    expect([same.map(about), others.map(about)]).toEqual([
      [1, 1, 1],
      [0, 0, 0, 0],
    ]);
  });

  test.each([
    ['GRPCRoute', 1],
    ['TLSRoute', 1],
    ['TCPRoute', 0],
  ])('of a %s', (kind, count) => {
    const theirs = route(['a.example'], { backendRefs: [{ name: 'other', port: 80 }] }, 'b');
    expect(found({ ...route(['a.example'], {}), kind }, { ...theirs, kind })).toHaveLength(count);
  });

  test('of two services by their properties are refused', () => {
    const chart = newChart();
    const exposures = [Exposure.ingress({ className: 'nginx', tls: Tls.secret('tls') })];
    newPhoenix(chart, { exposures }, 'web');
    newPhoenix(chart, { exposures }, 'admin');
    const { message } = errorOf(() => synth(chart));
    expect(message).toContain('`Ingress "admin", chat.example.com, Prefix /` is ');
    expect(message).toContain('another `host`, or other `paths`');
  });
});

describe('a selector', () => {
  const found = (...documents: object[]) =>
    detailsOf('kubernetes/shared-selector')(...documents).map(([property, , involved]) => [property, involved]);

  test('is of one release', () => {
    expect(found(web(), web('worker'), service())).toEqual([]);
    const both = web('worker') as any;
    both.spec.selector = { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'Exists' }] };
    expect(found(web(), both, service())).toEqual([['spec.selector', ['Deployment/web']]]);
    const every = service({ selector: { tier: 'a' } });
    const tiered = [web(), web('worker')].map((one: any) => {
      one.spec.template.metadata.labels.tier = 'a';
      return one;
    });
    expect(found(...tiered, every)).toEqual([['Service "web", selector', ['Deployment/web', 'Deployment/worker']]]);
    expect(found(...tiered, { ...every, metadata: { name: 'web', namespace: 'chat' } })).toEqual([]);
    expect(found(...tiered, service({ selector: { tier: 'a' }, clusterIP: 'None' }))).toEqual([]);
    const third = { ...every, metadata: { ...every.metadata, labels: { 'app.kubernetes.io/name': 'third' } } };
    expect(found(...tiered, third)).toEqual([]);
    const [first, { spec }] = tiered;
    expect(found(first, object('batch/v1', 'Job', 'worker', { spec }), every)).toEqual([]);
    expect(found(first, object('batch/v1', 'Job', 'web', { spec: (web() as any).spec }))).toEqual([]);
    expect(found(first, object('apps/v1', 'DaemonSet', 'copy', { spec: first.spec }), every)).toEqual([]);
    const tier = { template: { metadata: { labels: { tier: 'a' } } } };
    const unnamed = object('apps/v1', 'DaemonSet', 'agent', { spec: tier });
    expect(found(first, unnamed, { ...every, metadata: { name: 'web', namespace: 'chat' } })).toEqual([]);
  });
});
